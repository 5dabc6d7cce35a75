package org.dottedline.people;

import java.time.LocalDate;
import java.util.Set;

/**
 * For whom a person stands in today.
 *
 * @param login who is away
 * @param name their name
 * @param until the last day, in UTC
 * @param groups those of their groups whose tasks the deputy may do: of a unit for which the deputy works, too
 */
public record StandIn(String login, String name, LocalDate until, Set<String> groups) {}
