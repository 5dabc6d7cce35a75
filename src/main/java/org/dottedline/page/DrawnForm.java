package org.dottedline.page;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A form as a page draws it, with what was typed and what is wrong with it.
 *
 * @param wayKey the field that the buttons of {@code ways} fill in; absent where one button sends the form
 * @param ways the ways out, in their order
 */
public record DrawnForm(List<Field> fields, @Nullable String wayKey, List<Way> ways, List<Problem> errors) {

    /** A form that has no choice of ways: the page brings its button. */
    public DrawnForm(List<Field> fields, List<Problem> errors) {
        this(fields, null, List.of(), errors);
    }

    /** Whether Enter in a field must do nothing, since there are several buttons to choose from. */
    public boolean guarded() {
        return ways.size() > 1 || fields.stream().anyMatch(field -> field.kind().equals("rows"));
    }

    /**
     * The field that something is wrong with, as the summary names it: “Baseline”, in a list “Acceptance list 2, Point”.
     *
     * @return null where it is about none, or says so itself
     */
    public @Nullable String nameFor(Problem problem) {
        return fields.stream()
                .flatMap(field -> Stream.concat(
                        Stream.of(Map.entry(field.key(), field.label())),
                        field.rows().stream()
                                .flatMap(row -> row.fields().stream()
                                        .map(cell -> Map.entry(
                                                cell.key(),
                                                field.label() + " " + row.number() + ", " + cell.label())))))
                .filter(named -> problem.isAbout(named.getKey()))
                .map(Map.Entry::getValue)
                .filter(name -> !problem.message()
                        .contains(
                                "“" + name.substring(name.lastIndexOf(", ") + 1).strip() + "”"))
                .findFirst()
                .orElse(null);
    }

    /**
     * A field.
     *
     * @param key its name in what the page sends; that of a field in a row of a list is like {@code picks[0].income}
     * @param kind {@code text}, {@code password}, {@code textarea}, {@code number}, {@code date}, {@code radio},
     *     {@code select}, {@code checklist}, {@code checkbox} or {@code rows}
     * @param note whether and when it is needed, where that is not always
     * @param value what was typed, where the kind has no choices
     * @param whole whether a number has no digits after the point
     * @param unit what stands behind a number
     * @param most how many characters a text may have, where that is limited
     * @param rows the rows of a list, each with its fields
     */
    public record Field(
            String key,
            String kind,
            String label,
            @Nullable String help,
            @Nullable String note,
            boolean required,
            String value,
            List<Choice> choices,
            boolean whole,
            @Nullable String unit,
            @Nullable Integer most,
            @Nullable String error,
            List<Row> rows) {

        /** A field without choices. */
        public static Field of(String key, String kind, String label, @Nullable String help, String value) {
            return new Field(key, kind, label, help, null, true, value, List.of(), false, null, null, null, List.of());
        }

        /** A field with choices. */
        public static Field of(String key, String kind, String label, @Nullable String help, List<Choice> choices) {
            return new Field(key, kind, label, help, null, true, "", choices, false, null, null, null, List.of());
        }

        public Field optional(String words) {
            return new Field(key, kind, label, help, words, false, value, choices, whole, unit, most, error, rows);
        }

        /** The same for a text of at most so many characters. */
        public Field upTo(int characters) {
            return new Field(
                    key, kind, label, help, note, required, value, choices, whole, unit, characters, error, rows);
        }

        /** The same as a list of rows. */
        public Field with(List<Row> drawn, List<Problem> errors) {
            return new Field(key, "rows", label, help, note, required, value, choices, whole, unit, most, error, drawn)
                    .with(errors);
        }

        /** Its id on the page, behind {@code field-}, {@code help-} or {@code error-}. */
        public String id() {
            return idOf(key);
        }

        /** Long lists of choices are easier to choose from when they fold. */
        public boolean folds() {
            return kind.equals("radio") && choices.size() > 6;
        }

        /** The same with the first of the errors that is about it. */
        public Field with(List<Problem> errors) {
            String mine = errors.stream()
                    .filter(problem -> problem.isAbout(key))
                    .map(Problem::message)
                    .findFirst()
                    .orElse(null);
            return new Field(key, kind, label, help, note, required, value, choices, whole, unit, most, mine, rows);
        }
    }

    /**
     * One row of a list.
     *
     * @param key what it is removed by, such as {@code picks[0]}
     * @param number its place, from 1
     */
    public record Row(String key, int number, List<Field> fields) {}

    /** One choice of a field. */
    public record Choice(String value, String label, boolean chosen) {}

    /** A way out: a button. Its look is a style of the pages. */
    public record Way(String value, String label, String look) {}

    /** What is wrong, and with which field; no anchor where it is about none that the page has. */
    public record Problem(@Nullable String anchor, String message) {

        public static Problem at(String key, String message) {
            return new Problem("field-" + idOf(key), message);
        }

        boolean isAbout(String key) {
            return ("field-" + idOf(key)).equals(anchor);
        }
    }

    private static String idOf(String key) {
        return key.replaceAll("[\\[\\].]+", "-");
    }
}
