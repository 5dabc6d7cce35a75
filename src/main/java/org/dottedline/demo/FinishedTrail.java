package org.dottedline.demo;

import org.dottedline.trail.Ref;

/**
 * The trail of the demo that has come to its end, from its goal down to one request.
 *
 * @param lob whose objective it is
 * @param community whose initiative and request they are
 */
public record FinishedTrail(Ref goal, Ref objective, Ref initiative, Ref request, String lob, String community) {}
