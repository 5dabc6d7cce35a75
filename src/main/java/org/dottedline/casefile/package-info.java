/**
 * The case file of a trail for oversight: who decided what, when and on what, on both shores, and the path through each model.
 * Leans on {@code audit}, {@code handover}, {@code tasklist}, {@code funding}, {@code lists} and {@code page}.
 */
@org.jspecify.annotations.NullMarked
package org.dottedline.casefile;
