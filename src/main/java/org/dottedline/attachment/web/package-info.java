/** Attached files on pages, and their way out. */
@org.jspecify.annotations.NullMarked
package org.dottedline.attachment.web;
