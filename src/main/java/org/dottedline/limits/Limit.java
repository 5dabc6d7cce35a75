package org.dottedline.limits;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A limit from a day on: proposed by one person, in force only once another has confirmed it.
 *
 * @param unit the community of a floor, the line of business of a budget
 */
public record Limit(
        long id,
        String key,
        @Nullable String unit,
        BigDecimal value,
        LocalDate from,
        String proposedBy,
        Instant proposedAt,
        @Nullable String confirmedBy,
        @Nullable Instant confirmedAt) {

    public boolean confirmed() {
        return confirmedBy != null;
    }
}
