package org.dottedline.people;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A person with the roles held at this moment. */
public record Person(String login, String name, List<Grant> grants) {

    /** The candidate groups whose tasks this person may take. */
    public Set<String> groups() {
        return grants.stream().map(Grant::group).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The side of all roles; {@link Side#NONE} for an administrator and for a person without any role. */
    public Side side() {
        return grants.stream().map(grant -> grant.role().side()).findFirst().orElse(Side.NONE);
    }

    public boolean holds(Role role) {
        return grants.stream().anyMatch(grant -> grant.role() == role);
    }

    public boolean holds(Role role, String unit) {
        return grants.stream().anyMatch(grant -> grant.role() == role && unit.equals(grant.unit()));
    }

    /** The units this person works for. */
    public Set<String> units() {
        return grants.stream()
                .map(Grant::unit)
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
