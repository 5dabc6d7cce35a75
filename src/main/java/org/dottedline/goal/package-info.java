/** Board goals: proposed, approved by another member of the board, pursued by lines of business, closed. Leans on {@code trail} and the task list. */
@org.jspecify.annotations.NullMarked
package org.dottedline.goal;
