/** Counts over all tables, for operators: numbers alone. */
@org.jspecify.annotations.NullMarked
package org.dottedline.watch.persistence;
