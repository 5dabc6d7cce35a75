/**
 * Reads the file of a survey tool, row by row: recognises the tool, drops what is personal, and counts. Nothing that a member
 * answered is kept.
 */
@org.jspecify.annotations.NullMarked
package org.dottedline.research.survey;
