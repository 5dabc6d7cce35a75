/** Both sides of an initiative in PostgreSQL, a table for each. */
@org.jspecify.annotations.NullMarked
package org.dottedline.initiative.persistence;
