package org.dottedline.refusal;

/** There is no such thing for this person, whether it does not exist or is none of their business: HTTP 404. */
public final class NotFound extends Refusal {

    public NotFound(String sentence) {
        super(sentence);
    }
}
