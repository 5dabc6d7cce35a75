/** Handovers in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package org.dottedline.handover.persistence;
