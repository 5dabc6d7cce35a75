package org.dottedline.need.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dottedline.api.Once;
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
import org.dottedline.tasklist.TaskFilter;
import org.dottedline.tasklist.Tasklist;
import org.dottedline.trail.Ref;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Raising a need on a page: for whom, and its title; the task that follows asks for the rest. */
@Controller
class NeedPages {

    private final MemberNeed needs;
    private final People people;
    private final Tasklist tasklist;
    private final Once once;
    private final Words words;

    NeedPages(MemberNeed needs, People people, Tasklist tasklist, Once once, Words words) {
        this.needs = needs;
        this.people = people;
        this.tasklist = tasklist;
        this.once = once;
        this.words = words;
    }

    /** What was typed. */
    record Typed(String lob, String title, String community) {}

    @GetMapping("/needs/new")
    ModelAndView blank(Person person) {
        return page(person, new Typed("", "", ""), Once.newKey(), List.of(), HttpStatus.OK);
    }

    @PostMapping("/needs/new")
    ModelAndView raise(
            Person person,
            @RequestParam(defaultValue = "") String lob,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String community,
            @RequestParam(name = Once.FIELD, defaultValue = "") String key) {
        try {
            Ref opened = Ref.of(once.opened(
                    person.login(),
                    key,
                    lob + " " + community + " " + title,
                    () -> needs.raise(person, lob, title, community.isEmpty() ? null : community)
                            .text()));
            return tasklist.list(person, new TaskFilter(opened, null, false, false), null, 1).items().stream()
                    .findFirst()
                    .map(task -> new ModelAndView("redirect:/tasks/" + task.id()))
                    .orElseGet(() -> new ModelAndView("redirect:/trails/" + opened));
        } catch (InvalidFields refusal) {
            List<Problem> problems = refusal.errors().stream()
                    .map(error -> Problem.at(error.field(), error.message()))
                    .toList();
            return page(person, new Typed(lob, title, community), key, problems, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView page(Person person, Typed typed, String key, List<Problem> problems, HttpStatus status) {
        List<String> managed = needs.communities(person);
        if (managed.isEmpty()) {
            throw new Forbidden(words.text("need.raise.not-yours"));
        }
        List<Field> fields = new ArrayList<>();
        fields.add(Field.of("title", "text", words.text("need.title"), null, typed.title()));
        fields.add(Field.of(
                "lob",
                "radio",
                words.text("need.lob"),
                null,
                people.units(UnitKind.LOB).stream()
                        .map(unit ->
                                new Choice(unit.id(), unit.name(), unit.id().equals(typed.lob())))
                        .toList()));
        if (managed.size() > 1) {
            fields.add(Field.of(
                    "community",
                    "radio",
                    words.text("need.community"),
                    null,
                    managed.stream()
                            .map(unit -> new Choice(unit, people.names().unit(unit), unit.equals(typed.community())))
                            .toList()));
        }
        return new ModelAndView(
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
    }
}
