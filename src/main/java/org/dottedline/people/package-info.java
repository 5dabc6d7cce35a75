/** Persons, units, roles and sides: who may do what, and that no person holds roles of two sides. Leans on no room of the trail; what changes here it publishes as news. */
@org.jspecify.annotations.NullMarked
package org.dottedline.people;
