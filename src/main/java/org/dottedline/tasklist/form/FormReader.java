package org.dottedline.tasklist.form;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dottedline.refusal.FieldError;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.PlainText;
import org.jspecify.annotations.Nullable;

/** Reads what was sent against a form: exactly its fields, each of its kind and within its rules, or one error per field. */
public final class FormReader {

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,9})?");
    private static final Pattern ISO_DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final int MOST_ROWS = 200;

    private final List<FieldError> errors = new ArrayList<>();

    private FormReader() {}

    /**
     * Reads values by key.
     *
     * @throws InvalidFields naming every field that is unknown, missing, of the wrong kind, out of range or too long
     */
    public static Values read(Form form, Map<String, ?> raw) {
        FormReader reader = new FormReader();
        Map<String, Object> values = reader.readFields("", form.fields(), raw);
        if (!reader.errors.isEmpty()) {
            throw new InvalidFields(reader.errors);
        }
        return new Values(values);
    }

    private Map<String, Object> readFields(String prefix, List<Field> fields, Map<String, ?> raw) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Object name : raw.keySet()) {
            if (fields.stream().noneMatch(field -> field.key().equals(name))) {
                error(prefix + PlainText.shown(String.valueOf(name)), "This form has no such field.");
            }
        }
        for (Field field : fields) {
            String path = prefix + field.key();
            Object sent = raw.get(field.key());
            if (isAbsent(field, sent)) {
                if (field.required()
                        || field.requiredWhen() != null && field.requiredWhen().holds(raw)) {
                    error(path, "Please fill in “" + field.label() + "”.");
                }
                continue;
            }
            Object value = readOne(path, field, sent);
            if (value != null) {
                values.put(field.key(), value);
            }
        }
        return values;
    }

    private static boolean isAbsent(Field field, @Nullable Object sent) {
        boolean several = field.type().equals("checklist") || field.type().equals("dynamiclist");
        return sent == null
                || !several && sent instanceof String text && text.isBlank()
                || several && sent instanceof List<?> list && list.isEmpty();
    }

    private @Nullable Object readOne(String path, Field field, Object sent) {
        return switch (field.type()) {
            case "textfield", "textarea" -> text(path, field, sent);
            case "radio", "select" -> choice(path, field, sent);
            case "checklist" -> choices(path, field, sent);
            case "checkbox" -> sent instanceof Boolean ? sent : error(path, "Say true or false.");
            case "number" -> field.decimalDigits() == 0 ? integer(path, field, sent) : decimal(path, field, sent);
            case "datetime" -> date(path, sent);
            case "dynamiclist" -> rows(path, field, sent);
            default -> throw new IllegalStateException("No reader for a field of type " + field.type() + ".");
        };
    }

    private @Nullable Object text(String path, Field field, Object sent) {
        if (!(sent instanceof String text)) {
            return error(path, "Write a text here.");
        }
        if (!PlainText.isStorable(text)) {
            return error(path, "This text has characters that cannot be stored.");
        }
        String kept = text.strip();
        if (kept.codePointCount(0, kept.length()) > field.maxLength()) {
            return error(
                    path,
                    "At most " + field.maxLength() + " characters fit here; these are "
                            + kept.codePointCount(0, kept.length()) + ".");
        }
        return kept;
    }

    private @Nullable Object choice(String path, Field field, Object sent) {
        return sent instanceof String value && isChoice(field, value) ? value : error(path, oneOf(field));
    }

    private @Nullable Object choices(String path, Field field, Object sent) {
        if (!(sent instanceof List<?> list)
                || !list.stream().allMatch(value -> value instanceof String text && isChoice(field, text))
                || new LinkedHashSet<>(list).size() != list.size()) {
            return error(path, "Choose among: " + words(field) + "; each once.");
        }
        return List.copyOf(list);
    }

    private static boolean isChoice(Field field, String value) {
        return field.choices().stream().anyMatch(choice -> choice.value().equals(value));
    }

    private static String oneOf(Field field) {
        return "Choose one of: " + words(field) + ".";
    }

    private static String words(Field field) {
        return String.join(", ", field.choices().stream().map(Choice::value).toList());
    }

    private @Nullable Object integer(String path, Field field, Object sent) {
        if (!(sent instanceof Integer || sent instanceof Long || sent instanceof java.math.BigInteger)) {
            return error(path, "Give a whole number.");
        }
        BigDecimal number = new BigDecimal(sent.toString());
        if (number.precision() > 9) {
            return error(path, "This number is too large.");
        }
        return inRange(path, field, number) ? (Object) number.intValueExact() : null;
    }

    private @Nullable Object decimal(String path, Field field, Object sent) {
        if (!(sent instanceof String text) || !DECIMAL.matcher(text).matches()) {
            return error(
                    path, "Give a number as text, such as \"8750" + (field.decimalDigits() == 2 ? ".00" : "") + "\".");
        }
        BigDecimal number = new BigDecimal(text);
        if (number.stripTrailingZeros().scale() > field.decimalDigits()) {
            return error(path, "At most " + field.decimalDigits() + " digits after the point.");
        }
        if (!inRange(path, field, number)) {
            return null;
        }
        return field.decimalDigits() == 2 ? number.setScale(2) : number;
    }

    private boolean inRange(String path, Field field, BigDecimal number) {
        if (field.min() != null && number.compareTo(field.min()) < 0) {
            error(path, "At least " + field.min().toPlainString() + ".");
            return false;
        }
        if (field.max() != null && number.compareTo(field.max()) > 0) {
            error(path, "At most " + field.max().toPlainString() + ".");
            return false;
        }
        return true;
    }

    private @Nullable Object date(String path, Object sent) {
        if (sent instanceof String text && ISO_DATE.matcher(text).matches()) {
            try {
                LocalDate date = LocalDate.parse(text);
                if (date.getYear() >= 2000 && date.getYear() <= 2100) {
                    return date;
                }
            } catch (DateTimeException unknown) {
                // There is no such day: said below.
            }
        }
        return error(path, "Give a date as year-month-day, such as 2026-05-31.");
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object rows(String path, Field field, Object sent) {
        if (!(sent instanceof List<?> list) || !list.stream().allMatch(Map.class::isInstance)) {
            return error(path, "Give a list of rows.");
        }
        if (list.size() > MOST_ROWS) {
            return error(path, "At most " + MOST_ROWS + " rows.");
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int row = 0; row < list.size(); row++) {
            rows.add(readFields(path + "[" + row + "].", field.rows(), (Map<String, ?>) list.get(row)));
        }
        return List.copyOf(rows);
    }

    private @Nullable Object error(String path, String sentence) {
        errors.add(new FieldError(path, sentence));
        return null;
    }
}
