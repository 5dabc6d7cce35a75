package org.dottedline.funding;

import java.math.BigDecimal;

/** What of the one-off cost of a request is reserved, and what was spent. */
public record OneOff(BigDecimal reserved, BigDecimal spent) {

    public BigDecimal all() {
        return reserved.add(spent);
    }
}
