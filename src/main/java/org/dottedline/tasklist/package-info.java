/** Find, claim, complete: the gate in front of every task. Leans on {@code people}, {@code trail}, {@code audit} and the engine. */
@org.jspecify.annotations.NullMarked
package org.dottedline.tasklist;
