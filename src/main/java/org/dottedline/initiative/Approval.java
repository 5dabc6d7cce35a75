package org.dottedline.initiative;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The strategy side of an initiative in one round of approval.
 *
 * @param round from 1; a revised proposal starts the next
 * @param cap the most that the one-off costs of its requests may come to together, in the company's currency
 */
public record Approval(
        int round,
        String fit,
        String effect,
        String budgetBand,
        String note,
        @Nullable String decision,
        @Nullable String reason,
        @Nullable BigDecimal cap) {

    /** What decision table {@code approval-route} is asked with, the cap in whole cents. */
    public Map<String, Object> facts(@Nullable BigDecimal withCap) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("fit", fit);
        facts.put("budgetBand", budgetBand);
        facts.put("capCents", withCap == null ? null : withCap.movePointRight(2).longValueExact());
        return facts;
    }
}
