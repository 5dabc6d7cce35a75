package org.dottedline.sourcing;

import java.math.BigDecimal;

/**
 * One way to get a feature made.
 *
 * @param name {@value #BUILD}, or the vendor who quoted it
 * @param oneOff once, in the company's currency
 * @param yearly a year, once live
 * @param monthsToLive months until it is live
 * @param managerHours hours a month that it takes the community's manager
 */
public record Option(
        String name, BigDecimal oneOff, BigDecimal yearly, int monthsToLive, int managerHours, String risks) {

    /** The name of making it in house; no vendor may have it. */
    public static final String BUILD = "build";

    private static final BigDecimal YEARS = BigDecimal.valueOf(3);

    public boolean inHouse() {
        return name.equals(BUILD);
    }

    /** What it costs over three years of use: the one-off cost and three times the yearly one. */
    public BigDecimal threeYears() {
        return oneOff.add(yearly.multiply(YEARS));
    }
}
