/** The idea box on pages. */
@org.jspecify.annotations.NullMarked
package org.dottedline.idea.web;
