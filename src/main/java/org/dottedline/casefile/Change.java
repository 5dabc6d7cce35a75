package org.dottedline.casefile;

import org.jspecify.annotations.Nullable;

/**
 * One value that is otherwise now.
 *
 * @param field its name in the record
 * @param row of a list of rows, what the row is called; {@code cell} the name of the value within it
 * @param was absent where it was added, {@code is} absent where it was removed; a whole row is a map
 */
public record Change(
        String field,
        @Nullable String row,
        @Nullable String cell,
        How how,
        @Nullable Object was,
        @Nullable Object is) {

    /** What happened to it. */
    public enum How {
        ADDED,
        REMOVED,
        CHANGED;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static Change of(
            String field, @Nullable String row, @Nullable String cell, @Nullable Object was, @Nullable Object is) {
        return new Change(field, row, cell, was == null ? How.ADDED : is == null ? How.REMOVED : How.CHANGED, was, is);
    }
}
