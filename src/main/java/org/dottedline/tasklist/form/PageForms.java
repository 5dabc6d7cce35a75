package org.dottedline.tasklist.form;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
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
    private static final Pattern IN_ROW = Pattern.compile("([A-Za-z]+)\\[([0-9]{1,3})]\\.([A-Za-z]+)");
    private static final int MOST_ROWS = 200;
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
        known.forEach((key, value) -> put(typed, key, value));
        return draw(form, typed, List.of());
    }

    private static void put(Map<String, List<String>> typed, String key, @Nullable Object value) {
        if (value instanceof List<?> rows && !rows.isEmpty() && rows.get(0) instanceof Map) {
            for (int row = 0; row < rows.size(); row++) {
                String prefix = key + "[" + row + "].";
                ((Map<?, ?>) rows.get(row)).forEach((column, cell) -> put(typed, prefix + column, cell));
            }
        } else if (value instanceof List<?> list) {
            typed.put(key, list.stream().map(PageForms::plain).toList());
        } else if (value != null) {
            typed.put(key, List.of(plain(value)));
        }
    }

    private static String plain(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    /** The form as it was sent, with nothing wrong about it yet. */
    public DrawnForm unfinished(Form form, Map<String, List<String>> typed) {
        return draw(form, compact(form, typed, true), List.of());
    }

    /** What was typed, with one more empty row in a list. */
    public Map<String, List<String>> withRow(Form form, Map<String, List<String>> typed, String list) {
        Map<String, List<String>> more = new LinkedHashMap<>(compact(form, typed, true));
        form.field(list).filter(field -> field.type().equals("dynamiclist")).ifPresent(field -> {
            int row = Math.max(1, rows(more, list).size());
            if (row < MOST_ROWS) {
                field.rows().forEach(one -> more.putIfAbsent(list + "[" + row + "]." + one.key(), List.of("")));
            }
        });
        return more;
    }

    /** What was typed, without one row such as {@code picks[0]}. */
    public Map<String, List<String>> withoutRow(Form form, Map<String, List<String>> typed, String row) {
        Map<String, List<String>> fewer = new LinkedHashMap<>(typed);
        fewer.keySet().removeIf(key -> key.startsWith(row + "."));
        return compact(form, fewer, true);
    }

    /** Rows numbered without gaps; without {@code blank} those in which nothing was typed are left out. */
    private static Map<String, List<String>> compact(Form form, Map<String, List<String>> typed, boolean blank) {
        Map<String, List<String>> compact = new LinkedHashMap<>();
        typed.forEach((key, values) -> {
            if (listOf(form, key).isEmpty()) {
                compact.put(key, values);
            }
        });
        for (Field list : form.fields()) {
            int place = 0;
            for (Map<String, List<String>> row : rows(typed, list.key()).values()) {
                if (blank
                        || row.values().stream()
                                .anyMatch(values -> values.stream().anyMatch(one -> !one.isBlank()))) {
                    String prefix = list.key() + "[" + place++ + "].";
                    row.forEach((column, values) -> compact.put(prefix + column, values));
                }
            }
        }
        return compact;
    }

    /** The rows of a list as they were typed, by their numbers. */
    private static SortedMap<Integer, Map<String, List<String>>> rows(Map<String, List<String>> typed, String list) {
        SortedMap<Integer, Map<String, List<String>>> rows = new TreeMap<>();
        typed.forEach((key, values) -> {
            Matcher cell = IN_ROW.matcher(key);
            if (cell.matches() && cell.group(1).equals(list)) {
                rows.computeIfAbsent(Integer.valueOf(cell.group(2)), number -> new LinkedHashMap<>())
                        .put(cell.group(3), values);
            }
        });
        return rows;
    }

    /** The list that a typed field is in a row of. */
    private static Optional<Field> listOf(Form form, String key) {
        Matcher cell = IN_ROW.matcher(key);
        return cell.matches()
                ? form.field(cell.group(1)).filter(field -> field.type().equals("dynamiclist"))
                : Optional.empty();
    }

    /** The field of a form or of a row of one of its lists. */
    private static Optional<Field> find(Form form, String key) {
        Matcher cell = IN_ROW.matcher(key);
        return listOf(form, key)
                .map(list -> list.rows().stream()
                        .filter(field -> cell.matches() && field.key().equals(cell.group(3)))
                        .findFirst())
                .orElseGet(() -> form.field(key));
    }

    /** The form after it was refused: everything typed kept, each error at its field and in the summary. */
    public DrawnForm refused(Form form, Map<String, List<String>> sent, Refusal refusal) {
        Map<String, List<String>> typed = compact(form, sent, false);
        List<Problem> problems = errors(refusal).stream()
                .map(error -> problem(form, typed, error))
                .toList();
        return draw(form, typed, problems.isEmpty() ? List.of(new Problem(null, refusal.sentence())) : problems);
    }

    /** What a page sent, as the gate and the API take it: numbers without their grouping, absent what was left empty. */
    public Map<String, Object> read(Form form, Map<String, List<String>> sent) {
        Map<String, List<String>> typed = compact(form, sent, false);
        Map<String, Object> raw = new LinkedHashMap<>();
        for (Field list : form.fields()) {
            List<Map<String, Object>> read = new ArrayList<>();
            rows(typed, list.key()).values().forEach(row -> read.add(readFields(list.rows(), row)));
            if (list.type().equals("dynamiclist") && !read.isEmpty()) {
                raw.put(list.key(), read);
            }
        }
        Map<String, List<String>> single = new LinkedHashMap<>(typed);
        single.keySet().removeIf(key -> listOf(form, key).isPresent());
        raw.putAll(readFields(form.fields(), single));
        return raw;
    }

    private static Map<String, Object> readFields(List<Field> fields, Map<String, List<String>> typed) {
        Map<String, Object> raw = new LinkedHashMap<>();
        fields.stream()
                .filter(field -> field.type().equals("checkbox") && field.required())
                .forEach(field -> raw.put(field.key(), false));
        typed.forEach((key, values) -> {
            Optional<Field> field =
                    fields.stream().filter(one -> one.key().equals(key)).findFirst();
            if (field.isPresent() && field.get().type().equals("checkbox")) {
                if (values.contains("true")) {
                    raw.put(key, true);
                }
            } else if (field.isEmpty()) {
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
        return compact(form, typed, false).entrySet().stream()
                .filter(entry -> find(form, entry.getKey()).isPresent())
                .filter(entry -> !String.join("", entry.getValue()).isBlank())
                .map(entry -> new Fact(
                        find(form, entry.getKey()).orElseThrow().label(), String.join(", ", entry.getValue()), true))
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
        Optional<Field> field = find(form, error.field());
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
                fields.add(drawn(form, field.key(), field, typed, problems));
            }
        }
        return ways.isEmpty() ? new DrawnForm(fields, problems) : new DrawnForm(fields, Form.WAYS, ways, problems);
    }

    private static DrawnForm.Way way(Field field, Choice choice) {
        boolean first = field.choices().indexOf(choice) == 0;
        String look = first ? "" : LOOK_LAST.contains(choice.value()) ? "second warn" : "second";
        return new DrawnForm.Way(choice.value(), choice.label(), look);
    }

    private DrawnForm.Field drawn(
            Form form, String key, Field field, Map<String, List<String>> typed, List<Problem> problems) {
        DrawnForm.Field single = drawn(form, key, field, typed);
        return field.type().equals("dynamiclist")
                ? single.with(drawnRows(form, field, typed, problems), problems)
                : single.with(problems);
    }

    /** All rows that were typed; where there are none, an empty one. */
    private List<DrawnForm.Row> drawnRows(
            Form form, Field list, Map<String, List<String>> typed, List<Problem> problems) {
        List<DrawnForm.Row> drawn = new ArrayList<>();
        int count = rows(typed, list.key()).size();
        for (int row = 0; row < Math.max(1, count); row++) {
            String key = list.key() + "[" + row + "]";
            drawn.add(new DrawnForm.Row(
                    key,
                    row + 1,
                    list.rows().stream()
                            .map(field -> drawn(form, key + "." + field.key(), field, typed, problems))
                            .toList()));
        }
        return drawn;
    }

    private DrawnForm.Field drawn(Form form, String key, Field field, Map<String, List<String>> typed) {
        List<String> chosen = typed.getOrDefault(key, List.of());
        return new DrawnForm.Field(
                key,
                kind(field),
                field.label(),
                field.description(),
                note(form, field),
                field.required(),
                text(typed, key),
                field.choices().stream()
                        .map(choice ->
                                new DrawnForm.Choice(choice.value(), choice.label(), chosen.contains(choice.value())))
                        .toList(),
                field.type().equals("number") && field.decimalDigits() == 0,
                field.type().equals("number") && field.decimalDigits() == 2 ? words.text("form.currency") : null,
                field.type().startsWith("text") ? field.maxLength() : null,
                null,
                List.of());
    }

    private static String kind(Field field) {
        return switch (field.type()) {
            case "textfield" -> "text";
            case "datetime" -> "date";
            case "dynamiclist" -> "rows";
            default -> field.type();
        };
    }

    /** “optional”, when it is needed, or with which choice it is needed. */
    private @Nullable String note(Form form, Field field) {
        if (field.note() != null) {
            return field.note();
        }
        if (field.required() || field.type().equals("checkbox")) {
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
