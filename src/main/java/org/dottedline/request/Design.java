package org.dottedline.request;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.funding.Cost;

/**
 * How a request is to be made, in one round; a cut of scope begins the next.
 *
 * @param points what must be met for it to be accepted
 * @param oneOff once, in the company's currency; {@code runningYearly} a year, once live
 * @param monthsToLive months until it is live
 */
public record Design(
        int round, String scope, List<String> points, BigDecimal oneOff, BigDecimal runningYearly, int monthsToLive) {

    public Cost cost() {
        return new Cost(oneOff, runningYearly, monthsToLive);
    }

    /** By name, for whoever decides on it. */
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("scope", scope);
        facts.put("acceptance", points);
        facts.put("oneOff", oneOff);
        facts.put("runningYearly", runningYearly);
        facts.put("monthsToLive", monthsToLive);
        return facts;
    }
}
