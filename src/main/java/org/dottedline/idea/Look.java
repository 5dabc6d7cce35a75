package org.dottedline.idea;

/**
 * What taking a file does, or did.
 *
 * @param ideas how many are in it
 * @param fresh how many of them are not in the box yet, and {@code known} how many are
 * @param merged how many of the fresh ones repeat another and are merged into it
 * @param changed how many of the known ones have other votes than in the box
 */
public record Look(int ideas, int fresh, int known, int merged, int changed) {}
