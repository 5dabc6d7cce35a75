package org.dottedline.page;

/** A step of the way down to where one is: its reference and its title. */
public record Crumb(String ref, String title) {}
