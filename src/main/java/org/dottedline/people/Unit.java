package org.dottedline.people;

import java.util.List;

/**
 * A line of business or a community.
 *
 * @param id matches {@code [a-z][a-z0-9-]*}, at most 40 characters, since it becomes part of group ids
 * @param groups the member groups of a community, in their order; empty for a line of business
 */
public record Unit(String id, UnitKind kind, String name, List<String> groups) {}
