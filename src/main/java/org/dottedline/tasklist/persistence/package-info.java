/** The views of open and ended tasks in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package org.dottedline.tasklist.persistence;
