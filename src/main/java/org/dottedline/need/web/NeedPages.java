package org.dottedline.need.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dottedline.api.Once;
import org.dottedline.idea.Chosen;
import org.dottedline.idea.Voices;
import org.dottedline.idea.VoicesInWords;
import org.dottedline.need.process.MemberNeed;
import org.dottedline.page.DrawnForm;
import org.dottedline.page.DrawnForm.Choice;
import org.dottedline.page.DrawnForm.Field;
import org.dottedline.page.DrawnForm.Problem;
import org.dottedline.page.Words;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.UnitKind;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.tasklist.Drafts;
import org.dottedline.tasklist.TaskFilter;
import org.dottedline.tasklist.TaskView;
import org.dottedline.tasklist.Tasklist;
import org.dottedline.trail.Ref;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Raising a need on a page: for whom, and its title; the task that follows asks for the rest. Raised from ideas, they are attached,
 * and the task begins with a draft made of them.
 */
@Controller
class NeedPages {

    private final MemberNeed needs;
    private final People people;
    private final Voices voices;
    private final VoicesInWords inWords;
    private final Tasklist tasklist;
    private final Drafts drafts;
    private final Once once;
    private final Words words;

    NeedPages(
            MemberNeed needs,
            People people,
            Voices voices,
            VoicesInWords inWords,
            Tasklist tasklist,
            Drafts drafts,
            Once once,
            Words words) {
        this.needs = needs;
        this.people = people;
        this.voices = voices;
        this.inWords = inWords;
        this.tasklist = tasklist;
        this.drafts = drafts;
        this.once = once;
        this.words = words;
    }

    /** What was typed. */
    record Typed(String lob, String title, String community, String ideas) {}

    @GetMapping("/needs/new")
    ModelAndView blank(Person person, @RequestParam(defaultValue = "") String ideas) {
        Optional<Chosen> chosen = voices.chosen(person, ideas);
        Typed typed = new Typed(
                "",
                chosen.map(inWords::title).orElse(""),
                chosen.map(Chosen::community).orElse(""),
                ideas);
        return page(person, typed, Once.newKey(), List.of(), HttpStatus.OK);
    }

    @PostMapping("/needs/new")
    ModelAndView raise(
            Person person,
            @RequestParam(defaultValue = "") String lob,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String community,
            @RequestParam(defaultValue = "") String ideas,
            @RequestParam(name = Once.FIELD, defaultValue = "") String key) {
        Typed typed = new Typed(lob, title, community, ideas);
        try {
            Ref opened = Ref.of(once.opened(
                    person.login(),
                    key,
                    lob + " " + community + " " + ideas + " " + title,
                    () -> raise(person, typed).text()));
            return task(person, opened)
                    .map(task -> new ModelAndView("redirect:/tasks/" + task.id()))
                    .orElseGet(() -> new ModelAndView("redirect:/trails/" + opened));
        } catch (InvalidFields refusal) {
            List<Problem> problems = refusal.errors().stream()
                    .map(error -> Problem.at(error.field(), error.message()))
                    .toList();
            return page(person, typed, key, problems, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private Ref raise(Person person, Typed typed) {
        Optional<Chosen> chosen = voices.chosen(person, typed.ideas());
        String community =
                chosen.map(Chosen::community).orElse(typed.community().isEmpty() ? null : typed.community());
        Ref ref = needs.raise(person, typed.lob(), typed.title(), community);
        chosen.ifPresent(ideas -> {
            voices.attach(person, ideas, ref);
            task(person, ref)
                    .ifPresent(task -> drafts.keep(person, task.id(), inWords.draft(ideas, typed.title(), "evidence")));
        });
        return ref;
    }

    private Optional<TaskView> task(Person person, Ref ref) {
        return tasklist.list(person, new TaskFilter(ref, null, false, false), null, 1).items().stream()
                .findFirst();
    }

    private ModelAndView page(Person person, Typed typed, String key, List<Problem> problems, HttpStatus status) {
        List<String> managed = needs.communities(person);
        if (managed.isEmpty()) {
            throw new Forbidden(words.text("need.raise.not-yours"));
        }
        List<Field> fields = new ArrayList<>();
        fields.add(Field.of("title", "text", words.text("need.title"), null, typed.title())
                .upTo(MemberNeed.LONGEST_TITLE));
        fields.add(Field.of(
                "lob",
                "radio",
                words.text("need.lob"),
                null,
                people.units(UnitKind.LOB).stream()
                        .map(unit ->
                                new Choice(unit.id(), unit.name(), unit.id().equals(typed.lob())))
                        .toList()));
        Optional<Chosen> chosen = voices.chosen(person, typed.ideas());
        if (managed.size() > 1 && chosen.isEmpty()) {
            fields.add(Field.of(
                    "community",
                    "radio",
                    words.text("need.community"),
                    null,
                    managed.stream()
                            .map(unit -> new Choice(unit, people.names().unit(unit), unit.equals(typed.community())))
                            .toList()));
        }
        ModelAndView page = new ModelAndView(
                "need/raise",
                Map.of(
                        "once",
                        key,
                        "form",
                        new DrawnForm(
                                fields.stream()
                                        .map(field -> field.with(problems))
                                        .toList(),
                                problems)),
                status);
        page.addObject("ideas", typed.ideas());
        page.addObject("chosen", chosen.orElse(null));
        return page;
    }
}
