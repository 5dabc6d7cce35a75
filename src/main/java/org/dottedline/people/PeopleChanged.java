package org.dottedline.people;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * News, within the transaction that changes it, that a person, a unit or a deputy was added or changed.
 *
 * @param actor login of who did it, or {@code system}
 * @param role the group through which they did it; absent for the system
 * @param kind what happened, lower kebab case
 * @param before empty where it was added
 */
public record PeopleChanged(
        String actor, @Nullable String role, String kind, Map<String, Object> before, Map<String, Object> after) {}
