package org.dottedline.refusal;

/**
 * Something that a person was refused while others of the same request were done, so that the answer as a whole is no refusal.
 *
 * @param login whose request it was
 * @param place what was refused, as the path at which it alone would have been asked for
 */
public record RefusedAmongOthers(String login, String place, Refusal why) {}
