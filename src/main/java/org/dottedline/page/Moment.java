package org.dottedline.page;

/**
 * A point in time as a page shows it.
 *
 * @param iso for machines
 * @param exact for those who point at it
 * @param words for those who read
 */
public record Moment(String iso, String exact, String words) {}
