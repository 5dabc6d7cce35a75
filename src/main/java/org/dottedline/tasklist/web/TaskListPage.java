package org.dottedline.tasklist.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dottedline.discussion.Discussions;
import org.dottedline.discussion.Remark;
import org.dottedline.page.Due;
import org.dottedline.page.Moment;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.Names;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Side;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.NotFound;
import org.dottedline.tasklist.Page;
import org.dottedline.tasklist.TaskFilter;
import org.dottedline.tasklist.TaskHelp;
import org.dottedline.tasklist.TaskView;
import org.dottedline.tasklist.Tasklist;
import org.dottedline.tasklist.web.DecideTogether.Decided;
import org.dottedline.tasklist.web.DecideTogether.Way;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** The tasklist: what waits for a person, by due date. Its filters live in the address. */
@Controller
class TaskListPage {

    private static final int ENDED_DAYS = 14;
    private static final int MOST_ENDED = 5;
    private static final int PER_PAGE = 25;

    private final Tasklist tasklist;
    private final TaskHelp help;
    private final Trails trails;
    private final People people;
    private final Moments moments;
    private final Words words;
    private final DecideTogether together;
    private final Discussions discussions;

    TaskListPage(
            Tasklist tasklist,
            TaskHelp help,
            Trails trails,
            People people,
            Moments moments,
            Words words,
            DecideTogether together,
            Discussions discussions) {
        this.discussions = discussions;
        this.together = together;
        this.tasklist = tasklist;
        this.help = help;
        this.trails = trails;
        this.people = people;
        this.moments = moments;
        this.words = words;
    }

    /** What the address asks for. */
    record Filters(boolean mine, String ref, boolean overdue) {

        boolean any() {
            return mine || !ref.isEmpty() || overdue;
        }

        /** How many of those that one fills in are at work. */
        public int typed() {
            return (ref.isEmpty() ? 0 : 1) + (overdue ? 1 : 0);
        }

        /** As the query of an address; empty where nothing is asked for. */
        String query() {
            UriComponentsBuilder query = UriComponentsBuilder.newInstance();
            if (mine) {
                query.queryParam("group", "mine");
            }
            if (!ref.isEmpty()) {
                query.queryParam("ref", "{ref}");
            }
            if (overdue) {
                query.queryParam("overdue", "true");
            }
            String text = query.encode().buildAndExpand(ref).toUriString();
            return text.startsWith("?") ? text.substring(1) : text;
        }

        Filters mine(boolean only) {
            return new Filters(only, ref, overdue);
        }
    }

    record Segment(String key, boolean current, String href) {}

    /**
     * A task in the list, and what it is about.
     *
     * @param decidable whether it can be decided from the list, together with others
     * @param selected whether it was, and was refused
     */
    record Item(
            String id,
            String name,
            String about,
            String ref,
            String side,
            String process,
            String holder,
            @Nullable Due due,
            boolean decidable,
            boolean selected) {}

    /** A step that ended in the last days, and why. */
    record Ended(
            String ref,
            String title,
            String state,
            Moment at,
            @Nullable String reason) {}

    /** Something that a colleague said to one by name. */
    record Mention(String ref, String who, String text, Moment at) {}

    record Shown(
            Filters filters,
            String query,
            boolean filtered,
            boolean proposesGoals,
            List<Segment> segments,
            List<Item> items,
            @Nullable String next,
            List<Ended> ended,
            List<Mention> mentions) {

        /** Whether several in the list can be decided together; one is better opened. */
        public boolean decides() {
            return items.stream().filter(Item::decidable).count() > 1;
        }
    }

    @GetMapping("/")
    String home() {
        return "redirect:/tasks";
    }

    @GetMapping("/tasks")
    String list(
            Person person,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String ref,
            @RequestParam(defaultValue = "false") String overdue,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        Filters filters =
                new Filters("mine".equals(group), ref.strip().toUpperCase(Locale.ROOT), "true".equals(overdue));
        Page<TaskView> page = find(person, filters, after);
        model.addAttribute(
                "list",
                new Shown(
                        filters,
                        filters.query(),
                        filters.any(),
                        person.holds(Role.BOARD),
                        List.of(
                                new Segment("all", !filters.mine(), address(filters.mine(false))),
                                new Segment("mine", filters.mine(), address(filters.mine(true)))),
                        items(person, page.items(), refused(model)),
                        page.next() == null ? null : next(filters, page.next()),
                        filters.any() || after != null ? List.of() : endedLately(person),
                        filters.any() || after != null ? List.of() : mentions(person)));
        return "tasklist/list";
    }

