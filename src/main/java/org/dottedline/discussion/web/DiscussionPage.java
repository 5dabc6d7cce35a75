package org.dottedline.discussion.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.discussion.Discussions;
import org.dottedline.page.Crumb;
import org.dottedline.page.DrawnForm;
import org.dottedline.page.DrawnForm.Field;
import org.dottedline.page.DrawnForm.Problem;
import org.dottedline.page.Moment;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.trail.Ref;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The discussion of one's own side at a step of a trail. */
@Controller
class DiscussionPage {

    private final Discussions discussions;
    private final Trails trails;
    private final People people;
    private final Moments moments;
    private final Words words;

    DiscussionPage(Discussions discussions, Trails trails, People people, Moments moments, Words words) {
        this.discussions = discussions;
        this.trails = trails;
        this.people = people;
        this.moments = moments;
        this.words = words;
    }

    /** One remark: who said it, of which side, and when. */
    record Said(long id, String who, String side, String text, Moment at) {}

    @GetMapping("/trails/{ref}/discussion")
    ModelAndView discussion(Person person, @PathVariable String ref) {
        return page(person, Ref.of(ref), "", List.of(), HttpStatus.OK);
    }

    @PostMapping("/trails/{ref}/discussion")
    ModelAndView say(Person person, @PathVariable String ref, @RequestParam(defaultValue = "") String text) {
        try {
            long id = discussions.say(person, Ref.of(ref), text).id();
            return new ModelAndView("redirect:/trails/" + Ref.of(ref) + "/discussion#remark-" + id);
        } catch (InvalidFields invalid) {
            List<Problem> problems = invalid.errors().stream()
                    .map(error -> Problem.at(error.field(), error.message()))
                    .toList();
            return page(person, Ref.of(ref), text, problems, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView page(Person person, Ref ref, String typed, List<Problem> problems, HttpStatus status) {
        TrailRow row = trails.visible(person, ref);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("ref", ref.text());
        model.put("title", row.title());
        model.put(
                "crumbs",
                trails.way(ref).entrySet().stream()
                        .map(step -> new Crumb(step.getKey().text(), step.getValue()))
                        .toList());
        model.put(
                "remarks",
                discussions.at(person, ref).stream()
                        .map(remark -> new Said(
                                remark.id(),
                                people.find(remark.login()).map(Person::name).orElse(remark.login()),
                                remark.side().word(),
                                remark.text(),
                                moments.minute(remark.at())))
                        .toList());
        model.put("side", person.side().word());
        model.put("speaks", Discussions.speaks(person));
        model.put(
                "form",
                new DrawnForm(
                        List.of(Field.of(
                                        "text",
                                        "textarea",
                                        words.text("discussion.text"),
                                        words.text("discussion.text.help"),
                                        typed)
                                .with(problems)),
                        problems));
        return new ModelAndView("discussion/discussion", model, status);
    }
}
