/** Goals in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package org.dottedline.goal.persistence;
