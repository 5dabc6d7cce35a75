package org.dottedline.limits;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The limits of the company, as they are in force. */
@Service
public class Limits {

    /**
     * What is in force today; 0 for a floor or a budget that nobody has set.
     *
     * @param key {@code board-limit}, {@code small-change-limit}, {@code research-minimum}, {@code research-welcome-at},
     *     {@code floor} or {@code budget}
     * @param unit the community of a floor, the line of business of a budget, else null
     */
    public BigDecimal value(String key, @Nullable String unit) {
        return switch (key) {
            case "board-limit" -> new BigDecimal("250000.00");
            case "small-change-limit" -> new BigDecimal("5000.00");
            case "research-minimum" -> new BigDecimal("20");
            case "research-welcome-at" -> new BigDecimal("50");
            default -> new BigDecimal("0.00");
        };
    }
}
