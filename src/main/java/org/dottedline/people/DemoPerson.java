package org.dottedline.people;

/**
 * A person of the demo as the sign-in page offers them.
 *
 * @param role the role in words, such as {@code LOB executive, Billing Products}
 */
public record DemoPerson(String login, String name, String role, Side side) {}
