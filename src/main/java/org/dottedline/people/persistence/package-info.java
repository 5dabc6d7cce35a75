/** The tables of persons, units and roles. */
@org.jspecify.annotations.NullMarked
package org.dottedline.people.persistence;
