package org.dottedline.tasklist.form;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One component of a {@code .form} file that takes input.
 *
 * @param type the component type of Camunda Forms: {@code textfield}, {@code textarea}, {@code number}, {@code radio},
 *     {@code select}, {@code checklist}, {@code checkbox}, {@code datetime} or {@code dynamiclist}
 * @param requiredWhen another field's key and the values of it that make this one required; absent where nothing does
 * @param choices fixed choices; {@code valuesKey} names those that the server fills in
 * @param decimalDigits digits after the decimal point of a number; 0 for an integer
 * @param note when it is needed, where nothing but a rule says so
 * @param rows the fields of a row, of a {@code dynamiclist}
 */
public record Field(
        String type,
        String key,
        String label,
        @Nullable String description,
        boolean required,
        @Nullable RequiredWhen requiredWhen,
        List<Choice> choices,
        @Nullable String valuesKey,
        int maxLength,
        int decimalDigits,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable String note,
        List<Field> rows) {

    /** Another field has one of these values. */
    public record RequiredWhen(String field, Set<String> values) {
        boolean holds(Map<String, ?> raw) {
            return raw.get(field) instanceof String value && values.contains(value);
        }
    }

    Field withChoices(List<Choice> filledIn) {
        return new Field(
                type,
                key,
                label,
                description,
                required,
                requiredWhen,
                filledIn,
                valuesKey,
                maxLength,
                decimalDigits,
                min,
                max,
                note,
                rows);
    }

    Field withRows(List<Field> filledIn) {
        return new Field(
                type,
                key,
                label,
                description,
                required,
                requiredWhen,
                choices,
                valuesKey,
                maxLength,
                decimalDigits,
                min,
                max,
                note,
                filledIn);
    }
}
