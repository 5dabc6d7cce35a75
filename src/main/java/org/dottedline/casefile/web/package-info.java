/** The case file on pages, and what draws the models there. */
@org.jspecify.annotations.NullMarked
package org.dottedline.casefile.web;
