package org.dottedline.casefile.web;

import java.util.ArrayList;
import java.util.Collection;
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
import org.dottedline.funding.Funding;
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
    /** A field that holds a group. */
    private static final String WHOSE = "whose";
    /** In what a controller picks, the number of a line of income. */
    private static final String INCOME = "income";

    private static final String MONTHS = "months";
    /** What the page says elsewhere, or is of use to the system alone. */
    private static final Set<String> ELSEWHERE = Set.of("reason", "id");

    private final Facts facts;
    private final Words words;
    private final Funding funding;
    private final ObjectProvider<TaskHandler> handlers;

    ChangedFields(Facts facts, Words words, Funding funding, ObjectProvider<TaskHandler> handlers) {
        this.facts = facts;
        this.words = words;
        this.funding = funding;
        this.handlers = handlers;
    }

    /**
     * What stands for others in the record, by what it stands for.
     *
     * @param persons names by login, {@code incomes} names of a community's income by number
     */
    record Called(Names names, Map<String, String> persons, Map<Long, String> incomes) {}

    /** With what the income that these entries name is called: one question where any does, else none. */
    Called called(Collection<Entry> entries, Names names, Map<String, String> persons) {
        Set<Long> incomes = entries.stream()
                .map(Entry::after)
                .filter(Objects::nonNull)
                .flatMap(after -> after.get("picks") instanceof List<?> picks ? picks.stream() : Stream.empty())
                .map(pick -> pick instanceof Map<?, ?> row ? String.valueOf(row.get(INCOME)) : "")
                .filter(number -> number.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .collect(Collectors.toSet());
        return new Called(names, persons, incomes.isEmpty() ? Map.of() : funding.incomes(incomes));
    }

    List<Changed> of(Entry entry, Called called) {
        Set<String> withheld = withheld(entry);
        boolean filledIn = "task-completed".equals(entry.kind());
        List<Changed> changes = Changes.between(entry.before(), entry.after()).stream()
                .filter(change -> !ELSEWHERE.contains(change.field()))
                .map(change -> new Changed(
                        label(change),
                        said(change, change.was(), called),
                        said(change, change.is(), called),
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
        Object value = change.is() == null ? change.was() : change.is();
        if (MONTHS.equals(change.field()) && !(value instanceof List<?>)) {
            // elsewhere a table of months has this name
            return words.text("case.months");
        }
        return Stream.of(
                        facts.label(change.field()),
                        change.row(),
                        change.cell() == null ? null : facts.label(change.cell()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
    }

    private String said(Change change, @Nullable Object value, Called called) {
        if (value == null) {
            return "";
        }
        return value instanceof Map<?, ?> row
                ? row.entrySet().stream()
                        .filter(cell -> cell.getValue() != null && !"id".equals(cell.getKey()))
                        .map(cell -> facts.label(String.valueOf(cell.getKey())) + ": "
                                + one(String.valueOf(cell.getKey()), cell.getValue(), called))
                        .collect(Collectors.joining("; "))
                : one(change.cell() == null ? change.field() : change.cell(), value, called);
    }

    private String one(String field, Object value, Called called) {
        if (value instanceof Boolean yes) {
            return words.text(yes ? "lists.yes" : "lists.no");
        }
        if (ASSIGNEE.equals(field)) {
            return called.persons().getOrDefault(value.toString(), value.toString());
        }
        if (ROLES.equals(field) && value instanceof List<?> roles) {
            return roles.stream()
                    .map(role -> called.names().group(String.valueOf(role)))
                    .collect(Collectors.joining(", "));
        }
        if (WHOSE.equals(field)) {
            return called.names().group(value.toString());
        }
        if (INCOME.equals(field) && value.toString().matches("[0-9]{1,18}")) {
            return called.incomes().getOrDefault(Long.valueOf(value.toString()), value.toString());
        }
        return facts.said(field, value, called.names()::unit);
    }
}
