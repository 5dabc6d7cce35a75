/** The tables of what is said. */
@org.jspecify.annotations.NullMarked
package org.dottedline.discussion.persistence;
