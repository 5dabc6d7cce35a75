package org.dottedline.page;

import java.util.List;
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

    /**
     * A field.
     *
     * @param kind {@code text}, {@code password}, {@code textarea}, {@code number}, {@code date}, {@code radio},
     *     {@code select} or {@code checklist}
     * @param note whether and when it is needed, where that is not always
     * @param value what was typed, where the kind has no choices
     * @param whole whether a number has no digits after the point
     * @param unit what stands behind a number
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
            @Nullable String error) {

        /** A field without choices. */
        public static Field of(String key, String kind, String label, @Nullable String help, String value) {
            return new Field(key, kind, label, help, null, true, value, List.of(), false, null, null);
        }

        /** A field with choices. */
        public static Field of(String key, String kind, String label, @Nullable String help, List<Choice> choices) {
            return new Field(key, kind, label, help, null, true, "", choices, false, null, null);
        }

        public Field optional(String words) {
            return new Field(key, kind, label, help, words, false, value, choices, whole, unit, error);
        }

        /** The same with the first of the errors that is about it. */
        public Field with(List<Problem> errors) {
            String mine = errors.stream()
                    .filter(problem -> problem.isAbout(key))
                    .map(Problem::message)
                    .findFirst()
                    .orElse(null);
            return new Field(key, kind, label, help, note, required, value, choices, whole, unit, mine);
        }
    }

    /** One choice of a field. */
    public record Choice(String value, String label, boolean chosen) {}

    /** A way out: a button. Its look is a style of the pages. */
    public record Way(String value, String label, String look) {}

    /** What is wrong, and with which field; no anchor where it is about none that the page has. */
    public record Problem(@Nullable String anchor, String message) {

        public static Problem at(String key, String message) {
            return new Problem("field-" + key, message);
        }

        boolean isAbout(String key) {
            return ("field-" + key).equals(anchor);
        }
    }
}
