package org.dottedline.lists;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dottedline.audit.ListKind;
import org.dottedline.audit.Selection;
import org.dottedline.people.People;
import org.dottedline.refusal.FieldError;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.NotFound;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a list is filtered by, as addresses carry it. */
@Component
public class Filter {

    private static final Pattern PLACE = Pattern.compile("-?[0-9]{1,18}");

    private final People people;

    Filter(People people) {
        this.people = people;
    }

    /** As sent; absent and empty are the same. */
    public record Sent(
            @Nullable String from,
            @Nullable String to,
            @Nullable String ref,
            @Nullable String unit) {}

    /** The kind of a list; throws {@link NotFound} where there is no such list. */
    public static ListKind kind(String word) {
        return ListKind.of(word).orElseThrow(() -> new NotFound("There is no such list."));
    }

    /** Throws {@link InvalidFields} at each field that cannot be read. */
    public Selection read(ListKind kind, Sent sent) {
        List<FieldError> errors = new ArrayList<>();
        LocalDate from = day("from", sent.from(), errors);
        LocalDate to = day("to", sent.to(), errors);
        if (from != null && to != null && to.isBefore(from)) {
            errors.add(new FieldError("to", "The last day is before the first."));
        }
        String ref = text(sent.ref());
        if (ref != null && !kind.onTrails()) {
            errors.add(new FieldError("ref", "These changes belong to no trail: leave the reference out."));
        } else if (ref != null) {
            ref = ref.toUpperCase(Locale.ROOT);
            try {
                Ref.of(ref);
            } catch (NotFound noReference) {
                errors.add(new FieldError("ref", "A reference looks like G7 or G7.O2.I1."));
            }
        }
        String unit = text(sent.unit());
        if (unit != null && people.unit(unit).isEmpty()) {
            errors.add(new FieldError("unit", "There is no such line of business or community."));
        }
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
        return new Selection(kind, from, to, ref, unit);
    }

    private static @Nullable LocalDate day(String field, @Nullable String sent, List<FieldError> errors) {
        String text = text(sent);
        if (text == null) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 1900 && day.getYear() < 3000) {
                return day;
            }
        } catch (DateTimeParseException noDay) {
            // said below
        }
        errors.add(new FieldError(field, "Write the day like 2026-05-31."));
        return null;
    }

    private static @Nullable String text(@Nullable String sent) {
        return sent == null || sent.isBlank() ? null : sent.strip();
    }

    /** A place in a list as {@code next} gave it; null for the beginning. */
    public static @Nullable Long place(@Nullable String after) {
        if (after == null || after.isEmpty()) {
            return null;
        }
        if (!PLACE.matcher(after).matches()) {
            throw new InvalidFields("after", "Send “after” as “next” gave it.");
        }
        return Long.valueOf(after);
    }
}
