package org.dottedline.request.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dottedline.api.Once;
import org.dottedline.idea.Chosen;
import org.dottedline.idea.Voices;
import org.dottedline.idea.VoicesInWords;
import org.dottedline.page.Crumb;
import org.dottedline.page.DrawnForm;
import org.dottedline.page.DrawnForm.Field;
import org.dottedline.page.DrawnForm.Problem;
import org.dottedline.page.Words;
import org.dottedline.people.Person;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.NotFound;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.request.process.FeatureRequest;
import org.dottedline.tasklist.Drafts;
import org.dottedline.tasklist.TaskFilter;
import org.dottedline.tasklist.TaskView;
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

/**
 * Opening a feature request on a page: its title; what it is, the task that follows asks. Opened from ideas, they are attached, and
 * the task begins with a draft made of them.
 */
@Controller
class RequestPages {

    private final FeatureRequest requests;
    private final Trails trails;
    private final Voices voices;
    private final VoicesInWords inWords;
    private final Tasklist tasklist;
    private final Drafts drafts;
    private final Once once;
    private final Words words;

    RequestPages(
            FeatureRequest requests,
            Trails trails,
            Voices voices,
            VoicesInWords inWords,
            Tasklist tasklist,
            Drafts drafts,
            Once once,
            Words words) {
        this.requests = requests;
        this.trails = trails;
        this.voices = voices;
        this.inWords = inWords;
        this.tasklist = tasklist;
        this.drafts = drafts;
        this.once = once;
        this.words = words;
    }

    /** What was typed, and the ideas that it is opened from. */
    record Typed(String title, String ideas) {}

    @GetMapping("/trails/{ref}/requests/new")
    ModelAndView blank(Person person, @PathVariable String ref, @RequestParam(defaultValue = "") String ideas) {
        Ref initiative = Ref.of(ref);
        String title = chosen(person, initiative, ideas).map(inWords::title).orElse("");
        return page(person, initiative, new Typed(title, ideas), Once.newKey(), List.of(), HttpStatus.OK);
    }

    @PostMapping("/trails/{ref}/requests/new")
    ModelAndView open(
            Person person,
            @PathVariable String ref,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String ideas,
            @RequestParam(name = Once.FIELD, defaultValue = "") String key) {
        Typed typed = new Typed(title, ideas);
        try {
            Ref opened = Ref.of(once.opened(
                    person.login(),
                    key,
                    ref + " " + ideas + " " + title,
                    () -> open(person, Ref.of(ref), typed).text()));
            return task(person, opened)
                    .map(task -> new ModelAndView("redirect:/tasks/" + task.id()))
                    .orElseGet(() -> new ModelAndView("redirect:/trails/" + opened));
        } catch (InvalidFields | RuleRefused refusal) {
            return page(
                    person,
                    Ref.of(ref),
                    typed,
                    key,
                    List.of(Problem.at("title", refusal.getMessage())),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private Ref open(Person person, Ref initiative, Typed typed) {
        Optional<Chosen> chosen = chosen(person, initiative, typed.ideas());
        Ref ref = requests.open(person, initiative, typed.title());
        chosen.ifPresent(ideas -> {
            voices.attach(person, ideas, ref);
            task(person, ref)
                    .ifPresent(
                            task -> drafts.keep(person, task.id(), inWords.draft(ideas, typed.title(), "description")));
        });
        return ref;
    }

    /** Ideas of the community whose initiative it is; those of another are not there. */
    private Optional<Chosen> chosen(Person person, Ref initiative, String ideas) {
        Optional<Chosen> chosen = voices.chosen(person, ideas);
        if (chosen.isPresent()
                && !chosen.get()
                        .community()
                        .equals(trails.visible(person, initiative).unit())) {
            throw new NotFound(words.text("ideas.not-here"));
        }
        return chosen;
    }

    private Optional<TaskView> task(Person person, Ref ref) {
        return tasklist.list(person, new TaskFilter(ref, null, false, false), null, 1).items().stream()
                .findFirst();
    }

    private ModelAndView page(
            Person person, Ref initiative, Typed typed, String key, List<Problem> problems, HttpStatus status) {
        if (!requests.allowed(person, trails.visible(person, initiative))) {
            throw new Forbidden(words.text("request.open.not-yours"));
        }
        List<Crumb> crumbs = trails.way(initiative).entrySet().stream()
                .map(step -> new Crumb(step.getKey().text(), step.getValue()))
                .toList();
        Field field = Field.of(
                        "title", "text", words.text("request.title"), words.text("request.title.help"), typed.title())
                .with(problems);
        ModelAndView page = new ModelAndView(
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
        page.addObject("ideas", typed.ideas());
        page.addObject("chosen", chosen(person, initiative, typed.ideas()).orElse(null));
        return page;
    }
}
