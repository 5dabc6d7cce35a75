package org.dottedline.refusal;

import java.util.List;

/** The form is well filled in, but a rule of the company forbids it: HTTP 422, with the fields concerned where there are any. */
public final class RuleRefused extends Refusal {

    private final transient List<FieldError> errors;

    public RuleRefused(String sentence) {
        super(sentence);
        this.errors = List.of();
    }

    public RuleRefused(String field, String sentence) {
        super(sentence);
        this.errors = List.of(new FieldError(field, sentence));
    }

    public List<FieldError> errors() {
        return errors;
    }
}
