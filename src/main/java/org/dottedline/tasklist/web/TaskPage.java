package org.dottedline.tasklist.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dottedline.engine.UserAction;
import org.dottedline.page.DrawnForm;
import org.dottedline.page.Due;
import org.dottedline.page.Moments;
import org.dottedline.page.ReadsFields;
import org.dottedline.page.Words;
import org.dottedline.people.Person;
import org.dottedline.refusal.Changed;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.MovedOn;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.tasklist.Completion;
import org.dottedline.tasklist.Context;
import org.dottedline.tasklist.Draft;
import org.dottedline.tasklist.Drafts;
import org.dottedline.tasklist.TaskFilter;
import org.dottedline.tasklist.TaskGate;
import org.dottedline.tasklist.TaskView;
import org.dottedline.tasklist.Tasklist;
import org.dottedline.tasklist.form.Form;
import org.dottedline.tasklist.form.PageForms;
import org.dottedline.tasklist.web.TaskSheets.Extra;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One task: its form, its draft and its ways. Everything acts on POST and goes through the gate. */
@Controller
class TaskPage {

    /** Fields of the page that are none of the form. */
    private static final Set<String> NOT_OF_THE_FORM =
            Set.of("_csrf", "list", "at", "task", "seen", "add-row", "remove-row", "try", "fill", "helper");

    /** Days within which the next task is opened at once. */
    private static final int SOON = 30;

    private final Tasklist tasklist;
    private final TaskGate gate;
    private final TaskSheets sheets;
    private final Drafts drafts;
    private final OverTasks over;
    private final PageForms pageForms;
    private final UserAction userAction;
    private final Moments moments;
    private final Words words;

    TaskPage(
            Tasklist tasklist,
            TaskGate gate,
            TaskSheets sheets,
            Drafts drafts,
            OverTasks over,
            PageForms pageForms,
            UserAction userAction,
            Moments moments,
            Words words) {
        this.tasklist = tasklist;
        this.gate = gate;
        this.sheets = sheets;
        this.drafts = drafts;
        this.over = over;
        this.pageForms = pageForms;
        this.userAction = userAction;
        this.moments = moments;
        this.words = words;
    }

    @GetMapping("/tasks/{id}")
    ModelAndView show(Person person, @PathVariable String id, @RequestParam(defaultValue = "") String list) {
        Form form;
        try {
            form = tasklist.form(person, id);
        } catch (MovedOn refusal) {
            return over.opened(person, id).orElseThrow(() -> refusal);
        }
        DrawnForm drawn = drafts.find(person, id)
                .map(draft -> pageForms.unfinished(form, draft.typed()))
                .orElseGet(() -> pageForms.opened(form, tasklist.known(person, id)));
        return sheets.page(person, id, list, drawn, Extra.NONE, HttpStatus.OK);
    }

    @ReadsFields
    @PostMapping("/tasks/{id}")
    ModelAndView complete(
            Person person,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String task,
            @RequestParam(defaultValue = "") String seen,
            HttpServletRequest request,
            RedirectAttributes onward) {
        Map<String, List<String>> typed = typed(request);
        if (request.getParameter("fill") != null) {
            return unfinished(
                    person,
                    id,
                    list,
                    pageForms.unfinished(tasklist.form(person, id), overDraft(person, id, typed)),
                    seen);
        }
        String rows = request.getParameter("add-row");
        if (rows != null) {
            Form form = tasklist.form(person, id);
            return unfinished(person, id, list, pageForms.unfinished(form, pageForms.withRow(form, typed, rows)), seen);
        }
        String row = request.getParameter("remove-row");
        if (row != null) {
            Form form = tasklist.form(person, id);
            return unfinished(
                    person, id, list, pageForms.unfinished(form, pageForms.withoutRow(form, typed, row)), seen);
        }
        try {
            if (request.getParameter("try") != null) {
                return tried(person, id, list, typed, seen);
            }
            Map<String, Object> raw = pageForms.read(tasklist.form(person, id), typed);
            Completion done = userAction.run(
                    () -> gate.complete(person, id, raw, () -> sheets.requireUnchanged(person, id, seen)));
            return next(person, done, list, onward);
        } catch (InvalidFields | RuleRefused refusal) {
            return sheets.page(
                    person,
                    id,
                    list,
                    pageForms.refused(tasklist.form(person, id), typed, refusal),
                    Extra.since(seen),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Changed changed) {
            return sheets.page(
                    person,
                    id,
                    list,
                    pageForms.unfinished(tasklist.form(person, id), typed),
                    Extra.changed(changed.sections()),
                    HttpStatus.CONFLICT);
        } catch (MovedOn refusal) {
            return over.sent(person, id, refusal, at, task, typed);
        }
    }

    /**
     * Keeps what was typed, for whoever typed it; the page asks so by itself while one types, and by a button.
     *
     * @param helper the page that helps to fill in the form, where one goes on to it
     */
    @ReadsFields
    @PostMapping("/tasks/{id}/draft")
    ModelAndView keep(
            Person person,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "") String helper,
            HttpServletRequest request,
            RedirectAttributes onward) {
        drafts.keep(person, id, typed(request));
        if (request.getHeader("HX-Request") != null) {
            ModelAndView kept = new ModelAndView("tasklist/kept");
            kept.addObject(
                    "kept", moments.at(drafts.find(person, id).orElseThrow().savedAt()));
            return kept;
        }
        if (!helper.isEmpty()
                && tasklist.helper(person, id).filter(helper::equals).isPresent()) {
            return new ModelAndView("redirect:/tasks/" + id + "/" + helper);
        }
        onward.addFlashAttribute("flash", List.of(words.text("task.draft.kept-now")));
        return TaskSheets.toTask(id, list, onward);
    }

