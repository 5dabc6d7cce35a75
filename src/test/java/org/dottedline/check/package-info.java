/** Breaks on purpose what the invariants watch over. */
@org.jspecify.annotations.NullMarked
package org.dottedline.check;
