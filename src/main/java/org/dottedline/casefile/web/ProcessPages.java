package org.dottedline.casefile.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.dottedline.audit.Cases;
import org.dottedline.audit.Entry;
import org.dottedline.casefile.Model;
import org.dottedline.casefile.Path;
import org.dottedline.casefile.Run;
import org.dottedline.casefile.Visit;
import org.dottedline.casefile.process.Runs;
import org.dottedline.page.Crumb;
import org.dottedline.page.Moment;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.Names;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.refusal.NotFound;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The path that one run took through its model: as a list in words, and what the browser needs to draw it. */
@Controller
class ProcessPages {

    /** What draws the model; a build may leave it out. */
    private static final boolean VIEWER =
            ProcessPages.class.getResource("/static/assets/bpmn-js/bpmn-navigated-viewer.js") != null;

    private final Cases cases;
    private final Trails trails;
    private final Runs runs;
    private final People people;
    private final CaseLines lines;
    private final Moments moments;
    private final Words words;

    ProcessPages(Cases cases, Trails trails, Runs runs, People people, CaseLines lines, Moments moments, Words words) {
        this.cases = cases;
        this.trails = trails;
        this.runs = runs;
        this.people = people;
        this.lines = lines;
        this.moments = moments;
        this.words = words;
    }

    /**
     * A step in words.
     *
     * @param state {@code done}, {@code present} or {@code interrupted}
     * @param out absent while it is there
     * @param who with the role as held then; absent where the system did it
     * @param entry number of the entry that says more
     * @param called id of the run that it called
     */
    record StepShown(
            String name,
            String type,
            String state,
            Moment in,
            @Nullable Moment out,
            @Nullable String who,
            @Nullable String way,
            @Nullable Long entry,
            @Nullable String called) {}

    /**
     * What a page shows.
     *
     * @param at the reference where it ran
     * @param drawn whether the picture can be drawn
     * @param cut whether only the beginning of the path is told
     */
    record Shown(
            String ref,
            List<Crumb> crumbs,
            String id,
            String key,
            String name,
            int version,
            String at,
            Moment started,
            @Nullable Moment ended,
            List<StepShown> steps,
            boolean drawn,
            boolean cut) {}

    /** The elements and ways of a model by what became of them. */
    record PathShown(Set<String> done, Set<String> taken, Set<String> present, Set<String> interrupted) {}

    @GetMapping("/trails/{ref}/case/process/{id}")
    String process(
            Person person, @PathVariable String ref, @PathVariable String id, org.springframework.ui.Model page) {
        Run run = run(person, ref, id);
        Model model = runs.model(run);
        Path path = Path.of(model, runs.visits(run));
        Map<String, Entry> completions = cases.completions(
                person,
                path.steps().stream()
                        .map(step -> step.visit().task())
                        .filter(Objects::nonNull)
                        .toList());
        Set<String> logins = new TreeSet<>();
        completions.values().forEach(entry -> logins.add(entry.actor()));
        Map<String, String> called = lines.called(logins);
        Names names = people.names();
        page.addAttribute(
                "run",
                new Shown(
                        ref,
                        trails.way(Ref.of(ref)).entrySet().stream()
                                .map(step -> new Crumb(step.getKey().text(), step.getValue()))
                                .toList(),
                        run.id(),
                        run.key(),
                        run.name(),
                        run.version(),
                        run.ref(),
                        moments.minute(run.started()),
                        run.ended() == null ? null : moments.minute(run.ended()),
                        path.steps().stream()
                                .map(step -> shown(step, model, completions, called, names))
                                .toList(),
                        VIEWER,
                        path.steps().size() == Runs.MOST_STEPS));
        return "casefile/process";
    }

    private StepShown shown(
            Path.Step step, Model model, Map<String, Entry> completions, Map<String, String> called, Names names) {
        Visit visit = step.visit();
        Model.Element element = model.elements().get(visit.element());
        Entry completion = visit.task() == null ? null : completions.get(visit.task());
        return new StepShown(
                element == null || element.name().isEmpty() ? Words.ofElement(visit.element()) : element.name(),
                element == null ? "" : words.find("case.type." + element.type()).orElse(""),
                visit.out() == null ? "present" : visit.interrupted() ? "interrupted" : "done",
                moments.minute(visit.in()),
                visit.out() == null ? null : moments.minute(visit.out()),
                completion == null ? null : who(completion, called, names),
                step.way(),
                completion == null ? null : completion.seq(),
                visit.called());
    }

    private String who(Entry entry, Map<String, String> called, Names names) {
        String name = called.getOrDefault(entry.actor(), entry.actor());
        return entry.role() == null ? name : words.text("history.who", name, names.group(entry.role()));
    }

    /** The model of the very version that ran. */
    @GetMapping("/trails/{ref}/case/process/{id}/model")
    ResponseEntity<byte[]> model(Person person, @PathVariable String ref, @PathVariable String id) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.APPLICATION_XML, StandardCharsets.UTF_8))
                .body(runs.xml(run(person, ref, id)));
    }

    /** What became of its elements and ways, for the picture. */
    @GetMapping("/trails/{ref}/case/process/{id}/path")
    ResponseEntity<PathShown> path(Person person, @PathVariable String ref, @PathVariable String id) {
        Run run = run(person, ref, id);
        Path path = Path.of(runs.model(run), runs.visits(run));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(new PathShown(path.done(), path.taken(), path.present(), path.interrupted()));
    }

    /** A run at or below the reference; throws {@link NotFound} where there is none. */
    private Run run(Person person, String ref, String id) {
        Cases.admit(person);
        Ref here = Ref.of(ref);
        trails.visible(person, here);
        return runs.find(id)
                .filter(run -> Ref.of(run.ref()).isAtOrBelow(here))
                .orElseThrow(() -> new NotFound("No such process ran at or below " + here + "."));
    }
}
