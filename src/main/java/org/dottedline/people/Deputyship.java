package org.dottedline.people;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One person stands in for another from a day to a day, both included, in UTC.
 *
 * @param person who is away
 * @param deputy who acts for them, in their own name
 * @param namedBy the person themself, or an administrator
 * @param agreedBy the PMO, where an administrator named the deputy; absent until then
 * @param endedBy who ended it before its last day
 */
public record Deputyship(
        long id,
        String person,
        String deputy,
        LocalDate from,
        LocalDate until,
        String namedBy,
        Instant namedAt,
        @Nullable String agreedBy,
        @Nullable Instant agreedAt,
        @Nullable String endedBy,
        @Nullable Instant endedAt) {

    /** Where it stands: {@code over}, {@code waiting} for the PMO to agree, {@code to-come} or {@code now}. */
    public String state(LocalDate today) {
        if (endedAt != null || until.isBefore(today)) {
            return "over";
        }
        if (waits()) {
            return "waiting";
        }
        return from.isAfter(today) ? "to-come" : "now";
    }

    /** Whether the PMO has still to agree. */
    boolean waits() {
        return agreedBy == null && !namedBy.equals(person);
    }
}
