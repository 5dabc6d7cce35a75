/** Finances and the ledger in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package org.dottedline.funding.persistence;
