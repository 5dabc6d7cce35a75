package org.dottedline.refusal;

/**
 * An expected no. Its message is a sentence that helps the person who asked; nothing has changed when it is thrown, since it
 * rolls back the transaction of the whole user action.
 */
public abstract sealed class Refusal extends RuntimeException
        permits Changed, Forbidden, InvalidFields, KeyReused, MovedOn, NotFound, RuleRefused, Separated {

    Refusal(String sentence) {
        super(sentence);
    }

    /** The sentence to show. */
    public String sentence() {
        return getMessage();
    }
}
