package org.dottedline.sourcing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An option with what decision table {@code sourcing-recommendation} says of it.
 *
 * @param points the sum of the rules that speak for it
 * @param reasons those rules in words
 */
public record Rated(Option option, int points, List<String> reasons) {

    /** As one row of the options side by side. */
    public Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("option", option.name());
        row.put("oneOff", option.oneOff());
        row.put("yearly", option.yearly());
        row.put("threeYears", option.threeYears());
        row.put("monthsToLive", option.monthsToLive());
        row.put("managerHours", option.managerHours());
        row.put("risks", option.risks());
        row.put("score", points);
        row.put("reasons", String.join(" ", reasons));
        return row;
    }
}
