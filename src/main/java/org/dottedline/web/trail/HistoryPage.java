package org.dottedline.web.trail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dottedline.api.Listing;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.page.Crumb;
import org.dottedline.page.Fact;
import org.dottedline.page.Facts;
import org.dottedline.page.Moment;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.Names;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The record of a trail as people read it: who did what, when, in which role, and on which basis. */
@Controller
class HistoryPage {

    private static final int PER_PAGE = 100;

    private final Trails trails;
    private final Record record;
    private final People people;
    private final Facts facts;
    private final Moments moments;
    private final Words words;

    HistoryPage(Trails trails, Record record, People people, Facts facts, Moments moments, Words words) {
        this.trails = trails;
        this.record = record;
        this.people = people;
        this.facts = facts;
        this.moments = moments;
        this.words = words;
    }

    /**
     * One entry.
     *
     * @param crossed whether it passed from one side to the other
     * @param now what is so from then on
     * @param said what the decision table said
     * @param basis the versions of process and decision table it rests on
     */
    record Line(
            String side,
            boolean crossed,
            String what,
            Moment at,
            String ref,
            @Nullable String who,
            List<Fact> now,
            @Nullable String reason,
            @Nullable String said,
            @Nullable String basis) {}

    record Shown(
            String ref,
            List<Crumb> crumbs,
            List<Line> entries,
            @Nullable String next) {}

    @GetMapping("/trails/{ref}/history")
    String history(
            Person person, @PathVariable String ref, @RequestParam(defaultValue = "") String after, Model model) {
        trails.visible(person, Ref.of(ref));
        List<String> visible = trails.visibleAtAndBelow(person, Ref.of(ref)).stream()
                .map(row -> row.ref().text())
                .toList();
        Long place = Listing.place("after", after);
        List<Entry> entries =
                record.history(visible, TrailApi.sidesOf(person), place == null ? 0 : place, PER_PAGE + 1);
        List<Entry> page = entries.subList(0, Math.min(PER_PAGE, entries.size()));
        Names names = people.names();
        model.addAttribute(
                "history",
                new Shown(
                        ref,
                        trails.way(Ref.of(ref)).entrySet().stream()
                                .map(step -> new Crumb(step.getKey().text(), step.getValue()))
                                .toList(),
                        page.stream().map(entry -> line(entry, names)).toList(),
                        entries.size() > PER_PAGE
                                ? "/trails/" + ref + "/history?after="
                                        + page.get(PER_PAGE - 1).seq()
                                : null));
        return "trail/history";
    }

    private Line line(Entry entry, Names names) {
        boolean crossed = "handover".equals(entry.kind());
        return new Line(
                entry.side().word(),
                crossed,
                what(entry),
                moments.minute(Objects.requireNonNull(entry.at())),
                String.valueOf(entry.ref()),
                who(entry, names),
                crossed ? List.of() : now(entry, names),
                entry.reason(),
                entry.decision() == null ? null : reasons(entry.decision().get("outputs")),
                basis(entry));
    }

    private String what(Entry entry) {
        String step = entry.element() == null ? "" : Words.ofElement(entry.element());
        Object outcome = entry.after() == null
                ? null
                : entry.after().getOrDefault("decision", entry.after().get("result"));
        if (outcome != null && "task-completed".equals(entry.kind())) {
            String said = words.find("value.decision." + outcome)
                    .or(() -> words.find("value.result." + outcome))
                    .orElse(outcome.toString());
            step = words.text("history.outcome", step, said);
        }
        return words.find("record." + entry.kind()).isPresent() ? words.text("record." + entry.kind(), step) : step;
    }

    private @Nullable String who(Entry entry, Names names) {
        if (Entry.SYSTEM.equals(entry.actor())) {
            return null;
        }
        String name = people.find(entry.actor()).map(Person::name).orElse(entry.actor());
        return entry.role() == null ? name : words.text("history.who", name, names.group(entry.role()));
    }

    /** What changed; of what stayed the same there is nothing to say. The reason stands by itself. */
    private List<Fact> now(Entry entry, Names names) {
        Map<String, Object> before = entry.before() == null ? Map.of() : entry.before();
        Map<String, Object> after = entry.after() == null ? Map.of() : entry.after();
        Map<String, Object> changed = new LinkedHashMap<>();
        after.forEach((key, value) -> {
            if (value != null && !key.equals("reason") && !value.equals(before.get(key))) {
                changed.put(key, value);
            }
        });
        return changed.entrySet().stream()
                .map(change -> {
                    Fact now = facts.of(change.getKey(), change.getValue(), names::unit);
                    Object was = before.get(change.getKey());
                    return was == null || now.table() != null || now.points() != null
                            ? now
                            : new Fact(
                                    now.label(),
                                    words.text(
                                            "history.change",
                                            facts.said(change.getKey(), was, names::unit),
                                            now.value()),
                                    true);
                })
                .toList();
    }

    private @Nullable String basis(Entry entry) {
        if (entry.decision() != null) {
            return words.text(
                    "history.rule",
                    words.ofKey(String.valueOf(entry.decision().get("table"))),
                    String.valueOf(entry.decision().get("version")),
                    entry.decision().get("rules") instanceof List<?> rules
                            ? rules.stream()
                                    .map(String::valueOf)
                                    .map(Words::ofElement)
                                    .collect(Collectors.joining(", "))
                            : "");
        }
        return entry.process() == null || entry.version() == null
                ? null
                : words.text("history.process", words.ofKey(entry.process()), entry.version());
    }

    private static String reasons(@Nullable Object outputs) {
        return outputs instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(output -> ((Map<?, ?>) output).get("reason"))
                        .filter(Objects::nonNull)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" "))
                : "";
    }
}
