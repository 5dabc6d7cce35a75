package org.dottedline.people;

/**
 * News, within the transaction that ends it, that a person is no longer of a group: what they had claimed for it has to go
 * back to the others.
 *
 * @param login the person
 * @param group the group id, such as {@code lob-executive.billing}
 */
public record RoleEnded(String login, String group) {}
