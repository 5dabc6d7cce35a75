/** Outcomes and words in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package org.dottedline.outcome.persistence;
