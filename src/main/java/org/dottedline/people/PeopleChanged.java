package org.dottedline.people;

import java.util.Map;

/**
 * News, within the transaction that changes it, that a person or a unit was added or changed.
 *
 * @param actor login of who did it, or {@code system}
 * @param kind what happened, lower kebab case
 * @param before empty where it was added
 */
public record PeopleChanged(String actor, String kind, Map<String, Object> before, Map<String, Object> after) {}
