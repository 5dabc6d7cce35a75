/** Files that people upload: what is in their bytes, rows and cells, in which line something is wrong, and where they lie between two pages. */
@org.jspecify.annotations.NullMarked
package org.dottedline.upload;
