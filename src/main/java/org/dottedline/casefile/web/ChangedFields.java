package org.dottedline.casefile.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dottedline.audit.Entry;
import org.dottedline.casefile.Change;
import org.dottedline.casefile.Changes;
import org.dottedline.casefile.web.Line.Changed;
import org.dottedline.page.Facts;
import org.dottedline.page.Points;
import org.dottedline.page.Words;
import org.dottedline.people.Names;
import org.dottedline.tasklist.TaskHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What an entry changed, in words; where the record keeps no content it says so. */
@Component
class ChangedFields {

    /** Fields that hold a login. */
    private static final String ASSIGNEE = "assignee";

    private static final String ROLES = "roles";
    /** What the page says elsewhere, or is of use to the system alone. */
    private static final Set<String> ELSEWHERE = Set.of("reason", "id");

    private final Facts facts;
    private final Words words;
    private final ObjectProvider<TaskHandler> handlers;

    ChangedFields(Facts facts, Words words, ObjectProvider<TaskHandler> handlers) {
        this.facts = facts;
        this.words = words;
        this.handlers = handlers;
    }

    List<Changed> of(Entry entry, Names names, Map<String, String> called) {
        Set<String> withheld = withheld(entry);
        boolean filledIn = "task-completed".equals(entry.kind());
        List<Changed> changes = Changes.between(entry.before(), entry.after()).stream()
                .filter(change -> !ELSEWHERE.contains(change.field()))
                .map(change -> new Changed(
                        label(change),
                        said(change, change.was(), names, called),
                        said(change, change.is(), names, called),
                        how(change, filledIn),
                        withheld.contains(change.field()),
                        points(change)))
                .toList();
        return together(changes);
    }

    /** The points that came or went as a whole; absent where something else changed, or only one thing of a point. */
    private static @Nullable Points points(Change change) {
        Object value = change.is() == null ? change.was() : change.is();
        if (change.how() == Change.How.CHANGED || change.cell() != null || value == null) {
            return null;
        }
        return value instanceof Map<?, ?> row
                ? Points.row(row).map(point -> new Points(true, List.of(point))).orElse(null)
                : Points.of(change.field(), value).orElse(null);
    }

    /** Points of one list that all came, or all went, stand under one name. */
    private static List<Changed> together(List<Changed> changes) {
        List<Changed> all = new ArrayList<>();
        for (Changed next : changes) {
            Changed last = all.isEmpty() ? null : all.get(all.size() - 1);
            if (last != null
                    && last.points() != null
                    && next.points() != null
                    && last.what().equals(next.what())
                    && last.how().equals(next.how())) {
                Points both = new Points(
                        last.points().said(),
                        Stream.concat(last.points().all().stream(), next.points().all().stream())
                                .toList());
                all.set(
                        all.size() - 1,
                        new Changed(last.what(), last.was(), last.is(), last.how(), last.withheld(), both));
            } else {
                all.add(next);
            }
        }
        return all;
    }

    /** Of a form the record keeps what was filled in: what is not named there stood before, and nobody took it away. */
    private static String how(Change change, boolean filledIn) {
        return filledIn && change.how() == Change.How.REMOVED && change.row() == null
                ? "stood"
                : change.how().word();
    }

    /** Logins that the change of an entry names. */
    static List<String> logins(Entry entry) {
        return Stream.of(entry.before(), entry.after())
                .filter(Objects::nonNull)
                .map(values -> values.get(ASSIGNEE))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    private Set<String> withheld(Entry entry) {
        return "task-completed".equals(entry.kind())
                ? handlers.stream()
                        .filter(handler -> handler.task().equals(entry.element()))
                        .findFirst()
                        .map(TaskHandler::withheld)
                        .orElse(Set.of())
                : Set.of();
    }

    private String label(Change change) {
        if (points(change) != null) {
            return facts.label(change.field());
        }
        return Stream.of(
                        facts.label(change.field()),
                        change.row(),
                        change.cell() == null ? null : facts.label(change.cell()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
    }

    private String said(Change change, @Nullable Object value, Names names, Map<String, String> called) {
        if (value == null) {
            return "";
        }
        return value instanceof Map<?, ?> row
                ? row.entrySet().stream()
                        .filter(cell -> cell.getValue() != null && !"id".equals(cell.getKey()))
                        .map(cell -> facts.label(String.valueOf(cell.getKey())) + ": "
                                + one(String.valueOf(cell.getKey()), cell.getValue(), names, called))
                        .collect(Collectors.joining("; "))
                : one(change.cell() == null ? change.field() : change.cell(), value, names, called);
    }

    private String one(String field, Object value, Names names, Map<String, String> called) {
        if (value instanceof Boolean yes) {
            return words.text(yes ? "lists.yes" : "lists.no");
        }
        if (ASSIGNEE.equals(field)) {
            return called.getOrDefault(value.toString(), value.toString());
        }
        if (ROLES.equals(field) && value instanceof List<?> roles) {
            return roles.stream().map(role -> names.group(String.valueOf(role))).collect(Collectors.joining(", "));
        }
        return facts.said(field, value, names::unit);
    }
}
