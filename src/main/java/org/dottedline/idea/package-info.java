/** Ideas of members with their votes: imported, merged, and raised as needs and requests. Leans on {@code initiative} and {@code csv}. */
@org.jspecify.annotations.NullMarked
package org.dottedline.idea;
