package org.dottedline.request.web;

import java.util.List;
import java.util.Map;
import org.dottedline.api.Once;
import org.dottedline.page.Crumb;
import org.dottedline.page.DrawnForm;
import org.dottedline.page.DrawnForm.Field;
import org.dottedline.page.DrawnForm.Problem;
import org.dottedline.page.Words;
import org.dottedline.people.Person;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.request.process.FeatureRequest;
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

/** Opening a feature request on a page: its title; what it is, the task that follows asks. */
@Controller
class RequestPages {

    private final FeatureRequest requests;
    private final Trails trails;
    private final Tasklist tasklist;
    private final Once once;
    private final Words words;

    RequestPages(FeatureRequest requests, Trails trails, Tasklist tasklist, Once once, Words words) {
        this.requests = requests;
        this.trails = trails;
        this.tasklist = tasklist;
        this.once = once;
        this.words = words;
    }

    @GetMapping("/trails/{ref}/requests/new")
    ModelAndView blank(Person person, @PathVariable String ref) {
        return page(person, Ref.of(ref), "", Once.newKey(), List.of(), HttpStatus.OK);
    }

    @PostMapping("/trails/{ref}/requests/new")
    ModelAndView open(
            Person person,
            @PathVariable String ref,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(name = Once.FIELD, defaultValue = "") String key) {
        try {
            Ref opened = Ref.of(once.opened(
                    person.login(),
                    key,
                    ref + " " + title,
                    () -> requests.open(person, Ref.of(ref), title).text()));
            return tasklist.list(person, new TaskFilter(opened, null, false, false), null, 1).items().stream()
                    .findFirst()
                    .map(task -> new ModelAndView("redirect:/tasks/" + task.id()))
                    .orElseGet(() -> new ModelAndView("redirect:/trails/" + opened));
        } catch (InvalidFields | RuleRefused refusal) {
            return page(
                    person,
                    Ref.of(ref),
                    title,
                    key,
                    List.of(Problem.at("title", refusal.getMessage())),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView page(
            Person person, Ref initiative, String title, String key, List<Problem> problems, HttpStatus status) {
        if (!requests.allowed(person, trails.visible(person, initiative))) {
            throw new Forbidden(words.text("request.open.not-yours"));
        }
        List<Crumb> crumbs = trails.way(initiative).entrySet().stream()
                .map(step -> new Crumb(step.getKey().text(), step.getValue()))
                .toList();
        Field field = Field.of("title", "text", words.text("request.title"), words.text("request.title.help"), title)
                .with(problems);
        return new ModelAndView(
                "request/open",
                Map.of(
                        "initiative",
                        initiative.text(),
                        "crumbs",
                        crumbs,
                        "once",
                        key,
                        "form",
                        new DrawnForm(List.of(field), problems)),
                status);
    }
}
