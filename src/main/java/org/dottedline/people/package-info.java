/** Persons, units, roles and sides: who may do what, and that no person holds roles of two sides. Leans on {@code audit} for the record of changes. */
@org.jspecify.annotations.NullMarked
package org.dottedline.people;
