package org.dottedline.tasklist.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dottedline.attachment.Attachments;
import org.dottedline.discussion.Discussions;
import org.dottedline.page.Crumb;
import org.dottedline.page.DrawnForm;
import org.dottedline.page.Due;
import org.dottedline.page.Fact;
import org.dottedline.page.Facts;
import org.dottedline.page.Moment;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.Deputies;
import org.dottedline.people.Names;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.StandIn;
import org.dottedline.refusal.Changed;
import org.dottedline.tasklist.Context;
import org.dottedline.tasklist.Drafts;
import org.dottedline.tasklist.Reminders;
import org.dottedline.tasklist.TaskHelp;
import org.dottedline.tasklist.TaskView;
import org.dottedline.tasklist.Tasklist;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of one task: what its person needs to see, who holds it, and what was said about what they tried. */
@Component
class TaskSheets {

    /** The query of the list that one came from: what our own list makes, and nothing that leads elsewhere. */
    private static final Pattern LIST_QUERY = Pattern.compile("[A-Za-z0-9=&%._-]{0,200}");

    private static final String DISCUSSION = "discussion";
    private static final String ATTACHMENTS = "attachments";

    private final Tasklist tasklist;
    private final Drafts drafts;
    private final Discussions discussions;
    private final Attachments attachments;
    private static final Pattern FIRST_SENTENCE = Pattern.compile("^.+?[.?!](?=\\s)");
    private static final int FEW = 60;

    private final TaskHelp help;
    private final Trails trails;
    private final People people;
    private final Deputies deputies;
    private final Facts facts;
    private final Moments moments;
    private final Words words;
    private final Seen seen;

    TaskSheets(
            Tasklist tasklist,
            Drafts drafts,
            Discussions discussions,
            Attachments attachments,
            TaskHelp help,
            Trails trails,
            People people,
            Deputies deputies,
            Facts facts,
            Moments moments,
            Words words,
            Seen seen) {
        this.tasklist = tasklist;
        this.drafts = drafts;
        this.discussions = discussions;
        this.attachments = attachments;
        this.help = help;
        this.trails = trails;
        this.people = people;
        this.deputies = deputies;
        this.facts = facts;
        this.moments = moments;
        this.words = words;
        this.seen = seen;
    }

    record Section(String key, String title, List<Fact> facts) {}

    record Colleague(String login, String name) {}

    /**
     * The task as the page shows it.
     *
     * @param holder who has taken it, in words
     * @param refusal why the person may not do it, or why what they tried was refused
     * @param workable whether the form is offered
     * @param draft when the person last kept what they had typed; absent where they have not
     * @param seen what the decision rests on as it is now, see {@link Seen}
     * @param changed what of it changed since it was opened, in words
     * @param remarks how much one may read of what was said at its step
     * @param files how many files one's side keeps there
     * @param behalf whom one stands in for at this task, and until when, in words
     * @param notes what to know first, but not the date, which stands above
     * @param lead the first sentence of what the model says of the task, {@code rest} what follows it
     * @param helper the page that helps to fill in the form, as the end of its address
     * @param list the query of the list that one came from
     */
    record Shown(
            String id,
            String task,
            String form,
            String ref,
            String name,
            String lead,
            String rest,
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
            @Nullable String behalf,
            String seen,
            List<String> changed,
            @Nullable String helper,
            String list) {}

    /**
     * What the page says besides the task itself.
     *
     * @param refusal why something that was tried was refused
     * @param tried what would come of it
     * @param opened what was seen when the form was opened, where it was before
     * @param changed the sections that changed since then, by their keys
     */
    record Extra(@Nullable String refusal, @Nullable Context tried, String opened, List<String> changed) {

        static final Extra NONE = new Extra(null, null, "", List.of());

        static Extra refused(String sentence) {
            return new Extra(sentence, null, "", List.of());
        }

        /** The same form, still that which was opened then. */
        static Extra since(String opened) {
            return new Extra(null, null, opened, List.of());
        }

        static Extra tried(Context would, String opened) {
            return new Extra(null, would, opened, List.of());
        }

        static Extra changed(List<String> sections) {
            return new Extra(null, null, "", sections);
        }
    }

    ModelAndView page(Person person, String id, String list, DrawnForm form, Extra extra, HttpStatus status) {
        ModelAndView page = new ModelAndView("tasklist/task", status);
        page.addObject("task", shown(person, id, list, extra));
        page.addObject("form", form);
        return page;
    }

