/** Needs of members, raised by their manager and answered by a line of business. Leans on {@code initiative}. */
@org.jspecify.annotations.NullMarked
package org.dottedline.need;
