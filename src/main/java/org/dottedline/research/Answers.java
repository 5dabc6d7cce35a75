package org.dottedline.research;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one group said, all rounds together. It stays with the community.
 *
 * @param verdict {@code welcome}, {@code unwelcome} or {@code inconclusive}
 * @param share in favour, in percent with one decimal; {@code low} and {@code high} its 95 % interval. Absent without answers
 */
public record Answers(
        String group,
        int asked,
        int answered,
        int inFavour,
        int neutral,
        int against,
        String verdict,
        @Nullable BigDecimal share,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high) {

    static Answers of(Counts counts, String verdict) {
        Interval interval = Interval.of(counts.inFavour(), counts.answered());
        return new Answers(
                counts.group(),
                counts.asked(),
                counts.answered(),
                counts.inFavour(),
                counts.neutral(),
                counts.against(),
                verdict,
                counts.share(),
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high());
    }

    /** As a row of the fact {@code research}. */
    Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("group", group);
        row.put("asked", asked);
        row.put("answered", answered);
        row.put("inFavour", inFavour);
        row.put("neutral", neutral);
        row.put("against", against);
        if (share != null && low != null && high != null) {
            row.put("share", share.toPlainString());
            row.put("low", low.toPlainString());
            row.put("high", high.toPlainString());
        }
        row.put("verdict", verdict);
        return row;
    }
}
