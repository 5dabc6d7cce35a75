package org.dottedline.tasklist.form;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dottedline.page.DrawnForm;
import org.dottedline.page.DrawnForm.Problem;
import org.dottedline.page.Fact;
import org.dottedline.page.Words;
import org.dottedline.refusal.FieldError;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.Refusal;
import org.dottedline.refusal.RuleRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Draws a form for a page and reads what a page sends back. It checks nothing: what cannot be read goes to the gate as it was
 * typed, and is refused there.
 */
@Component
public class PageForms {

    private static final Set<String> LOOK_LAST = Set.of("decline", "end");
    private static final Pattern GROUPED = Pattern.compile("-?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]+)?");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    private final Words words;

    PageForms(Words words) {
        this.words = words;
    }

    /** The form as it is opened, with the values that are known already. */
    public DrawnForm opened(Form form, Map<String, ?> known) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        known.forEach((key, value) -> typed.put(
                key,
                value instanceof List<?> list
                        ? list.stream().map(String::valueOf).toList()
                        : List.of(
                                value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value))));
        return draw(form, typed, List.of());
    }

    /** The form after it was refused: everything typed kept, each error at its field and in the summary. */
    public DrawnForm refused(Form form, Map<String, List<String>> typed, Refusal refusal) {
        List<Problem> problems = errors(refusal).stream()
                .map(error -> problem(form, typed, error))
                .toList();
        return draw(form, typed, problems.isEmpty() ? List.of(new Problem(null, refusal.sentence())) : problems);
    }

    /** What a page sent, as the gate and the API take it: numbers without their grouping, absent what was left empty. */
    public Map<String, Object> read(Form form, Map<String, List<String>> typed) {
        Map<String, Object> raw = new LinkedHashMap<>();
        typed.forEach((key, values) -> {
            Optional<Field> field = form.field(key);
            if (field.isEmpty()) {
                raw.put(key, values.isEmpty() ? "" : values.get(0));
            } else if (field.get().type().equals("checklist")) {
                raw.put(key, List.copyOf(values));
            } else if (values.size() > 1) {
                raw.put(key, List.copyOf(values));
            } else if (!values.isEmpty() && !values.get(0).isBlank()) {
                raw.put(key, value(field.get(), values.get(0)));
            }
        });
        return raw;
    }

    /** What was typed, to be copied from a page that can do nothing with it any more. */
    public List<Fact> kept(Form form, Map<String, List<String>> typed) {
        return form.fields().stream()
                .filter(field -> !text(typed, field.key()).isBlank())
                .map(field -> new Fact(field.label(), String.join(", ", typed.get(field.key())), true))
                .toList();
    }

    private static Object value(Field field, String typed) {
        if (!field.type().equals("number")) {
            return typed.replace("\r\n", "\n");
        }
        String bare = bare(typed);
        return field.decimalDigits() == 0 && WHOLE.matcher(bare).matches() ? (Object) Long.valueOf(bare) : bare;
    }

    /** “8,750.00” and “ 8750 ” are numbers as people type them. */
    private static String bare(String typed) {
        String stripped = typed.strip();
        return GROUPED.matcher(stripped).matches() ? stripped.replace(",", "") : stripped;
    }

    private static List<FieldError> errors(Refusal refusal) {
        if (refusal instanceof InvalidFields invalid) {
            return invalid.errors();
        }
        return refusal instanceof RuleRefused rule ? rule.errors() : List.of();
    }

    private Problem problem(Form form, Map<String, List<String>> typed, FieldError error) {
        Optional<Field> field = form.field(error.field());
        if (field.isEmpty()) {
            return new Problem(null, words.text("form.about", error.field(), error.message()));
        }
        boolean number = field.get().type().equals("number");
        String said = bare(text(typed, error.field()));
        if (number && !said.isEmpty()) {
            boolean whole = field.get().decimalDigits() == 0;
            if (!(whole ? WHOLE : NUMBER).matcher(said).matches()) {
                return Problem.at(error.field(), words.text(whole ? "form.whole" : "form.number"));
            }
        }
        return Problem.at(error.field(), error.message());
    }

    private DrawnForm draw(Form form, Map<String, List<String>> typed, List<Problem> problems) {
        List<DrawnForm.Field> fields = new ArrayList<>();
        List<DrawnForm.Way> ways = new ArrayList<>();
        for (Field field : form.fields()) {
            if (field.key().equals(Form.WAYS) && field.type().equals("radio")) {
                field.choices().stream()
                        .sorted(Comparator.comparing(choice -> LOOK_LAST.contains(choice.value())))
                        .forEach(choice -> ways.add(way(field, choice)));
            } else {
                fields.add(drawn(form, field, typed).with(problems));
            }
        }
        return ways.isEmpty() ? new DrawnForm(fields, problems) : new DrawnForm(fields, Form.WAYS, ways, problems);
    }

    private static DrawnForm.Way way(Field field, Choice choice) {
        boolean first = field.choices().indexOf(choice) == 0;
        String look = first ? "" : LOOK_LAST.contains(choice.value()) ? "second warn" : "second";
        return new DrawnForm.Way(choice.value(), choice.label(), look);
    }

    private DrawnForm.Field drawn(Form form, Field field, Map<String, List<String>> typed) {
        List<String> chosen = typed.getOrDefault(field.key(), List.of());
        return new DrawnForm.Field(
                field.key(),
                kind(field),
                field.label(),
                field.description(),
                note(form, field),
                field.required(),
                text(typed, field.key()),
                field.choices().stream()
                        .map(choice ->
                                new DrawnForm.Choice(choice.value(), choice.label(), chosen.contains(choice.value())))
                        .toList(),
                field.type().equals("number") && field.decimalDigits() == 0,
                field.type().equals("number") && field.decimalDigits() == 2 ? words.text("form.currency") : null,
                null);
    }

    private static String kind(Field field) {
        return switch (field.type()) {
            case "textfield" -> "text";
            case "datetime" -> "date";
            default -> field.type();
        };
    }

    /** “optional”, or with which choice it is needed. */
    private @Nullable String note(Form form, Field field) {
        if (field.required()) {
            return null;
        }
        if (field.requiredWhen() == null) {
            return words.text("form.optional");
        }
        return words.text(
                "form.needed-when",
                form.field(field.requiredWhen().field()).map(Field::choices).orElse(List.of()).stream()
                        .filter(choice -> field.requiredWhen().values().contains(choice.value()))
                        .map(choice -> words.text("form.quoted", choice.label()))
                        .collect(Collectors.joining(words.text("form.or"))));
    }

    private static String text(Map<String, List<String>> typed, String key) {
        List<String> values = typed.getOrDefault(key, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }
}
