package org.dottedline.page;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows that count the answers of groups, as they may be told: a count that is absent is kept back, it is not nothing. */
final class Counted {

    private static final List<String> COUNTS = List.of("answered", "inFavour", "neutral", "against");

    private Counted() {}

    /** Whether these rows are such counts. */
    static boolean is(List<? extends Map<?, ?>> rows) {
        return rows.stream()
                .anyMatch(row -> row.containsKey("group") && (row.containsKey("asked") || row.containsKey("answered")));
    }

    /** The columns in the order of reading: what a group came to stands beside its name, and no count is left out. */
    static Set<String> columns(Set<String> found) {
        Set<String> columns = new LinkedHashSet<>();
        List.of("group", "verdict", "asked").stream().filter(found::contains).forEach(columns::add);
        columns.addAll(COUNTS);
        columns.addAll(found);
        return columns;
    }

    /** Whether a cell of this column is kept back where it is absent. */
    static boolean counts(String column) {
        return COUNTS.contains(column);
    }

    /** Whether something is kept back in these rows. */
    static boolean keepBack(List<? extends Map<?, ?>> rows) {
        return rows.stream().anyMatch(row -> COUNTS.stream().anyMatch(count -> row.get(count) == null));
    }
}
