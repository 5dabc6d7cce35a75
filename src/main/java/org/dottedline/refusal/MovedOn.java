package org.dottedline.refusal;

/** The task or trail was there and is not any more, or somebody else holds it: HTTP 409. */
public final class MovedOn extends Refusal {

    public MovedOn(String sentence) {
        super(sentence);
    }
}
