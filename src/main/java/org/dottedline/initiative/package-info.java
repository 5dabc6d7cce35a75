/** Initiatives: what a community offers for an objective, and how strategy decides on it. Leans on {@code objective}. */
@org.jspecify.annotations.NullMarked
package org.dottedline.initiative;
