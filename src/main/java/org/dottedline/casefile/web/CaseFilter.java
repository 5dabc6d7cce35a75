package org.dottedline.casefile.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dottedline.audit.CaseKind;
import org.dottedline.audit.CaseSelection;
import org.dottedline.page.Words;
import org.dottedline.people.People;
import org.dottedline.people.Side;
import org.dottedline.refusal.NotFound;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** What a case file is filtered by, as its address carries it, and what is wrong with that. */
final class CaseFilter {

    /** As sent; absent and empty are the same. */
    record Sent(
            @Nullable String side,
            @Nullable String kind,
            @Nullable String person,
            @Nullable String below,
            @Nullable String from,
            @Nullable String to,
            @Nullable String order) {

        String address(Ref ref) {
            return address(ref, null);
        }

        String address(Ref ref, @Nullable Long after) {
            UriComponentsBuilder address = UriComponentsBuilder.fromPath("/trails/" + ref + "/case");
            add(address, "side", side);
            add(address, "kind", kind);
            add(address, "person", person);
            add(address, "below", below);
            add(address, "from", from);
            add(address, "to", to);
            add(address, "order", order);
            add(address, "after", after);
            return address.encode().toUriString();
        }

        private static void add(UriComponentsBuilder address, String name, @Nullable Object value) {
            if (value != null && !value.toString().isBlank()) {
                address.queryParam(name, value);
            }
        }
    }

    static final String NEWEST = "newest";

    private final Ref ref;
    private final Sent sent;
    private final Words words;
    private final Map<String, String> problems = new LinkedHashMap<>();
    private final CaseSelection selection;

    CaseFilter(Ref ref, Sent sent, Words words) {
        this.ref = ref;
        this.sent = sent;
        this.words = words;
        Side side = read("side", sent.side(), CaseFilter::side);
        CaseKind kind = read("kind", sent.kind(), CaseKind::of);
        String person =
                read("person", sent.person(), login -> Optional.of(login).filter(People::isLogin));
        String below = read("below", sent.below(), this::below);
        LocalDate from = read("from", sent.from(), CaseFilter::day);
        LocalDate to = read("to", sent.to(), CaseFilter::day);
        if (from != null && to != null && to.isBefore(from)) {
            problems.put("to", words.text("case.wrong.order"));
        }
        selection = new CaseSelection(
                below == null ? ref.text() : below, side, kind, person, from, to, NEWEST.equals(sent.order()));
    }

    Sent sent() {
        return sent;
    }

    /** A sentence for each field that cannot be read, by its name. */
    Map<String, String> problems() {
        return problems;
    }

    CaseSelection selection() {
        return selection;
    }

    /** What is looked for, in words; {@code called} knows what the person is called. */
    String said(Map<String, String> called) {
        List<String> said = new ArrayList<>();
        if (selection.kind() != null) {
            said.add(words.text("case.kind." + selection.kind().word()));
        }
        if (selection.side() != null) {
            said.add(words.text("shore." + selection.side().word()));
        }
        if (selection.person() != null) {
            said.add(called.getOrDefault(selection.person(), selection.person()));
        }
        if (!selection.ref().equals(ref.text())) {
            said.add(words.text("lists.said.ref", selection.ref()));
        }
        if (selection.from() != null) {
            said.add(words.text("lists.said.from", selection.from()));
        }
        if (selection.to() != null) {
            said.add(words.text("lists.said.to", selection.to()));
        }
        return String.join(", ", said);
    }

    private <T> @Nullable T read(String field, @Nullable String text, Function<String, Optional<T>> reader) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Optional<T> read = reader.apply(text.strip());
        if (read.isEmpty()) {
            problems.put(field, words.text("case.wrong." + field));
        }
        return read.orElse(null);
    }

    private static Optional<Side> side(String word) {
        try {
            return Optional.of(Side.of(word));
        } catch (RuntimeException noSide) {
            return Optional.empty();
        }
    }

    private Optional<String> below(String text) {
        try {
            Ref below = Ref.of(text.toUpperCase(java.util.Locale.ROOT));
            return below.isAtOrBelow(ref) ? Optional.of(below.text()) : Optional.empty();
        } catch (NotFound noReference) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> day.getYear() >= 1900 && day.getYear() < 3000);
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }
}
