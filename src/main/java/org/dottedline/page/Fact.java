package org.dottedline.page;

/** A label and what is so. A wide one gets a line of its own. */
public record Fact(String label, String value, boolean wide) {}
