package org.dottedline.tasklist.form;

/** One choice of a field: what is sent, and what is shown. */
public record Choice(String value, String label) {}
