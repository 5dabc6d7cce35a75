package org.dottedline.outcome;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The last accepted outcome of an objective, beside its target and in its unit. */
public record Reached(
        BigDecimal value,
        @Nullable BigDecimal target,
        @Nullable String unit,
        LocalDate measuredOn) {}