    @PostMapping("/tasks/{id}/draft/discard")
    ModelAndView discard(
            Person person,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String list,
            RedirectAttributes onward) {
        drafts.discard(person, id);
        onward.addFlashAttribute("flash", List.of(words.text("task.draft.discarded")));
        return TaskSheets.toTask(id, list, onward);
    }

    /** What fills in the form, and of the person's draft whatever it says nothing about. */
    private Map<String, List<String>> overDraft(Person person, String id, Map<String, List<String>> filled) {
        Map<String, List<String>> typed =
                new LinkedHashMap<>(drafts.find(person, id).map(Draft::typed).orElse(Map.of()));
        Set<String> said = filled.keySet().stream().map(TaskPage::fieldOf).collect(Collectors.toSet());
        typed.keySet().removeIf(key -> said.contains(fieldOf(key)));
        typed.putAll(filled);
        return typed;
    }

    /** {@code results} of {@code results[0].asked}. */
    private static String fieldOf(String key) {
        return key.contains("[") ? key.substring(0, key.indexOf('[')) : key;
    }

    /** The form with what was typed so far; nothing was sent off. */
    private ModelAndView unfinished(Person person, String id, String list, DrawnForm form, String seen) {
        return sheets.page(person, id, list, form, Extra.since(seen), HttpStatus.OK);
    }

    /** What would come of it stands above the form; nothing was changed. */
    private ModelAndView tried(Person person, String id, String list, Map<String, List<String>> typed, String seen) {
        Form form = tasklist.form(person, id);
        Context would = userAction.run(() -> gate.preview(person, id, pageForms.read(form, typed)));
        return sheets.page(
                person, id, list, pageForms.unfinished(form, typed), Extra.tried(would, seen), HttpStatus.OK);
    }

    /**
     * To the next task that this person has on this trail, unless it can wait for long; else to the trail. What came back says
     * itself why.
     */
    private ModelAndView next(Person person, Completion done, String list, RedirectAttributes onward) {
        Optional<TaskView> next =
                tasklist.list(person, new TaskFilter(done.ref(), null, false, false), null, 1).items().stream()
                        .filter(this::isSoon)
                        .findFirst();
        if (done.notes().isEmpty()) {
            onward.addFlashAttribute("flash", List.of(words.text("task.done", Words.ofElement(done.task()))));
        } else if (next.isEmpty()) {
            onward.addFlashAttribute("flash", done.notes());
        }
        if (done.readAt() != null) {
            onward.addFlashAttribute("readAt", List.of(done.readAt()));
        }
        return next.map(task -> TaskSheets.toTask(task.id(), list, onward))
                .orElseGet(() -> new ModelAndView("redirect:/trails/" + done.ref()));
    }

    private boolean isSoon(TaskView task) {
        Due due = moments.due(task.due());
        return due == null || due.days() <= SOON;
    }

    private static Map<String, List<String>> typed(HttpServletRequest request) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!NOT_OF_THE_FORM.contains(name)) {
                typed.put(name, Arrays.asList(values));
            }
        });
        return typed;
    }
}
