/** The record in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package org.dottedline.audit.persistence;
