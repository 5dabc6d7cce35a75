package org.dottedline.lists;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.dottedline.audit.Entry;
import org.dottedline.page.Facts;
import org.dottedline.page.Words;
import org.dottedline.people.Names;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Puts entries of the record into words, one line each. */
@Component
public class Rows {

    private final People people;
    private final Facts facts;
    private final Words words;
    private final Later later;

    Rows(People people, Facts facts, Words words, Later later) {
        this.people = people;
        this.facts = facts;
        this.words = words;
        this.later = later;
    }

    /** Names are looked up once each, however many entries are told, and what came of them once for all told at a time. */
    public Function<List<Entry>, List<Row>> teller() {
        Map<String, String> known = new HashMap<>();
        Names names = people.names();
        return entries -> told(
                entries,
                names,
                login -> known.computeIfAbsent(
                        login, unknown -> people.find(unknown).map(Person::name).orElse(unknown)));
    }

    /** For whoever knows what units and persons are called. */
    public List<Row> told(Collection<Entry> entries, Names names, UnaryOperator<String> name) {
        Later.Known known = later.of(entries);
        return entries.stream().map(entry -> row(entry, known, names, name)).toList();
    }

    private Row row(Entry entry, Later.Known known, Names names, UnaryOperator<String> name) {
        String role = entry.role() == null ? known.whose(entry) : entry.role();
        Map<String, Object> before = entry.before() == null ? Map.of() : entry.before();
        Map<String, Object> after = entry.after() == null ? Map.of() : entry.after();
        String step = entry.element() == null ? "" : Words.ofElement(entry.element());
        return new Row(
                entry.seq(),
                Objects.requireNonNull(entry.at()),
                entry.ref(),
                entry.kind(),
                entry.element(),
                entry.actor(),
                Entry.SYSTEM.equals(entry.actor()) ? null : name.apply(entry.actor()),
                role,
                role == null ? null : names.group(role),
                entry.onBehalfOf(),
                entry.onBehalfOf() == null ? null : name.apply(entry.onBehalfOf()),
                what(entry, step),
                known.said(entry).orElseGet(() -> decided(entry, before, after, names, name)),
                amount(entry, before, after),
                entry.reason());
    }

    /** The step, and which group or option a table was asked about where it is asked about each of several. */
    private String what(Entry entry, String step) {
        if (words.find("record." + entry.kind()).isEmpty()) {
            return entry.kind();
        }
        String what = words.text("record." + entry.kind(), step);
        return about(entry).map(of -> words.text("lists.about", what, of)).orElse(what);
    }

    private static Optional<Object> about(Entry entry) {
        Map<String, Object> decision = entry.decision();
        if (decision == null) {
            return Optional.empty();
        }
        // older entries have the group among what was asked alone
        return Optional.ofNullable(decision.get("about"))
                .or(() -> Optional.ofNullable(
                        decision.get("facts") instanceof Map<?, ?> facts ? facts.get("group") : null));
    }

    private @Nullable String decided(
            Entry entry,
            Map<String, Object> before,
            Map<String, Object> after,
            Names names,
            Function<String, String> name) {
        return switch (entry.kind()) {
            case "task-completed" ->
                before.containsKey("advised") && !before.get("advised").equals(after.get("option"))
                        ? words.text("lists.override", before.get("advised"), String.valueOf(after.get("option")))
                        : outcome(after);
            case "money-reserve", "money-release", "money-spend" ->
                words.text("lists.payer", names.unit(String.valueOf(after.get("unit"))));
            case "withdrawn" ->
                String.valueOf(after.get("with")).equals(entry.ref())
                        ? words.text("lists.withdrawn.itself")
                        : words.text("lists.withdrawn.with", String.valueOf(after.get("with")));
            case "ideas-imported" ->
                words.text(
                        "lists.ideas.imported",
                        names.unit(String.valueOf(after.get("community"))),
                        words.text("ideas.tool." + after.get("tool")),
                        after.get("ideas"),
                        after.get("fresh"),
                        after.get("known"),
                        after.get("merged"));
            case "ideas-merged", "ideas-split", "ideas-set-aside", "ideas-put-back" ->
                words.text(
                        "lists.ideas.some",
                        names.unit(String.valueOf(after.get("community"))),
                        after.get("ideas"),
                        after.get("votes"));
            case "limit-proposed", "limit-confirmed" -> limit(before, after, names);
            case "deputy-named", "deputy-agreed" -> deputy(after, name);
            case "deputy-ended" -> deputy(before, name);
            case "finances-changed" -> finances(before, after, names);
            case "person-added", "person-changed", "unit-added", "unit-changed" -> changed(before, after, names);
            default -> null;
        };
    }

    private @Nullable String outcome(Map<String, Object> after) {
        for (String field : List.of("decision", "result", "fit")) {
            Object said = after.get(field);
            if (said != null) {
                return facts.said(field, said, Function.<String>identity()::apply);
            }
        }
        return after.get("option") == null ? null : String.valueOf(after.get("option"));
    }

