package org.dottedline.tasklist.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dottedline.attachment.Attachments;
import org.dottedline.discussion.Discussions;
import org.dottedline.engine.UserAction;
import org.dottedline.page.Crumb;
import org.dottedline.page.DrawnForm;
import org.dottedline.page.Due;
import org.dottedline.page.Fact;
import org.dottedline.page.Facts;
import org.dottedline.page.Moment;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.Names;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.MovedOn;
import org.dottedline.refusal.Refusal;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.refusal.Separated;
import org.dottedline.tasklist.Completion;
import org.dottedline.tasklist.Context;
import org.dottedline.tasklist.Draft;
import org.dottedline.tasklist.Drafts;
import org.dottedline.tasklist.TaskFilter;
import org.dottedline.tasklist.TaskGate;
import org.dottedline.tasklist.TaskHelp;
import org.dottedline.tasklist.TaskView;
import org.dottedline.tasklist.Tasklist;
import org.dottedline.tasklist.form.Form;
import org.dottedline.tasklist.form.Forms;
import org.dottedline.tasklist.form.PageForms;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One task: what one needs to see, the form, and its ways. Everything acts on POST and goes through the gate. */
@Controller
class TaskPage {

    /** Fields of the page that are none of the form. */
    private static final Set<String> NOT_OF_THE_FORM =
            Set.of("_csrf", "list", "at", "task", "add-row", "remove-row", "try", "fill");

    /** Days within which the next task is opened at once. */
    private static final int SOON = 30;

    /** The query of the list that one came from: what our own list makes, and nothing that leads elsewhere. */
    private static final Pattern LIST_QUERY = Pattern.compile("[A-Za-z0-9=&%._-]{0,200}");

    private final Tasklist tasklist;
    private final TaskGate gate;
    private final Drafts drafts;
    private final Discussions discussions;
    private final Attachments attachments;
    private final TaskHelp help;
    private final Forms forms;
    private final PageForms pageForms;
    private final Trails trails;
    private final People people;
    private final UserAction userAction;
    private final Facts facts;
    private final Moments moments;
    private final Words words;

    TaskPage(
            Tasklist tasklist,
            TaskGate gate,
            Drafts drafts,
            Discussions discussions,
            Attachments attachments,
            TaskHelp help,
            Forms forms,
            PageForms pageForms,
            Trails trails,
            People people,
            UserAction userAction,
            Facts facts,
            Moments moments,
            Words words) {
        this.tasklist = tasklist;
        this.gate = gate;
        this.drafts = drafts;
        this.discussions = discussions;
        this.attachments = attachments;
        this.help = help;
        this.forms = forms;
        this.pageForms = pageForms;
        this.trails = trails;
        this.people = people;
        this.userAction = userAction;
        this.facts = facts;
        this.moments = moments;
        this.words = words;
    }

    record Section(String title, List<Fact> facts) {}

    record Colleague(String login, String name) {}

    /**
     * The task as the page shows it.
     *
     * @param holder who has taken it, in words
     * @param refusal why the person may not do it, or why what they tried was refused
     * @param workable whether the form is offered
     * @param draft when the person last kept what they had typed; absent where they have not
     * @param remarks how much one may read of what was said at its step
     * @param files how many files one's side keeps there
     * @param helper the page that helps to fill in the form, as the end of its address
     * @param list the query of the list that one came from
     */
    record Shown(
            String id,
            String task,
            String form,
            String ref,
            String name,
            String help,
            String process,
            int version,
            String side,
            @Nullable Due due,
            List<Crumb> crumbs,
            List<String> notes,
            List<Section> sections,
            String holder,
            boolean claimable,
            boolean releasable,
            List<Colleague> colleagues,
            @Nullable String refusal,
            boolean workable,
            boolean tries,
            List<Section> tried,
            @Nullable Moment draft,
            int remarks,
            int files,
            @Nullable String helper,
            String list) {}

    @GetMapping("/tasks/{id}")
    String show(Person person, @PathVariable String id, @RequestParam(defaultValue = "") String list, Model model) {
        model.addAttribute("task", shown(person, id, list, null));
        Form form = tasklist.form(person, id);
        model.addAttribute(
                "form",
                drafts.find(person, id)
                        .map(draft -> pageForms.unfinished(form, draft.typed()))
                        .orElseGet(() -> pageForms.opened(form, tasklist.known(person, id))));
        return "tasklist/task";
    }

