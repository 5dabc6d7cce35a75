/** Limits in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package org.dottedline.limits.persistence;
