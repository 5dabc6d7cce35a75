package org.dottedline.funding;

import java.math.BigDecimal;
import java.util.List;

/** What a controller proposes to reallocate, for the first so many of the next twelve months. */
public record Proposal(List<Pick> picks, int months) {

    /** What it pays. */
    public BigDecimal pays() {
        return picks.stream()
                .map(Pick::monthly)
                .reduce(new BigDecimal("0.00"), BigDecimal::add)
                .multiply(BigDecimal.valueOf(months));
    }
}
