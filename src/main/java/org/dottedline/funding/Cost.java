package org.dottedline.funding;

import java.math.BigDecimal;

/**
 * What a request costs.
 *
 * @param oneOff once, in the company's currency
 * @param runningYearly a year, from the month after it has gone live
 * @param monthsToLive months from now until it is live
 */
public record Cost(BigDecimal oneOff, BigDecimal runningYearly, int monthsToLive) {

    /** The running cost a month, rounded up to the cent. */
    public BigDecimal runningMonthly() {
        return runningYearly.divide(BigDecimal.valueOf(12), 2, java.math.RoundingMode.CEILING);
    }
}
