package org.dottedline.refusal;

/** An idempotency key came again with another request: HTTP 422. */
public final class KeyReused extends Refusal {

    public KeyReused(String sentence) {
        super(sentence);
    }
}
