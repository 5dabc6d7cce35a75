package org.dottedline.casefile.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dottedline.api.Listing;
import org.dottedline.audit.CaseKind;
import org.dottedline.audit.CaseSelection;
import org.dottedline.audit.Cases;
import org.dottedline.audit.Entry;
import org.dottedline.casefile.Run;
import org.dottedline.casefile.process.Runs;
import org.dottedline.handover.Handovers;
import org.dottedline.page.Crumb;
import org.dottedline.page.Moment;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.Person;
import org.dottedline.people.Side;
import org.dottedline.trail.Ref;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The case file of a reference: one timeline of both shores, a part at a time. */
@Controller
class CasePages {

    private static final int PER_PAGE = 50;
    private static final int MOST_RUNS = 100;

    private final Cases cases;
    private final Trails trails;
    private final Handovers handovers;
    private final Runs runs;
    private final CaseLines lines;
    private final Moments moments;
    private final Words words;

    CasePages(
            Cases cases, Trails trails, Handovers handovers, Runs runs, CaseLines lines, Moments moments, Words words) {
        this.cases = cases;
        this.trails = trails;
        this.handovers = handovers;
        this.runs = runs;
        this.lines = lines;
        this.moments = moments;
        this.words = words;
    }

    /** A reference to look below, or a person to look for. */
    record Choice(String value, String label) {}

    /** @param ended absent while it runs */
    record RunShown(
            String id,
            String name,
            int version,
            String ref,
            Moment started,
            @Nullable Moment ended) {}

    /**
     * What a page shows.
     *
     * @param filtered whether anything is left out
     * @param found absent where the filter cannot be read
     */
    record Shown(
            String ref,
            String title,
            List<Crumb> crumbs,
            CaseFilter.Sent sent,
            Map<String, String> problems,
            boolean filtered,
            List<String> kinds,
            List<String> sides,
            List<Choice> refs,
            List<Choice> people,
            @Nullable Found found,
            List<RunShown> runs,
            boolean moreRuns) {}

    /**
     * What was found.
     *
     * @param filter what was looked for, in words
     * @param next the address of the part behind this one
     * @param first the address of the first part, where this is not it
     */
    record Found(
            long count,
            String filter,
            Moment asOf,
            List<Line> lines,
            @Nullable String next,
            @Nullable String first) {}

    @GetMapping("/trails/{ref}/case")
    ModelAndView timeline(
            Person person,
            @PathVariable String ref,
            @RequestParam(required = false) @Nullable String side,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(name = "person", required = false) @Nullable String login,
            @RequestParam(required = false) @Nullable String below,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable String after) {
        Cases.admit(person);
        Ref here = Ref.of(ref);
        TrailRow row = trails.visible(person, here);
        List<TrailRow> rows = trails.visibleAtAndBelow(person, here);
        CaseFilter.Sent sent = new CaseFilter.Sent(side, kind, login, below, from, to, order);
        CaseFilter filter = new CaseFilter(here, sent, words);
        Cases.Part part = filter.problems().isEmpty()
                ? cases.part(person, filter.selection(), Listing.place("after", after), PER_PAGE + 1)
                : null;
        List<Run> ran = runs.at(rows.stream().map(step -> step.ref().text()).toList(), MOST_RUNS + 1);
        ModelAndView page = new ModelAndView("casefile/case");
        page.addObject(
                "file",
                new Shown(
                        ref,
                        row.title(),
                        crumbs(here),
                        sent,
                        filter.problems(),
                        !sent.address(here)
                                .equals(new CaseFilter.Sent(null, null, null, null, null, null, order).address(here)),
                        Arrays.stream(CaseKind.values()).map(CaseKind::word).toList(),
                        Stream.of(Side.STRATEGY, Side.COMMUNITY, Side.OVERSIGHT, Side.NONE)
                                .map(Side::word)
                                .toList(),
                        rows.stream()
                                .map(step -> new Choice(step.ref().text(), step.title()))
                                .toList(),
                        part == null ? List.of() : people(part),
                        part == null ? null : found(filter, here, part, after),
                        ran.stream().limit(MOST_RUNS).map(this::shown).toList(),
                        ran.size() > MOST_RUNS));
        if (part == null) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    private Found found(CaseFilter filter, Ref here, Cases.Part part, @Nullable String after) {
        CaseSelection selection = filter.selection();
        List<Entry> entries = part.entries();
        List<Entry> page = entries.subList(0, Math.min(PER_PAGE, entries.size()));
        boolean further = entries.size() > PER_PAGE;
        boolean later = Listing.place("after", after) != null;
        List<Line> shown = new ArrayList<>(lines.of(page));
        if (selection.newestFirst() ? !later : !further) {
            shown.addAll(selection.newestFirst() ? 0 : shown.size(), waiting(selection));
        }
        return new Found(
                part.count(),
                filter.said(lines.called(part.actors())),
                moments.minute(part.asOf()),
                shown,
                further ? filter.sent().address(here, page.get(PER_PAGE - 1).seq()) : null,
                later ? filter.sent().address(here) : null);
    }

    /** What is on its way belongs to the newest end, unless the filter is about what has been recorded. */
    private List<Line> waiting(CaseSelection selection) {
        if (selection.person() != null
                || selection.from() != null
                || selection.to() != null
                || selection.kind() != null && selection.kind() != CaseKind.HANDOVERS) {
            return List.of();
        }
        return handovers.waiting(Ref.of(selection.ref())).stream()
                .filter(handover -> selection.side() == null || selection.side() == handover.fromSide())
                .map(lines::waiting)
                .toList();
    }

    private List<Choice> people(Cases.Part part) {
        Map<String, String> called = lines.called(part.actors());
        return part.actors().stream()
                .map(login -> new Choice(login, called.getOrDefault(login, login)))
                .toList();
    }

    private RunShown shown(Run run) {
        return new RunShown(
                run.id(),
                run.name(),
                run.version(),
                run.ref(),
                moments.day(run.started()),
                run.ended() == null ? null : moments.day(run.ended()));
    }

    private List<Crumb> crumbs(Ref ref) {
        return trails.way(ref).entrySet().stream()
                .map(step -> new Crumb(step.getKey().text(), step.getValue()))
                .toList();
    }
}
