package org.dottedline.objective;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;

/**
 * What one line of business commits to for one goal. Until it is committed everything but its line of business may be absent.
 *
 * @param measure what is counted; {@code unit} in what
 * @param baseline where it stands, {@code target} where it is to be, both in that unit
 * @param communities ids of the communities invited, in their order
 * @param result the last closing: {@code achieved}, {@code missed} or {@code extended}
 */
public record Objective(
        Ref ref,
        String title,
        String lob,
        @Nullable String measure,
        @Nullable String unit,
        @Nullable Direction direction,
        @Nullable BigDecimal baseline,
        @Nullable BigDecimal target,
        @Nullable LocalDate dueOn,
        @Nullable Cadence cadence,
        List<String> communities,
        @Nullable Instant committedAt,
        @Nullable String result,
        @Nullable BigDecimal finalValue,
        @Nullable String closingReason) {}
