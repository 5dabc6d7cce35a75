/** Which chapters of the story have been told. */
@org.jspecify.annotations.NullMarked
package org.dottedline.demo.persistence;
