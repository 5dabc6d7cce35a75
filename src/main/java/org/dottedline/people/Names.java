package org.dottedline.people;

import java.util.Map;

/** What units and groups are called, as they were when asked. */
public final class Names {

    private final Map<String, String> units;

    Names(Map<String, String> units) {
        this.units = units;
    }

    /** The name of a unit; its id where there is no such unit. */
    public String unit(String id) {
        return units.getOrDefault(id, id);
    }

    /** A group in words, such as {@code LOB executive, Billing Products}. */
    public String group(String group) {
        return Grant.of(group)
                .map(grant -> grant.unit() == null
                        ? grant.role().title()
                        : grant.role().title() + ", " + unit(grant.unit()))
                .orElse(group);
    }

    /** The same within a sentence, such as {@code strategist of Customer Care}. */
    public String within(String group) {
        return Grant.of(group)
                .map(grant -> {
                    String title = grant.role().title();
                    String role = Character.isUpperCase(title.charAt(1))
                            ? title
                            : Character.toLowerCase(title.charAt(0)) + title.substring(1);
                    return grant.unit() == null ? role : role + " of " + unit(grant.unit());
                })
                .orElse(group);
    }
}
