package org.dottedline.initiative.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dottedline.api.Once;
import org.dottedline.initiative.process.CommunityInitiative;
import org.dottedline.page.Crumb;
import org.dottedline.page.DrawnForm;
import org.dottedline.page.DrawnForm.Choice;
import org.dottedline.page.DrawnForm.Field;
import org.dottedline.page.DrawnForm.Problem;
import org.dottedline.page.Words;
import org.dottedline.people.Grant;
import org.dottedline.people.Names;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.tasklist.TaskFilter;
import org.dottedline.tasklist.Tasklist;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Opening a further initiative on a page: for which community; what it is, the task that follows asks. */
@Controller
class InitiativePages {

    private final CommunityInitiative initiatives;
    private final Trails trails;
    private final Tasklist tasklist;
    private final People people;
    private final Once once;
    private final Words words;

    InitiativePages(
            CommunityInitiative initiatives, Trails trails, Tasklist tasklist, People people, Once once, Words words) {
        this.initiatives = initiatives;
        this.trails = trails;
        this.tasklist = tasklist;
        this.people = people;
        this.once = once;
        this.words = words;
    }

    @GetMapping("/trails/{ref}/initiatives/new")
    ModelAndView blank(Person person, @PathVariable String ref) {
        return page(person, Ref.of(ref), "", Once.newKey(), List.of(), HttpStatus.OK);
    }

    @PostMapping("/trails/{ref}/initiatives/new")
    ModelAndView open(
            Person person,
            @PathVariable String ref,
            @RequestParam(defaultValue = "") String community,
            @RequestParam(name = Once.FIELD, defaultValue = "") String key) {
        try {
            Ref opened = Ref.of(once.opened(
                    person.login(),
                    key,
                    ref + " " + community,
                    () -> initiatives
                            .openFurther(person, Ref.of(ref), community)
                            .text()));
            return tasklist.list(person, new TaskFilter(opened, null, false, false), null, 1).items().stream()
                    .findFirst()
                    .map(task -> new ModelAndView("redirect:/tasks/" + task.id()))
                    .orElseGet(() -> new ModelAndView("redirect:/trails/" + opened));
        } catch (RuleRefused refusal) {
            return page(
                    person,
                    Ref.of(ref),
                    community,
                    key,
                    List.of(Problem.at("community", refusal.sentence())),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView page(
            Person person, Ref objective, String chosen, String key, List<Problem> problems, HttpStatus status) {
        trails.visible(person, objective);
        if (!person.holds(Role.COMMUNITY_MANAGER)) {
            throw new Forbidden(words.text("initiative.propose.not-yours"));
        }
        List<Crumb> crumbs = trails.way(objective).entrySet().stream()
                .map(step -> new Crumb(step.getKey().text(), step.getValue()))
                .toList();
        Field field = Field.of("community", "radio", words.text("initiative.community"), null, choices(person, chosen))
                .with(problems);
        return new ModelAndView(
                "initiative/propose",
                Map.of(
                        "objective",
                        objective.text(),
                        "crumbs",
                        crumbs,
                        "once",
                        key,
                        "form",
                        new DrawnForm(List.of(field), problems)),
                status);
    }

    private List<Choice> choices(Person person, String chosen) {
        Names names = people.names();
        List<String> managed = person.grants().stream()
                .filter(grant -> grant.role() == Role.COMMUNITY_MANAGER)
                .map(Grant::unit)
                .filter(Objects::nonNull)
                .toList();
        return managed.stream()
                .map(unit -> new Choice(unit, names.unit(unit), managed.size() == 1 || unit.equals(chosen)))
                .toList();
    }
}
