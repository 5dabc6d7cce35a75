package org.dottedline.refusal;

/** The person is known and sees the thing, but may not do this to it: HTTP 403. */
public final class Forbidden extends Refusal {

    public Forbidden(String sentence) {
        super(sentence);
    }
}