    /** The tasks that were to be decided and were refused: they stay selected. */
    private static Set<String> refused(Model model) {
        if (!(model.getAttribute("tried") instanceof List<?> tried)) {
            return Set.of();
        }
        List<Decided> decided = Decided.of(tried);
        model.addAttribute("decided", decided);
        return decided.stream().filter(one -> !one.done()).map(Decided::id).collect(Collectors.toSet());
    }

    @PostMapping("/tasks/decide")
    String decide(
            Person person,
            @RequestParam(name = "task", defaultValue = "") List<String> tasks,
            @RequestParam(defaultValue = "") String way,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String list,
            RedirectAttributes onward) {
        Way chosen = Way.named(way).orElseThrow(() -> new InvalidFields("way", words.text("tasks.together.no-way")));
        List<String> ids =
                tasks.stream().filter(id -> !id.isBlank()).limit(PER_PAGE).toList();
        if (ids.isEmpty()) {
            onward.addFlashAttribute("flash", List.of(words.text("tasks.together.none")));
        } else {
            onward.addFlashAttribute("tried", Decided.kept(together.decide(person, ids, chosen, reason)));
            onward.addFlashAttribute("typed", List.of(reason));
        }
        return "redirect:/tasks" + (TaskSheets.query(list).isEmpty() ? "" : "?" + TaskSheets.query(list));
    }

    /** What nobody can have typed as a reference finds nothing. */
    private Page<TaskView> find(Person person, Filters filters, @Nullable String after) {
        Ref at;
        try {
            at = filters.ref().isEmpty() ? null : Ref.of(filters.ref());
        } catch (NotFound noReference) {
            return new Page<>(List.of(), null);
        }
        return tasklist.list(person, new TaskFilter(at, null, filters.mine(), filters.overdue()), after, PER_PAGE);
    }

    private List<Mention> mentions(Person person) {
        return discussions.mentioning(person, ENDED_DAYS, MOST_ENDED).stream()
                .map(remark ->
                        new Mention(remark.ref().text(), said(remark), remark.text(), moments.minute(remark.at())))
                .toList();
    }

    /** Who said it; of what came across, from which side. */
    private String said(Remark remark) {
        String login = remark.login();
        return login == null
                ? words.text(
                        "discussion.from",
                        words.text(remark.side() == Side.STRATEGY ? "discussion.the-community" : "discussion.strategy"))
                : people.find(login).map(Person::name).orElse(login);
    }

    private List<Ended> endedLately(Person person) {
        return trails.endedLately(person, ENDED_DAYS, MOST_ENDED).stream()
                .map(row -> new Ended(
                        row.ref().text(), row.title(), row.state().word(), moments.day(row.endedAt()), row.reason()))
                .toList();
    }

    private List<Item> items(Person person, List<TaskView> tasks, Set<String> refused) {
        Collection<Ref> refs = tasks.stream().map(TaskView::ref).collect(Collectors.toSet());
        Map<Ref, String> titles = trails.titles(refs);
        Names names = people.names();
        List<Item> items = new ArrayList<>();
        for (TaskView task : tasks) {
            items.add(new Item(
                    task.id(),
                    task.name(),
                    titles.getOrDefault(task.ref(), ""),
                    task.ref().text(),
                    task.side().word(),
                    help.of(task).process(),
                    holder(person, task, names),
                    moments.due(task.due()),
                    together.offers(task),
                    refused.contains(task.id())));
        }
        return items;
    }

    private String holder(Person person, TaskView task, Names names) {
        if (task.onBehalfOf() != null) {
            return words.text(
                    "tasks.instead-of",
                    people.find(task.onBehalfOf()).map(Person::name).orElse(task.onBehalfOf()));
        }
        return person.login().equals(task.assignee())
                ? words.text("tasks.yours")
                : words.text("tasks.for-group", names.group(task.group()));
    }

    private static String address(Filters filters) {
        return filters.query().isEmpty() ? "/tasks" : "/tasks?" + filters.query();
    }

    private static String next(Filters filters, String after) {
        return address(filters) + (filters.query().isEmpty() ? "?" : "&") + "after=" + after;
    }
}
