package org.dottedline.refusal;

/** What is wrong with one field of a form, as a sentence; {@code field} is the form's key, with its row where it has rows. */
public record FieldError(String field, String message) {}