    /**
     * Objects where what the decision rests on is no longer what was seen.
     *
     * @param opened what was seen, as the form carried it; empty where it carried nothing
     */
    void requireUnchanged(Person person, String id, String opened) {
        if (!opened.isEmpty()) {
            List<String> changed = seen.changed(opened, seenNow(person, tasklist.find(person, id)));
            if (!changed.isEmpty()) {
                throw new Changed(changed);
            }
        }
    }

    private String seenNow(Person person, TaskView task) {
        return seen.of(
                task.context(),
                Map.of(
                        DISCUSSION, discussions.count(person, task.ref()),
                        ATTACHMENTS, attachments.counting(person, task.ref())));
    }

    /** The first sentence; all of it where little would be left. */
    private static String lead(String help) {
        Matcher first = FIRST_SENTENCE.matcher(help);
        return first.find() && help.length() - first.end() > FEW ? first.group() : help;
    }

    private Shown shown(Person person, String id, String list, Extra extra) {
        TaskView task = tasklist.find(person, id);
        Names names = people.names();
        TaskHelp.Said said = help.of(task);
        StandIn behalf = behalf(person, task);
        String holder = behalf == null ? person.login() : behalf.login();
        boolean mine = holder.equals(task.assignee());
        boolean free = task.assignee() == null;
        String forbidden = tasklist.refusal(person, id).orElse(null);
        boolean may = forbidden == null && (mine || free);
        return new Shown(
                task.id(),
                task.task(),
                task.form(),
                task.ref().text(),
                task.name(),
                lead(said.help()),
                said.help().substring(lead(said.help()).length()).strip(),
                said.process(),
                task.version(),
                task.side().word(),
                moments.due(task.due()),
                crumbs(task.ref()),
                task.notes().stream()
                        .filter(note -> task.due() == null || !Reminders.isOfDate(note, task.due()))
                        .toList(),
                task.context().sections().stream()
                        .map(section -> section(section, names))
                        .toList(),
                holder(task, mine && behalf == null, names),
                may && free,
                mine,
                mine || free ? colleagues(person, task) : List.of(),
                extra.refusal() == null ? forbidden : extra.refusal(),
                may,
                may && tasklist.canPreview(person, id),
                extra.tried() == null
                        ? List.of()
                        : extra.tried().sections().stream()
                                .map(section -> section(section, names))
                                .toList(),
                drafts.find(person, id)
                        .map(draft -> moments.at(draft.savedAt()))
                        .orElse(null),
                discussions.count(person, task.ref()),
                attachments.count(person, task.ref()),
                behalf == null ? null : words.text("task.behalf", behalf.name(), moments.date(behalf.until())),
                extra.opened().isEmpty() ? seenNow(person, task) : extra.opened(),
                extra.changed().stream().map(this::titled).toList(),
                may ? tasklist.helper(person, id).orElse(null) : null,
                query(list));
    }

    private @Nullable StandIn behalf(Person person, TaskView task) {
        return task.onBehalfOf() == null
                ? null
                : deputies.standingIn(person).stream()
                        .filter(standIn -> standIn.login().equals(task.onBehalfOf()))
                        .findFirst()
                        .orElse(null);
    }

    /** A section by its title on the page. */
    private String titled(String section) {
        return switch (section) {
            case DISCUSSION -> words.text("task.changed.discussion");
            case ATTACHMENTS -> words.text("task.changed.attachments");
            default -> words.text("context." + section);
        };
    }

    private String holder(TaskView task, boolean mine, Names names) {
        if (mine) {
            return words.text("task.held-by-you");
        }
        if (task.assignee() != null) {
            return deputies.deputyOf(task.assignee())
                    .map(away -> words.text(
                            "task.held-by-away", name(away.person()), moments.date(away.until()), name(away.deputy())))
                    .orElseGet(() -> words.text("task.held-by", name(task.assignee())));
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
        return new Section(section.key(), words.text("context." + section.key()), facts.of(values, names::unit));
    }

    private List<Crumb> crumbs(Ref ref) {
        return trails.way(ref).entrySet().stream()
                .map(step -> new Crumb(step.getKey().text(), step.getValue()))
                .toList();
    }

    static String query(String list) {
        return LIST_QUERY.matcher(list).matches() ? list : "";
    }

    static ModelAndView toTask(String id, String list, RedirectAttributes onward) {
        if (!query(list).isEmpty()) {
            onward.addAttribute("list", list);
        }
        return new ModelAndView("redirect:/tasks/" + id);
    }
}
