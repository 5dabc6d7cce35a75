/** The dotted line: what passes between the sides, and the record that it did. Leans on {@code trail} and {@code audit}. */
@org.jspecify.annotations.NullMarked
package org.dottedline.handover;
