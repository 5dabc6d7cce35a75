package org.dottedline.web.map;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A step on the map, in words, with what hangs below it. What came of an objective is a stop below that, after the initiatives.
 *
 * @param kind the word of its kind, or {@code outcome}
 * @param ref the trail that it leads to
 * @param state the word of a state, for its shape and its colour; {@code status} says it in words
 * @param notes what else is known of it
 * @param gap what is missing here; null where nothing is
 * @param money what was set aside or spent at and below it; zero where that is nothing or not this person's to know
 */
record Stop(
        String kind,
        String ref,
        String title,
        String state,
        String status,
        List<String> notes,
        @Nullable String gap,
        BigDecimal money,
        List<Stop> below) {

    static final String OUTCOME = "outcome";

    /** Its column, from the left. */
    int column() {
        return switch (kind) {
            case "goal" -> 0;
            case "objective" -> 1;
            case "initiative" -> 2;
            case "request" -> 3;
            default -> 4;
        };
    }

    public boolean outcome() {
        return kind.equals(OUTCOME);
    }

    /** Whether it is still under way. */
    boolean pending() {
        return state.equals("running");
    }

    /** Whether it came to nothing. */
    boolean dropped() {
        return state.equals("declined") || state.equals("withdrawn");
    }

    String id() {
        return outcome() ? ref + "." + OUTCOME : ref;
    }

    /** This one and all below, each before what hangs from it. */
    Stream<Stop> all() {
        return Stream.concat(Stream.of(this), below.stream().flatMap(Stop::all));
    }
}
