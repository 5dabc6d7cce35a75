/** The ways in which the product says no: one type per answer, each with a sentence for the person who asked. */
@org.jspecify.annotations.NullMarked
package org.dottedline.refusal;
