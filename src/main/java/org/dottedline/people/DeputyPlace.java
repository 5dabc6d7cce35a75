package org.dottedline.people;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a list of deputies, right behind a row. Whoever sees their own sees what is over last, so its place says on which side of that it is.
 */
public record DeputyPlace(boolean over, long id) {

    private static final Pattern WRITTEN = Pattern.compile("(over-)?([0-9]{1,18})");

    /** Behind this row. */
    public static DeputyPlace behind(Deputyship row, LocalDate today) {
        return new DeputyPlace(row.state(today).equals("over"), row.id());
    }

    /** What {@link #toString} wrote; empty where this is no place. */
    public static Optional<DeputyPlace> read(String written) {
        Matcher place = WRITTEN.matcher(written);
        return place.matches()
                ? Optional.of(new DeputyPlace(place.group(1) != null, Long.parseLong(place.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return (over ? "over-" : "") + id;
    }
}
