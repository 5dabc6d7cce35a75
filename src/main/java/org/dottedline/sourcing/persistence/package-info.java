/** Options and choices in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package org.dottedline.sourcing.persistence;
