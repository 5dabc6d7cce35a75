package org.dottedline.refusal;

import java.util.List;

/** What was sent does not fit the form: HTTP 422 with one error per field. */
public final class InvalidFields extends Refusal {

    private final transient List<FieldError> errors;

    public InvalidFields(List<FieldError> errors) {
        super(errors.size() == 1 ? errors.get(0).message() : errors.size() + " fields need another look.");
        this.errors = List.copyOf(errors);
    }

    public InvalidFields(String field, String message) {
        this(List.of(new FieldError(field, message)));
    }

    public List<FieldError> errors() {
        return errors;
    }
}