    private static String day(String date) {
        return LocalDate.parse(date)
                .format(DateTimeFormatter.ofPattern("d MMMM yyyy", LocaleContextHolder.getLocale()));
    }

    private String deputy(Map<String, Object> said, Function<String, String> name) {
        return words.text(
                "lists.deputy",
                name.apply(String.valueOf(said.get("deputy"))),
                name.apply(String.valueOf(said.get("person"))),
                day(String.valueOf(said.get("from"))),
                day(String.valueOf(said.get("until"))));
    }

    private String limit(Map<String, Object> before, Map<String, Object> after, Names names) {
        String key = String.valueOf(after.get("key"));
        String of = after.get("unit") == null
                ? words.text("limit." + key)
                : words.text("limit." + key + ".of", names.unit(String.valueOf(after.get("unit"))));
        return of + ": " + fromTo(before.get("value"), after.get("value"));
    }

    private String fromTo(@Nullable Object was, @Nullable Object is) {
        return was == null ? String.valueOf(is) : words.text("history.change", String.valueOf(was), String.valueOf(is));
    }

    /** Which lines came, went or cost otherwise. */
    private String finances(Map<String, Object> before, Map<String, Object> after, Names names) {
        List<String> changes = new ArrayList<>();
        for (String lines : List.of("income", "costs")) {
            Map<String, Map<?, ?>> was = byId(before.get(lines));
            Map<String, Map<?, ?>> is = byId(after.get(lines));
            TreeSet<String> ids = new TreeSet<>(was.keySet());
            ids.addAll(is.keySet());
            for (String id : ids) {
                Map<?, ?> old = was.get(id);
                Map<?, ?> present = is.get(id);
                if (old == null && present != null) {
                    changes.add(words.text("lists.line.added", present.get("name"), present.get("monthly")));
                } else if (present == null && old != null) {
                    changes.add(words.text("lists.line.removed", old.get("name"), old.get("monthly")));
                } else if (old != null && present != null && !old.get("monthly").equals(present.get("monthly"))) {
                    changes.add(present.get("name") + ": " + fromTo(old.get("monthly"), present.get("monthly")));
                }
            }
        }
        String community = names.unit(String.valueOf(after.get("community")));
        return changes.isEmpty() ? community : community + ": " + String.join("; ", changes);
    }

    private static Map<String, Map<?, ?>> byId(@Nullable Object lines) {
        Map<String, Map<?, ?>> byId = new LinkedHashMap<>();
        if (lines instanceof List<?> list) {
            for (Object line : list) {
                if (line instanceof Map<?, ?> map) {
                    byId.put(String.valueOf(map.get("id")), map);
                }
            }
        }
        return byId;
    }

    /** Of a person or a unit: who or what, and what is otherwise now. */
    private String changed(Map<String, Object> before, Map<String, Object> after, Names names) {
        String subject = String.valueOf(after.getOrDefault("login", after.get("id")));
        String changes = after.entrySet().stream()
                .filter(now -> !now.getKey().equals("login") && !now.getKey().equals("id"))
                .filter(now -> !now.getValue().equals(before.get(now.getKey())))
                .sorted(Map.Entry.comparingByKey())
                .map(now -> words.text("lists.changed." + now.getKey()) + ": "
                        + (before.get(now.getKey()) == null
                                ? said(now.getValue(), names)
                                : words.text(
                                        "history.change",
                                        said(before.get(now.getKey()), names),
                                        said(now.getValue(), names))))
                .collect(Collectors.joining("; "));
        return changes.isEmpty() ? subject : subject + ": " + changes;
    }

    private String said(@Nullable Object value, Names names) {
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? words.text("lists.nothing")
                    : list.stream().map(one -> names.group(String.valueOf(one))).collect(Collectors.joining(", "));
        }
        return value instanceof Boolean yes ? words.text(yes ? "lists.yes" : "lists.no") : String.valueOf(value);
    }

    /** What a controller asked for is no amount of the list: what was set aside of it has an entry of its own. */
    private static @Nullable BigDecimal amount(Entry entry, Map<String, Object> before, Map<String, Object> after) {
        return switch (entry.kind()) {
            case "money-reserve", "money-release", "money-spend" -> decimal(after.get("amount"));
            case "limit-proposed", "limit-confirmed" ->
                String.valueOf(after.get("key")).startsWith("research") ? null : decimal(after.get("value"));
            case "task-completed" -> decimal(before.getOrDefault("committed", after.get("cap")));
            default -> null;
        };
    }

    private static @Nullable BigDecimal decimal(@Nullable Object value) {
        try {
            return value == null ? null : new BigDecimal(value.toString());
        } catch (NumberFormatException noAmount) {
            return null;
        }
    }
}