    @PostMapping("/tasks/{id}")
    ModelAndView complete(
            Person person,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String task,
            HttpServletRequest request,
            RedirectAttributes onward) {
        Map<String, List<String>> typed = typed(request);
        if (request.getParameter("fill") != null) {
            return unfinished(person, id, list, tasklist.form(person, id), overDraft(person, id, typed));
        }
        String rows = request.getParameter("add-row");
        if (rows != null) {
            Form form = tasklist.form(person, id);
            return unfinished(person, id, list, form, pageForms.withRow(form, typed, rows));
        }
        String row = request.getParameter("remove-row");
        if (row != null) {
            Form form = tasklist.form(person, id);
            return unfinished(person, id, list, form, pageForms.withoutRow(form, typed, row));
        }
        try {
            if (request.getParameter("try") != null) {
                return tried(person, id, list, typed);
            }
            Map<String, Object> raw = pageForms.read(tasklist.form(person, id), typed);
            Completion done = userAction.run(() -> gate.complete(person, id, raw));
            return next(person, done, list, onward);
        } catch (InvalidFields | RuleRefused refusal) {
            return again(person, id, list, pageForms.refused(tasklist.form(person, id), typed, refusal));
        } catch (MovedOn refusal) {
            return movedOn(refusal, at, task, typed);
        }
    }

    /** Keeps what was typed, for whoever typed it; the page asks so by itself while one types, and by a button. */
    @PostMapping("/tasks/{id}/draft")
    ModelAndView keep(
            Person person,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String list,
            HttpServletRequest request,
            RedirectAttributes onward) {
        drafts.keep(person, id, typed(request));
        if (request.getHeader("HX-Request") != null) {
            ModelAndView kept = new ModelAndView("tasklist/kept");
            kept.addObject(
                    "kept", moments.minute(drafts.find(person, id).orElseThrow().savedAt()));
            return kept;
        }
        onward.addFlashAttribute("flash", List.of(words.text("task.draft.kept-now")));
        return toTask(id, list, onward);
    }

    @PostMapping("/tasks/{id}/draft/discard")
    ModelAndView discard(
            Person person,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String list,
            RedirectAttributes onward) {
        drafts.discard(person, id);
        onward.addFlashAttribute("flash", List.of(words.text("task.draft.discarded")));
        return toTask(id, list, onward);
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
    private ModelAndView unfinished(Person person, String id, String list, Form form, Map<String, List<String>> typed) {
        ModelAndView page = new ModelAndView("tasklist/task");
        page.addObject("task", shown(person, id, list, null));
        page.addObject("form", pageForms.unfinished(form, typed));
        return page;
    }

    /** What would come of it stands above the form; nothing was changed. */
    private ModelAndView tried(Person person, String id, String list, Map<String, List<String>> typed) {
        Form form = tasklist.form(person, id);
        Context would = userAction.run(() -> gate.preview(person, id, pageForms.read(form, typed)));
        Names names = people.names();
        ModelAndView page = new ModelAndView("tasklist/task");
        page.addObject(
                "task",
                shown(
                        person,
                        id,
                        list,
                        null,
                        would.sections().stream()
                                .map(section -> section(section, names))
                                .toList()));
        page.addObject("form", pageForms.unfinished(form, typed));
        return page;
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
        return next.map(task -> toTask(task.id(), list, onward))
                .orElseGet(() -> new ModelAndView("redirect:/trails/" + done.ref()));
    }

    private boolean isSoon(TaskView task) {
        Due due = moments.due(task.due());
        return due == null || due.days() <= SOON;
    }

    private ModelAndView again(Person person, String id, String list, DrawnForm form) {
        ModelAndView page = new ModelAndView("tasklist/task", HttpStatus.UNPROCESSABLE_CONTENT);
        page.addObject("task", shown(person, id, list, null));
        page.addObject("form", form);
        return page;
    }

    /** Somebody was faster: says so, and gives back what was typed. */
    private ModelAndView movedOn(MovedOn refusal, String at, String task, Map<String, List<String>> typed) {
        ModelAndView page = new ModelAndView("tasklist/moved-on", HttpStatus.CONFLICT);
        page.addObject("sentence", refusal.sentence());
        page.addObject("ref", at);
        page.addObject("kept", forms.ids().contains(task) ? pageForms.kept(forms.of(task), typed) : List.of());
        return page;
    }

    @PostMapping("/tasks/{id}/claim")
    ModelAndView claim(
            Person person,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String list,
            RedirectAttributes onward) {
        userAction.run(() -> gate.claim(person, id));
        return toTask(id, list, onward);
    }

    @PostMapping("/tasks/{id}/release")
    ModelAndView release(
            Person person,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String list,
            RedirectAttributes onward) {
        userAction.run(() -> gate.release(person, id));
        return toTask(id, list, onward);
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
            ModelAndView page = new ModelAndView(
                    "tasklist/task",
                    refusal instanceof Separated ? HttpStatus.FORBIDDEN : HttpStatus.UNPROCESSABLE_CONTENT);
            page.addObject("task", shown(person, id, list, refusal));
            page.addObject("form", pageForms.opened(tasklist.form(person, id), tasklist.known(person, id)));
            return page;
        }
        onward.addFlashAttribute("flash", List.of(words.text("task.assigned", colleague)));
        return toTask(id, list, onward);
    }

