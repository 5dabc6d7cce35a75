/** Objectives in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package org.dottedline.objective.persistence;
