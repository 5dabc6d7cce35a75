/** Finds texts anywhere on the trails, for each person what they may read and nothing else. Leans on trail, people. */
@org.jspecify.annotations.NullMarked
package org.dottedline.search;
