package org.dottedline.casefile.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dottedline.audit.Cases;
import org.dottedline.audit.Entry;
import org.dottedline.casefile.Run;
import org.dottedline.casefile.process.Runs;
import org.dottedline.casefile.process.Tables;
import org.dottedline.page.Crumb;
import org.dottedline.page.Fact;
import org.dottedline.page.Words;
import org.dottedline.people.Person;
import org.dottedline.refusal.NotFound;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One entry of a case file by itself: who, in which role, what was and what is, why, and all that it rests on. */
@Controller
class EntryPage {

    private static final int STOOD_BEFORE = 8;

    private final Cases cases;
    private final Trails trails;
    private final Runs runs;
    private final Tables tables;
    private final CaseLines lines;
    private final RuleWords ruleWords;
    private final Words words;

    EntryPage(Cases cases, Trails trails, Runs runs, Tables tables, CaseLines lines, RuleWords ruleWords, Words words) {
        this.cases = cases;
        this.trails = trails;
        this.runs = runs;
        this.tables = tables;
        this.lines = lines;
        this.ruleWords = ruleWords;
        this.words = words;
    }

    /**
     * What a page shows.
     *
     * @param run id of the process instance that it happened in, where the engine remembers one
     * @param before what stood at the same reference when it was made, the newest first
     */
    record Shown(
            String ref,
            List<Crumb> crumbs,
            Line line,
            RuleWords.@Nullable Ruled ruled,
            @Nullable String run,
            @Nullable String runName,
            List<Line> before) {}

    @GetMapping("/trails/{ref}/case/{seq:[0-9]{1,18}}")
    String entry(Person person, @PathVariable String ref, @PathVariable long seq, Model model) {
        Cases.admit(person);
        Ref here = Ref.of(ref);
        trails.visible(person, here);
        Entry entry = cases.one(person, here.text(), seq)
                .orElseThrow(() -> new NotFound("There is no such entry in the case file of " + here + "."));
        List<Entry> all = new ArrayList<>(List.of(entry));
        all.addAll(cases.before(person, entry, STOOD_BEFORE));
        List<Line> told = lines.of(all);
        Optional<Run> run = run(entry);
        model.addAttribute(
                "entry",
                new Shown(
                        ref,
                        trails.way(here).entrySet().stream()
                                .map(step -> new Crumb(step.getKey().text(), step.getValue()))
                                .toList(),
                        CaseLines.with(told.get(0), basis(entry, told.get(0), run)),
                        ruled(entry),
                        run.map(Run::id).orElse(null),
                        run.map(Run::name).orElse(null),
                        told.subList(1, told.size())));
        return "casefile/entry";
    }

    private Optional<Run> run(Entry entry) {
        if (entry.task() != null) {
            return runs.ofTask(entry.task());
        }
        return entry.process() == null || entry.ref() == null
                ? Optional.empty()
                : runs.at(entry.ref(), entry.process(), Objects.requireNonNull(entry.at()));
    }

    /** With what the engine remembers: the version of the process where the entry has none, the element and the form. */
    private List<Fact> basis(Entry entry, Line line, Optional<Run> run) {
        List<Fact> basis = new ArrayList<>();
        if (entry.process() != null) {
            Integer version = entry.version() == null ? run.map(Run::version).orElse(null) : entry.version();
            basis.add(lines.restsOn(
                    "process",
                    version == null
                            ? words.ofKey(entry.process())
                            : words.text("history.process", words.ofKey(entry.process()), version)));
            if (entry.element() != null) {
                basis.add(lines.restsOn("element", Words.ofElement(entry.element())));
                if (version != null) {
                    runs.form(entry.process(), version, entry.element())
                            .ifPresent(form -> basis.add(lines.restsOn(
                                    "form",
                                    words.text(
                                            "case.form",
                                            Words.ofElement(entry.element()),
                                            words.ofKey(entry.process()),
                                            version))));
                }
            }
        }
        line.basis().stream().skip(entry.process() == null ? 0 : 1).forEach(basis::add);
        return basis;
    }

    private RuleWords.@Nullable Ruled ruled(Entry entry) {
        Map<String, Object> decision = entry.decision();
        if (decision == null) {
            return null;
        }
        String table = String.valueOf(decision.get("table"));
        int version = decision.get("version") instanceof Number number ? number.intValue() : 0;
        return ruleWords.of(table, version, tables.version(table, version), decision);
    }
}
