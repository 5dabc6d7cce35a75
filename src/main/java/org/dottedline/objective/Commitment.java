package org.dottedline.objective;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an executive fills in to commit an objective. */
public record Commitment(
        String title,
        String measure,
        String unit,
        Direction direction,
        @Nullable BigDecimal baseline,
        BigDecimal target,
        LocalDate dueOn,
        Cadence cadence,
        List<String> communities) {

    /** What decision table {@code objective-readiness} is asked with. */
    Map<String, Object> facts(LocalDate today) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("baselineGiven", baseline != null);
        facts.put("improvement", baseline == null ? 0 : direction.improvement(baseline, target));
        facts.put("reviewsBeforeDue", cadence.reviewsBetween(today, dueOn));
        facts.put("communities", communities.size());
        return facts;
    }
}
