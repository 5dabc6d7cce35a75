package org.dottedline.tasklist.web;

import java.util.List;
import org.dottedline.engine.UserAction;
import org.dottedline.page.Words;
import org.dottedline.people.Person;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.Separated;
import org.dottedline.tasklist.TaskGate;
import org.dottedline.tasklist.Tasklist;
import org.dottedline.tasklist.form.PageForms;
import org.dottedline.tasklist.web.TaskSheets.Extra;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who has a task: taking it, giving it back, handing it on. */
@Controller
class TaskHands {

    private final Tasklist tasklist;
    private final TaskGate gate;
    private final TaskSheets sheets;
    private final PageForms pageForms;
    private final UserAction userAction;
    private final Words words;

    TaskHands(
            Tasklist tasklist,
            TaskGate gate,
            TaskSheets sheets,
            PageForms pageForms,
            UserAction userAction,
            Words words) {
        this.tasklist = tasklist;
        this.gate = gate;
        this.sheets = sheets;
        this.pageForms = pageForms;
        this.userAction = userAction;
        this.words = words;
    }

    @PostMapping("/tasks/{id}/claim")
    ModelAndView claim(
            Person person,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String list,
            RedirectAttributes onward) {
        userAction.run(() -> gate.claim(person, id));
        return TaskSheets.toTask(id, list, onward);
    }

    @PostMapping("/tasks/{id}/release")
    ModelAndView release(
            Person person,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String list,
            RedirectAttributes onward) {
        userAction.run(() -> gate.release(person, id));
        return TaskSheets.toTask(id, list, onward);
    }

    @PostMapping("/tasks/{id}/assign")
    ModelAndView assign(
            Person person,
            @PathVariable String id,
            @RequestParam(name = "person", defaultValue = "") String colleague,
            @RequestParam(defaultValue = "") String list,
            RedirectAttributes onward) {
        try {
            userAction.run(() -> gate.assign(person, id, colleague));
        } catch (InvalidFields | Separated refusal) {
            return sheets.page(
                    person,
                    id,
                    list,
                    pageForms.opened(tasklist.form(person, id), tasklist.known(person, id)),
                    Extra.refused(refusal.sentence()),
                    refusal instanceof Separated ? HttpStatus.FORBIDDEN : HttpStatus.UNPROCESSABLE_CONTENT);
        }
        onward.addFlashAttribute("flash", List.of(words.text("task.assigned", colleague)));
        return TaskSheets.toTask(id, list, onward);
    }
}
