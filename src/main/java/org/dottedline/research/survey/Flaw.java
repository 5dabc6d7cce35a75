package org.dottedline.research.survey;

/** A row that cannot be read: where it is, and why as a sentence that begins small. */
public record Flaw(long line, String why) {}
