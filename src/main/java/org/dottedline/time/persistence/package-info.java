/** Asks the database for the time. */
@org.jspecify.annotations.NullMarked
package org.dottedline.time.persistence;
