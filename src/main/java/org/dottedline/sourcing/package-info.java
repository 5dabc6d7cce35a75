/** Build or buy: options against one acceptance list, the advice of a table, and the choice. Leans on {@code tasklist} and {@code engine}. */
@org.jspecify.annotations.NullMarked
package org.dottedline.sourcing;
