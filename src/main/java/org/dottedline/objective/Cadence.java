package org.dottedline.objective;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.Locale;

/** How often the measure is reviewed. */
public enum Cadence {
    WEEKLY(Period.ofWeeks(1)),
    MONTHLY(Period.ofMonths(1)),
    QUARTERLY(Period.ofMonths(3));

    private final Period interval;

    Cadence(Period interval) {
        this.interval = interval;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Cadence of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** When the review of this number, from 1, is due for what was committed to at this moment. */
    public Instant review(OffsetDateTime committedAt, int number) {
        return committedAt.plus(interval.multipliedBy(number)).toInstant();
    }

    /** Whole intervals from a day until another, at most 1,000; -1 if the other is not after it. */
    public int reviewsBetween(LocalDate from, LocalDate until) {
        if (!until.isAfter(from)) {
            return -1;
        }
        int reviews = 0;
        while (reviews < 1000 && !from.plus(interval.multipliedBy(reviews + 1)).isAfter(until)) {
            reviews++;
        }
        return reviews;
    }
}
