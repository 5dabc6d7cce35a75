package org.dottedline.outcome;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One record of an outcome.
 *
 * @param review from 1, one for each cadence; a disputed record is followed by another of the same number
 * @param value in the unit of the objective
 * @param state {@code recorded}, {@code accepted} or {@code disputed}
 * @param cause {@code system}, {@code external} or {@code individual}, with {@code causeReason}, where a reason was asked for
 * @param disputed why it was disputed
 */
public record Measured(
        int review,
        BigDecimal value,
        LocalDate measuredOn,
        String source,
        boolean last,
        String state,
        @Nullable String cause,
        @Nullable String causeReason,
        @Nullable String disputed) {

    public boolean accepted() {
        return state.equals("accepted");
    }
}
