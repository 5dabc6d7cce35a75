package org.dottedline.research;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What decides in one member group, fixed before results arrive.
 *
 * @param minimum answers under which the group decides nothing
 * @param welcomeAt percent in favour from which it welcomes, {@code unwelcomeBelow} under which it does not
 */
public record PlannedGroup(String group, int minimum, int welcomeAt, int unwelcomeBelow) {

    /** What {@code research-verdict} is asked with about these answers. */
    public Map<String, Object> facts(Counts counts) {
        return Map.of(
                "answered", counts.answered(),
                "minimum", minimum,
                "shareBasisPoints", counts.shareBasisPoints(),
                "welcomeAt", welcomeAt,
                "unwelcomeBelow", unwelcomeBelow);
    }

    /** As JSON has it. */
    public Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("group", group);
        row.put("minimum", minimum);
        row.put("welcomeAt", welcomeAt);
        row.put("unwelcomeBelow", unwelcomeBelow);
        return row;
    }
}
