/** The tables of attached files. */
@org.jspecify.annotations.NullMarked
package org.dottedline.attachment.persistence;
