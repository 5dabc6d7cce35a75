/** The trail in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package org.dottedline.trail.persistence;
