/** Discussions on pages. */
@org.jspecify.annotations.NullMarked
package org.dottedline.discussion.web;
