package org.dottedline.casefile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an entry changed: before and after compared name by name. Rows of lists are matched by what they are called, and compared
 * cell by cell, so that one figure of twenty is one change.
 */
public final class Changes {

    /** What a row is called by, the first that all rows have and no two share. */
    private static final List<String> CALLED =
            List.of("id", "vendor", "option", "point", "group", "month", "name", "title", "text");
    /** What names a row for people where it is known by an id. */
    private static final String NAME = "name";

    private Changes() {}

    /** In the order of the fields as they are now, those that are gone last; what stayed the same is left out. */
    public static List<Change> between(@Nullable Map<String, Object> before, @Nullable Map<String, Object> after) {
        Map<String, Object> was = before == null ? Map.of() : before;
        Map<String, Object> is = after == null ? Map.of() : after;
        List<Change> changes = new ArrayList<>();
        for (String field : together(is.keySet(), was.keySet())) {
            changes.addAll(of(field, was.get(field), is.get(field)));
        }
        return changes;
    }

    private static List<Change> of(String field, @Nullable Object was, @Nullable Object is) {
        if (Objects.equals(was, is) || isNothing(was) && isNothing(is)) {
            return List.of();
        }
        if (was instanceof Map<?, ?> || is instanceof Map<?, ?>) {
            return cells(field, null, map(was), map(is));
        }
        List<Map<?, ?>> rowsBefore = rows(was);
        List<Map<?, ?>> rowsNow = rows(is);
        if (rowsBefore.isEmpty() && rowsNow.isEmpty()) {
            return List.of(Change.of(field, null, null, isNothing(was) ? null : was, isNothing(is) ? null : is));
        }
        return ofRows(field, rowsBefore, rowsNow);
    }

    private static List<Change> ofRows(String field, List<Map<?, ?>> before, List<Map<?, ?>> now) {
        Map<String, Map<?, ?>> was = new LinkedHashMap<>();
        Map<String, Map<?, ?>> is = new LinkedHashMap<>();
        String key = CALLED.stream()
                .filter(name -> tells(name, before) && tells(name, now))
                .findFirst()
                .orElse(null);
        byKey(key, before, was);
        byKey(key, now, is);
        List<Change> changes = new ArrayList<>();
        for (String row : together(is.keySet(), was.keySet())) {
            Map<?, ?> old = was.get(row);
            Map<?, ?> present = is.get(row);
            if (old != null && present != null) {
                changes.addAll(cells(field, called(row, present), old, present));
            } else {
                Map<?, ?> one = Objects.requireNonNull(old == null ? present : old);
                changes.add(Change.of(field, called(row, one), null, old, present));
            }
        }
        return changes;
    }

    private static List<Change> cells(String field, @Nullable String row, Map<?, ?> was, Map<?, ?> is) {
        List<Change> changes = new ArrayList<>();
        for (String cell : together(names(is), names(was))) {
            Object old = was.get(cell);
            Object present = is.get(cell);
            if (!Objects.equals(old, present)) {
                changes.add(Change.of(field, row, cell, old, present));
            }
        }
        return changes;
    }

    private static void byKey(@Nullable String key, List<Map<?, ?>> rows, Map<String, Map<?, ?>> by) {
        for (int place = 0; place < rows.size(); place++) {
            by.put(
                    key == null
                            ? String.valueOf(place + 1)
                            : String.valueOf(rows.get(place).get(key)),
                    rows.get(place));
        }
    }

    private static String called(String key, Map<?, ?> row) {
        return row.get(NAME) == null ? key : String.valueOf(row.get(NAME));
    }

    private static boolean tells(String name, List<Map<?, ?>> rows) {
        Set<Object> seen = new LinkedHashSet<>();
        return rows.stream().allMatch(row -> row.get(name) != null && seen.add(row.get(name)));
    }

    private static List<Map<?, ?>> rows(@Nullable Object value) {
        List<Map<?, ?>> rows = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object row : list) {
                if (row instanceof Map<?, ?> map) {
                    rows.add(map);
                }
            }
        }
        return rows;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static boolean isNothing(@Nullable Object value) {
        return value == null || value instanceof List<?> list && list.isEmpty();
    }

    private static Set<String> names(Map<?, ?> map) {
        Set<String> names = new LinkedHashSet<>();
        map.keySet().forEach(name -> names.add(String.valueOf(name)));
        return names;
    }

    private static List<String> together(Set<String> first, Set<String> then) {
        return Stream.concat(first.stream(), then.stream()).distinct().toList();
    }
}
