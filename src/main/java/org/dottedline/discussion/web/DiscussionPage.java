package org.dottedline.discussion.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.api.Once;
import org.dottedline.discussion.Discussions;
import org.dottedline.discussion.Discussions.Addressee;
import org.dottedline.discussion.Remark;
import org.dottedline.discussion.Remark.Across;
import org.dottedline.page.Crumb;
import org.dottedline.page.DrawnForm;
import org.dottedline.page.DrawnForm.Field;
import org.dottedline.page.DrawnForm.Problem;
import org.dottedline.page.Moment;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.Names;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Side;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.trail.Ref;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The discussion of one's own side at a step of a trail, and what is said from there to the other side. */
@Controller
class DiscussionPage {

    private final Discussions discussions;
    private final Trails trails;
    private final People people;
    private final Once once;
    private final Moments moments;
    private final Words words;

    DiscussionPage(Discussions discussions, Trails trails, People people, Once once, Moments moments, Words words) {
        this.discussions = discussions;
        this.trails = trails;
        this.people = people;
        this.once = once;
        this.moments = moments;
        this.words = words;
    }

    /**
     * One remark: who said it, of which side, and when.
     *
     * @param across how it met the other side, {@code delivered}, {@code receiver-ended} or {@code came}; absent where it did not
     */
    record Said(
            int number,
            String who,
            String side,
            String text,
            Moment at,
            @Nullable String across) {}

    @GetMapping("/trails/{ref}/discussion")
    ModelAndView discussion(Person person, @PathVariable String ref) {
        return page(person, Ref.of(ref), "", Once.newKey(), List.of(), HttpStatus.OK);
    }

    /** Says it to one's own side; or first asks, and then does, where it is for the other one. */
    @PostMapping("/trails/{ref}/discussion")
    ModelAndView say(
            Person person,
            @PathVariable String ref,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String across,
            @RequestParam(name = Once.FIELD, defaultValue = "") String key,
            RedirectAttributes onward) {
        Ref at = Ref.of(ref);
        try {
            switch (across) {
                case "ask" -> {
                    return confirm(person, at, text);
                }
                case "back" -> {
                    return page(person, at, text, Once.newKey(), List.of(), HttpStatus.OK);
                }
                case "yes" -> {
                    String result = once.opened(
                            person.login(),
                            key,
                            at + " " + text,
                            () -> discussions.address(person, at, text).word());
                    onward.addFlashAttribute("flash", List.of(words.text("discussion.across." + result + ".done")));
                }
                default ->
                    once.opened(person.login(), key, at + " to one's own side " + text, () -> {
                        discussions.say(person, at, text);
                        return "said";
                    });
            }
            return new ModelAndView("redirect:/trails/" + at + "/discussion#last");
        } catch (InvalidFields invalid) {
            List<Problem> problems = invalid.errors().stream()
                    .map(error -> Problem.at(error.field(), error.message()))
                    .toList();
            return page(person, at, text, key, problems, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView confirm(Person person, Ref ref, String text) {
        TrailRow row = trails.visible(person, ref);
        Addressee addressee = discussions
                .addressee(person, row)
                .orElseThrow(() -> new Forbidden(words.text("discussion.across.not-yours")));
        Map<String, Object> model = head(row);
        model.put("text", Discussions.checked(person, text));
        model.put("addressee", people.names().unit(addressee.unit()));
        model.put("ended", addressee.ended());
        model.put("once", Once.newKey());
        return new ModelAndView("discussion/across", model);
    }

    private ModelAndView page(
            Person person, Ref ref, String typed, String key, List<Problem> problems, HttpStatus status) {
        TrailRow row = trails.visible(person, ref);
        Names names = people.names();
        Map<String, Object> model = head(row);
        List<Remark> remarks = discussions.at(person, ref);
        String from = remarks.stream().anyMatch(remark -> remark.login() == null)
                ? names.unit(other(person.side(), row))
                : "";
        model.put("remarks", remarks.stream().map(remark -> said(remark, from)).toList());
        model.put("side", person.side().word());
        model.put("speaks", Discussions.speaks(person));
        model.put("once", key);
        model.put(
                "addressee",
                discussions
                        .addressee(person, row)
                        .map(addressee -> names.unit(addressee.unit()))
                        .orElse(null));
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

    private Map<String, Object> head(TrailRow row) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("ref", row.ref().text());
        // not “title”: that is the layout's word for what stands in the tab
        model.put("step", row.title());
        model.put(
                "crumbs",
                trails.way(row.ref()).entrySet().stream()
                        .map(step -> new Crumb(step.getKey().text(), step.getValue()))
                        .toList());
        return model;
    }

    private Said said(Remark remark, String from) {
        String login = remark.login();
        Across across = remark.across();
        Side by =
                across != Across.CAME ? remark.side() : remark.side() == Side.STRATEGY ? Side.COMMUNITY : Side.STRATEGY;
        return new Said(
                remark.number(),
                login == null ? from : people.find(login).map(Person::name).orElse(login),
                by.word(),
                remark.text(),
                moments.minute(remark.at()),
                across == null ? null : across.word());
    }

    /** The unit on the other side of a step. */
    private String other(Side side, TrailRow row) {
        return side == Side.COMMUNITY ? trails.lob(row.ref()).orElse("") : row.unit() == null ? "" : row.unit();
    }
}
