/** The PMO's lists over all trails, in words, and what leaves the house of them. Leans on {@code audit}, {@code tasklist}, {@code trail} and {@code page}. */
@org.jspecify.annotations.NullMarked
package org.dottedline.lists;
