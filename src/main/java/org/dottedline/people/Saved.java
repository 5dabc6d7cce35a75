package org.dottedline.people;

/**
 * What a change led to.
 *
 * @param now what it is after the change
 * @param added whether it was not there before
 */
public record Saved<T>(T now, boolean added) {}
