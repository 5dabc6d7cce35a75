package org.dottedline.lists.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dottedline.audit.Selection;
import org.dottedline.page.Words;
import org.dottedline.people.Names;
import org.jspecify.annotations.Nullable;

/** Says what a list was filtered by and when it was read: in full, since it is kept. */
final class Told {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter IN_NAMES =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Words words;
    private final Names names;

    Told(Words words, Names names) {
        this.words = words;
        this.names = names;
    }

    String filter(Selection selection) {
        List<String> parts = new ArrayList<>();
        add(parts, "lists.said.from", selection.from());
        add(parts, "lists.said.to", selection.to());
        add(parts, "lists.said.ref", selection.ref());
        add(parts, "lists.said.unit", selection.unit() == null ? null : names.unit(selection.unit()));
        return parts.isEmpty() ? words.text("lists.said.all") : String.join(", ", parts);
    }

    private void add(List<String> parts, String key, @Nullable Object value) {
        if (value != null) {
            parts.add(words.text(key, value.toString()));
        }
    }

    static String moment(Instant at) {
        return MOMENT.format(at);
    }

    /** Kind, filter, moment and count: such as {@code funding_from-2026-01-01_G7_as-of-20261128T024200Z_1234-entries.csv}. */
    static String fileName(Selection selection, Instant asOf, long count, String ending) {
        StringBuilder name = new StringBuilder(selection.kind().word());
        part(name, "from-", selection.from());
        part(name, "to-", selection.to());
        part(name, "", selection.ref());
        part(name, "", selection.unit());
        return name.append("_as-of-")
                .append(IN_NAMES.format(asOf))
                .append('_')
                .append(count)
                .append("-entries.")
                .append(ending)
                .toString();
    }

    private static void part(StringBuilder name, String before, @Nullable Object value) {
        if (value instanceof LocalDate || value instanceof String) {
            name.append('_').append(before).append(value);
        }
    }
}
