package org.dottedline.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A list of points that a thing is held to, one under the other: an acceptance list, and what came of it.
 *
 * @param said whether each is to say its state in a word, since nothing above the list does
 */
public record Points(boolean said, List<Point> all) {

    private static final String POINT = "point";
    private static final String STATE = "met";
    private static final String UNMET = "unmet";
    /** Lists that are all of one state; their label says of which. */
    private static final Map<String, String> OF_ONE_STATE =
            Map.of("met", STATE, "points", STATE, "unmet", UNMET, "acceptance", "", "kept", "", "dropped", "");

    /** @param state {@code met}, {@code unmet} or empty where nothing is said of it */
    public record Point(String text, String state) {}

    /** Whether a value of this name is such a list, even one without any. */
    public static boolean is(String name, Object value) {
        return OF_ONE_STATE.containsKey(name) && value instanceof List<?>;
    }

    /** The points of a value; absent where it is no such list or has none. */
    public static Optional<Points> of(String name, Object value) {
        if (!is(name, value)) {
            return Optional.empty();
        }
        List<Point> points = new ArrayList<>();
        for (Object one : (List<?>) value) {
            if (one instanceof Map<?, ?> row) {
                row(row).ifPresent(points::add);
            } else {
                points.add(new Point(String.valueOf(one), OF_ONE_STATE.getOrDefault(name, "")));
            }
        }
        boolean rows = ((List<?>) value).stream().anyMatch(Map.class::isInstance);
        return points.isEmpty() ? Optional.empty() : Optional.of(new Points(rows, points));
    }

    /** A row of a form that names a point, and perhaps says whether it is met. */
    public static Optional<Point> row(Map<?, ?> row) {
        if (row.get(POINT) == null || !Set.of(POINT, STATE).containsAll(row.keySet())) {
            return Optional.empty();
        }
        Object met = row.get(STATE);
        return Optional.of(
                new Point(String.valueOf(row.get(POINT)), met == null ? "" : Boolean.TRUE.equals(met) ? STATE : UNMET));
    }
}
