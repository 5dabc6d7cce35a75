package org.dottedline.casefile.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dottedline.audit.CaseKind;
import org.dottedline.audit.Entry;
import org.dottedline.handover.Handover;
import org.dottedline.lists.Row;
import org.dottedline.lists.Rows;
import org.dottedline.page.Fact;
import org.dottedline.page.Facts;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.Names;
import org.dottedline.people.People;
import org.dottedline.people.Side;
import org.springframework.stereotype.Component;

/** Puts entries of a case file into words. */
@Component
class CaseLines {

    private final People people;
    private final Rows rows;
    private final Facts facts;
    private final Moments moments;
    private final Words words;
    private final ChangedFields changed;

    CaseLines(People people, Rows rows, Facts facts, Moments moments, Words words, ChangedFields changed) {
        this.people = people;
        this.rows = rows;
        this.facts = facts;
        this.moments = moments;
        this.words = words;
        this.changed = changed;
    }

    /** All of them with one question for the names of persons, and one for those of units. */
    List<Line> of(Collection<Entry> entries) {
        Names names = people.names();
        Map<String, String> called = called(entries);
        ChangedFields.Called known = changed.called(entries, names, called);
        Iterator<Row> told = rows.told(entries, names, login -> called.getOrDefault(login, login))
                .iterator();
        return entries.stream().map(entry -> line(entry, told.next(), known)).toList();
    }

    private Map<String, String> called(Collection<Entry> entries) {
        Set<String> logins = new TreeSet<>();
        for (Entry entry : entries) {
            logins.add(entry.actor());
            if (entry.onBehalfOf() != null) {
                logins.add(entry.onBehalfOf());
            }
            logins.addAll(ChangedFields.logins(entry));
        }
        return people.called(logins);
    }

    private Line line(Entry entry, Row row, ChangedFields.Called called) {
        boolean crossed = "handover".equals(entry.kind());
        Map<String, Object> after = entry.after() == null ? Map.of() : entry.after();
        Map<String, Object> payload = crossed ? payload(after.get("payload")) : Map.of();
        return new Line(
                entry.seq(),
                entry.side().word(),
                crossed ? "across" : place(entry.side()),
                CaseKind.DECISIONS.entries().stream().noneMatch(entry.kind()::equals) && !crossed,
                crossed ? new Line.Crossing(entry.side() == Side.STRATEGY, String.valueOf(after.get("result"))) : null,
                moments.minute(Objects.requireNonNull(entry.at())),
                entry.ref(),
                crossed ? message(String.valueOf(entry.element()), payload) : row.what(),
                crossed ? null : decided(row),
                row.name(),
                row.as(),
                row.forName(),
                crossed ? null : entry.reason(),
                reasons(entry),
                crossed ? List.of() : changed.of(entry, called),
                crossed ? facts.of(payload, called.names()::unit) : List.of(),
                basis(entry));
    }

    /** What is on its way: its payload is made when it lands. */
    Line waiting(Handover handover) {
        return new Line(
                null,
                handover.fromSide().word(),
                "across",
                false,
                new Line.Crossing(
                        handover.fromSide() == Side.STRATEGY, handover.result().word()),
                moments.minute(handover.at()),
                handover.ref().text(),
                message(handover.message(), handover.payload()),
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of());
    }

    private static String place(Side side) {
        return switch (side) {
            case STRATEGY -> "strategy";
            case COMMUNITY -> "community";
            case OVERSIGHT, NONE -> "between";
        };
    }

    private String message(String message, Map<String, Object> payload) {
        Object outcome = payload.getOrDefault("decision", payload.get("result"));
        return Optional.ofNullable(outcome)
                .flatMap(came -> words.find("message." + message + "." + came))
                .or(() -> words.find("message." + message))
                .orElse(message);
    }

    private String decided(Row row) {
        List<String> said = new ArrayList<>();
        if (row.decided() != null) {
            said.add(row.decided());
        }
        if (row.amount() != null) {
            said.add(words.money(row.amount()));
        }
        return String.join(" · ", said);
    }

    private static Map<String, Object> payload(@org.jspecify.annotations.Nullable Object payload) {
        Map<String, Object> kept = new LinkedHashMap<>();
        if (payload instanceof Map<?, ?> map) {
            map.forEach((name, value) -> kept.put(String.valueOf(name), value));
        }
        return kept;
    }

    private static @org.jspecify.annotations.Nullable String reasons(Entry entry) {
        return entry.decision() != null && entry.decision().get("outputs") instanceof List<?> outputs
                ? outputs.stream()
                        .filter(Map.class::isInstance)
                        .map(output -> ((Map<?, ?>) output).get("reason"))
                        .filter(Objects::nonNull)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" "))
                : null;
    }

    /** What the entry itself says of its basis. */
    private List<Fact> basis(Entry entry) {
        List<Fact> basis = new ArrayList<>();
        if (entry.process() != null) {
            basis.add(restsOn(
                    "process",
                    entry.version() == null
                            ? words.ofKey(entry.process())
                            : words.text("history.process", words.ofKey(entry.process()), entry.version())));
        }
        if (entry.decision() != null) {
            basis.add(restsOn(
                    "table",
                    words.text(
                            "history.process",
                            words.ofKey(String.valueOf(entry.decision().get("table"))),
                            String.valueOf(entry.decision().get("version")))));
            basis.add(restsOn("rule", rules(entry)));
        }
        basis.add(restsOn("number", String.valueOf(entry.seq())));
        return basis;
    }

    static String rules(Entry entry) {
        return entry.decision() != null && entry.decision().get("rules") instanceof List<?> rules
                ? rules.stream().map(String::valueOf).map(Words::ofElement).collect(Collectors.joining(", "))
                : "";
    }

    Fact restsOn(String name, String value) {
        return new Fact(words.text("case.basis." + name), value, false);
    }

    /** A copy with more of a basis. */
    static Line with(Line line, List<Fact> basis) {
        return new Line(
                line.seq(),
                line.side(),
                line.place(),
                line.quiet(),
                line.crossing(),
                line.at(),
                line.ref(),
                line.title(),
                line.decided(),
                line.who(),
                line.role(),
                line.forName(),
                line.reason(),
                line.said(),
                line.changes(),
                line.passed(),
                basis);
    }

    /** What persons are called, each login as the answer to itself where nobody has it. */
    Map<String, String> called(Set<String> logins) {
        Map<String, String> called = new HashMap<>(people.called(logins));
        logins.forEach(login -> called.putIfAbsent(login, login));
        return called;
    }
}
