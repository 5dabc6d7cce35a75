/** Needs and answers in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package org.dottedline.need.persistence;
