package org.dottedline.tasklist.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.Person;
import org.dottedline.refusal.MovedOn;
import org.dottedline.tasklist.form.Forms;
import org.dottedline.tasklist.form.PageForms;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** What stands at the address of a task that is over, or that somebody else has: to whoever did it, that they did. */
@Component
class OverTasks {

    private final Record record;
    private final Forms forms;
    private final PageForms pageForms;
    private final Moments moments;
    private final Words words;

    OverTasks(Record record, Forms forms, PageForms pageForms, Moments moments, Words words) {
        this.record = record;
        this.forms = forms;
        this.pageForms = pageForms;
        this.moments = moments;
        this.words = words;
    }

    /** Says to whoever did a task that they did, and when; empty for everybody else. */
    Optional<ModelAndView> opened(Person person, String id) {
        return record.completion(id, person.login()).map(done -> {
            ModelAndView page = page(HttpStatus.OK, String.valueOf(done.ref()), List.of());
            page.addObject("yours", yours(done));
            return page;
        });
    }

    /**
     * Gives back what was typed: somebody was faster, or one's own form was sent before.
     *
     * @param at the reference, {@code task} the form, as the page that was sent said them; empty where it did not
     */
    ModelAndView sent(
            Person person, String id, MovedOn refusal, String at, String task, Map<String, List<String>> typed) {
        ModelAndView page = page(
                HttpStatus.CONFLICT,
                at,
                forms.ids().contains(task) ? pageForms.kept(forms.of(task), typed) : List.of());
        page.addObject("sentence", refusal.sentence());
        record.completion(id, person.login()).ifPresent(done -> page.addObject("yours", yours(done)));
        return page;
    }

    private static ModelAndView page(HttpStatus status, String ref, List<?> kept) {
        ModelAndView page = new ModelAndView("tasklist/moved-on", status);
        page.addObject("ref", ref);
        page.addObject("kept", kept);
        return page;
    }

    /** “You approved this at 12:18.” */
    private String yours(Entry done) {
        String at = moments.at(done.at()).words();
        Object decision = done.after() == null ? null : done.after().get("decision");
        return words.text(
                decision != null && words.find("moved-on.yours." + decision).isPresent()
                        ? "moved-on.yours." + decision
                        : "moved-on.yours",
                at);
    }
}
