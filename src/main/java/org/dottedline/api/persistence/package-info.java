/** Idempotency keys in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package org.dottedline.api.persistence;
