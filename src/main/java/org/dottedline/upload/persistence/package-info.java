/** The tables of uploaded files between two pages. */
@org.jspecify.annotations.NullMarked
package org.dottedline.upload.persistence;