    private static ModelAndView toTask(String id, String list, RedirectAttributes onward) {
        if (!query(list).isEmpty()) {
            onward.addAttribute("list", list);
        }
        return new ModelAndView("redirect:/tasks/" + id);
    }

    private Shown shown(Person person, String id, String list, @Nullable Refusal refused) {
        return shown(person, id, list, refused, List.of());
    }

    private Shown shown(Person person, String id, String list, @Nullable Refusal refused, List<Section> tried) {
        TaskView task = tasklist.find(person, id);
        Names names = people.names();
        TaskHelp.Said said = help.of(task);
        boolean mine = person.login().equals(task.assignee());
        boolean free = task.assignee() == null;
        String forbidden = tasklist.refusal(person, id).orElse(null);
        boolean may = forbidden == null && (mine || free);
        return new Shown(
                task.id(),
                task.task(),
                task.form(),
                task.ref().text(),
                task.name(),
                said.help(),
                said.process(),
                task.version(),
                task.side().word(),
                moments.due(task.due()),
                crumbs(task.ref()),
                task.notes(),
                task.context().sections().stream()
                        .map(section -> section(section, names))
                        .toList(),
                holder(task, mine, names),
                may && free,
                mine,
                mine || free ? colleagues(person, task) : List.of(),
                refused == null ? forbidden : refused.sentence(),
                may,
                may && tasklist.canPreview(person, id),
                tried,
                drafts.find(person, id)
                        .map(draft -> moments.minute(draft.savedAt()))
                        .orElse(null),
                discussions.count(person, task.ref()),
                attachments.count(person, task.ref()),
                may ? tasklist.helper(person, id).orElse(null) : null,
                query(list));
    }

    private String holder(TaskView task, boolean mine, Names names) {
        if (mine) {
            return words.text("task.held-by-you");
        }
        if (task.assignee() != null) {
            return words.text("task.held-by", name(task.assignee()));
        }
        return words.text("task.held-by-nobody", names.group(task.group()));
    }

    private String name(String login) {
        return people.find(login).map(Person::name).orElse(login);
    }

    private List<Colleague> colleagues(Person person, TaskView task) {
        return people.personsIn(task.group()).stream()
                .filter(member -> !member.login().equals(person.login()))
                .map(member -> new Colleague(member.login(), member.name()))
                .toList();
    }

    private Section section(Context.Section section, Names names) {
        Map<String, Object> values = new LinkedHashMap<>();
        section.facts().forEach(fact -> values.put(fact.key(), fact.value()));
        return new Section(words.text("context." + section.key()), facts.of(values, names::unit));
    }

    private List<Crumb> crumbs(Ref ref) {
        return trails.way(ref).entrySet().stream()
                .map(step -> new Crumb(step.getKey().text(), step.getValue()))
                .toList();
    }

    static String query(String list) {
        return LIST_QUERY.matcher(list).matches() ? list : "";
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
