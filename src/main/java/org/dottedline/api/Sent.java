package org.dottedline.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dottedline.refusal.FieldError;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.PlainText;
import org.jspecify.annotations.Nullable;

/** A body as it was sent: reads fields of the kind they should be and collects what is not. */
public class Sent {

    private static final String UNSTORABLE = "This text has characters that cannot be stored.";

    private final Map<String, @Nullable Object> body;
    private final List<FieldError> errors = new ArrayList<>();

    public Sent(Map<String, @Nullable Object> body, Set<String> known) {
        this.body = body;
        body.keySet().stream()
                .filter(field -> !known.contains(field))
                .forEach(field -> errors.add(new FieldError(PlainText.shown(field), "There is no such field here.")));
    }

    public @Nullable String text(String field) {
        Object value = body.get(field);
        if (value instanceof String text && !PlainText.isStorable(text)) {
            errors.add(new FieldError(field, UNSTORABLE));
        } else if (value != null && !(value instanceof String)) {
            errors.add(new FieldError(field, "This is a text."));
        }
        return value instanceof String text ? text : null;
    }

    public @Nullable Boolean truth(String field) {
        Object value = body.get(field);
        if (value != null && !(value instanceof Boolean)) {
            errors.add(new FieldError(field, "This is true or false."));
        }
        return value instanceof Boolean truth ? truth : null;
    }

    /** A list of texts, or null where the field is left out. */
    public @Nullable List<String> texts(String field) {
        Object value = body.get(field);
        if (value == null) {
            return null;
        }
        if (value instanceof List<?> list && list.size() <= 200 && list.stream().allMatch(String.class::isInstance)) {
            List<String> texts = list.stream().map(String.class::cast).toList();
            if (!texts.stream().allMatch(PlainText::isStorable)) {
                errors.add(new FieldError(field, UNSTORABLE));
            }
            return texts;
        }
        errors.add(new FieldError(field, "This is a list of texts, 200 at most."));
        return null;
    }

    /** Refuses what was sent if anything about it was wrong. */
    public void check() {
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
    }

    /** Says that a field is needed. */
    public void missing(String field, String sentence) {
        if (errors.stream().noneMatch(error -> error.field().equals(field))) {
            errors.add(new FieldError(field, sentence));
        }
    }
}
