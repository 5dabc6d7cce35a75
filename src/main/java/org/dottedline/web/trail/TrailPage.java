package org.dottedline.web.trail;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dottedline.attachment.Attachments;
import org.dottedline.discussion.Discussions;
import org.dottedline.handover.Handover;
import org.dottedline.handover.Handovers;
import org.dottedline.handover.Message;
import org.dottedline.objective.process.Reviews;
import org.dottedline.page.Crumb;
import org.dottedline.page.Moments;
import org.dottedline.page.Words;
import org.dottedline.people.Names;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.refusal.MovedOn;
import org.dottedline.refusal.NotFound;
import org.dottedline.request.process.FeatureRequest;
import org.dottedline.tasklist.OpenTask;
import org.dottedline.tasklist.Tasklist;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.dottedline.trail.process.Withdrawal;
import org.dottedline.web.security.DemoSignIn;
import org.dottedline.web.trail.TrailView.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Trails on pages: all that one may see, and one of them on its two shores. */
@Controller
class TrailPage {

    private static final int PER_PAGE = 20;
    private static final int NEXT_STEPS = 3;

    private final Trails trails;
    private final TrailView view;
    private final Shores shores;
    private final Tasklist tasklist;
    private final Withdrawal withdrawal;
    private final FeatureRequest requests;
    private final Reviews reviews;
    private final Handovers handovers;
    private final People people;
    private final Discussions discussions;
    private final Attachments attachments;
    private final DemoSignIn demo;
    private final Moments moments;
    private final Words words;

    TrailPage(
            Trails trails,
            TrailView view,
            Shores shores,
            Tasklist tasklist,
            Withdrawal withdrawal,
            FeatureRequest requests,
            Reviews reviews,
            Handovers handovers,
            People people,
            Discussions discussions,
            Attachments attachments,
            DemoSignIn demo,
            Moments moments,
            Words words) {
        this.trails = trails;
        this.view = view;
        this.shores = shores;
        this.tasklist = tasklist;
        this.withdrawal = withdrawal;
        this.requests = requests;
        this.reviews = reviews;
        this.handovers = handovers;
        this.people = people;
        this.discussions = discussions;
        this.attachments = attachments;
        this.demo = demo;
        this.moments = moments;
        this.words = words;
    }

    /**
     * A goal or a need.
     *
     * @param unanswered since when a need waits for its answer; absent where none does
     */
    record Item(
            String side,
            String kind,
            String ref,
            String state,
            String title,
            @Nullable String result,
            @Nullable String unanswered,
            String waits) {}

    record Listed(
            boolean proposesGoals,
            boolean raisesNeeds,
            List<Item> items,
            @Nullable String next) {}

    /**
     * A step that somebody has to take.
     *
     * @param who the person who has taken it, else the group, in words
     * @param continueAs the demo person who can take it, and {@code role} in which
     */
    record Next(
            String id,
            String task,
            String ref,
            String who,
            boolean mine,
            @Nullable String continueAs,
            String role) {}

    record Shown(
            String ref,
            String kind,
            String title,
            String state,
            @Nullable String result,
            List<Crumb> crumbs,
            boolean opensInitiatives,
            boolean opensRequests,
            boolean opensReviews,
            @Nullable String told,
            int remarks,
            int files,
            boolean withdrawable,
            boolean moving,
            List<Next> next,
            int further,
            List<Shores.Band> bands) {}

    @GetMapping("/trails")
    String list(Person person, @RequestParam(defaultValue = "") String after, Model model) {
        List<TrailRow> rows = trails.roots(person, after.isEmpty() ? null : Ref.of(after), PER_PAGE + 1);
        List<TrailRow> page = rows.subList(0, Math.min(PER_PAGE, rows.size()));
        List<Ref> running =
                page.stream().filter(TrailRow::running).map(TrailRow::ref).toList();
        Map<Ref, List<OpenTask>> open = view.open(person, running);
        Map<Ref, List<Handover>> passed = handovers.at(page.stream()
                .filter(row -> row.running() && row.kind() == Kind.NEED)
                .map(TrailRow::ref)
                .toList());
        Names names = people.names();
        model.addAttribute(
                "trails",
                new Listed(
                        person.holds(Role.BOARD),
                        person.holds(Role.COMMUNITY_MANAGER),
                        page.stream()
                                .map(row -> item(
                                        row,
                                        byDueDate(open.getOrDefault(row.ref(), List.of())),
                                        passed.getOrDefault(row.ref(), List.of()),
                                        names))
                                .toList(),
                        rows.size() > PER_PAGE
                                ? "/trails?after=" + page.get(PER_PAGE - 1).ref()
                                : null));
        return "trail/list";
    }

    private Item item(TrailRow row, List<OpenTask> open, List<Handover> passed, Names names) {
        return new Item(
                Withdrawal.sideOf(row.kind()).word(),
                row.kind().word(),
                row.ref().text(),
                shores.state(row),
                row.title(),
                shores.result(row),
                unanswered(row, passed),
                row.running()
                        ? waits(open, names)
                        : words.text(
                                "trails.ended",
                                moments.day(Objects.requireNonNull(row.endedAt()))
                                        .words()));
    }

    /** A need that was raised stands out until its line of business has answered. */
    private @Nullable String unanswered(TrailRow row, List<Handover> passed) {
        if (row.kind() != Kind.NEED || !row.running()) {
            return null;
        }
        return passed.stream()
                .filter(one ->
                        one.message().equals(Message.NEED_RAISED.word()) && one.result() == Handover.Result.DELIVERED)
                .findFirst()
                .map(raised ->
                        words.text("trails.unanswered", moments.day(raised.at()).words()))
                .orElse(null);
    }

    private String waits(List<OpenTask> open, Names names) {
        if (open.isEmpty()) {
            return words.text("trails.nothing-open");
        }
        OpenTask first = open.get(0);
        return TrailView.saidOf(first)
                .map(said -> words.text("trails.waits-there", open.size(), words.text(said)))
                .orElseGet(() -> words.text("trails.waits", open.size(), first.name(), names.group(first.group())));
    }

    @GetMapping("/trails/{ref}")
    String show(Person person, @PathVariable String ref, Model model) {
        List<Node> tree = view.tree(person, Ref.of(ref));
        TrailRow row = tree.get(0).row();
        Names names = people.names();
        Shores.Drawn drawn = shores.draw(person, tree, above(person, row), names);
        List<OpenTask> open = next(tree);
        model.addAttribute(
                "trail",
                new Shown(
                        ref,
                        row.kind().word(),
                        row.title(),
                        shores.state(row),
                        shores.result(row),
                        crumbs(row.ref()),
                        opensInitiatives(person, tree),
                        row.running() && opensRequests(person, row),
                        row.running()
                                && reviews.allowed(person, row)
                                && reviews.next(row.ref()).isPresent(),
                        row.kind() == Kind.INITIATIVE || row.kind() == Kind.REQUEST || row.kind() == Kind.NEED
                                ? row.unit()
                                : null,
                        discussions.count(person, row.ref()),
                        attachments.count(person, row.ref()),
                        withdrawal.allowed(person, row),
                        drawn.moving() || row.running() && open.isEmpty(),
                        open.stream()
                                .limit(NEXT_STEPS)
                                .map(task -> next(person, task, names))
                                .toList(),
                        Math.max(0, open.size() - NEXT_STEPS),
                        drawn.bands()));
        return "trail/trail";
    }

    private Optional<Node> above(Person person, TrailRow row) {
        return row.kind() == Kind.INITIATIVE
                ? row.ref().parent().map(objective -> view.node(person, objective))
                : Optional.empty();
    }

    /** In the demo the very steps, since whoever looks can go on as whoever takes them. */
    private List<OpenTask> next(List<Node> tree) {
        return demo.isOn()
                ? byDueDate(
                        tasklist.at(tree.stream().map(node -> node.row().ref()).toList()))
                : open(tree);
    }

    private static List<OpenTask> open(List<Node> tree) {
        return byDueDate(tree.stream().flatMap(node -> node.tasks().stream()).toList());
    }

    /** What should be done first stands first. */
    private static List<OpenTask> byDueDate(List<OpenTask> tasks) {
        List<OpenTask> open = new ArrayList<>(tasks);
        open.sort(Comparator.comparing(OpenTask::due, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(OpenTask::created));
        return open;
    }

    private List<Crumb> crumbs(Ref ref) {
        return ref.parent().stream()
                .flatMap(parent -> trails.way(parent).entrySet().stream())
                .map(step -> new Crumb(step.getKey().text(), step.getValue()))
                .toList();
    }

    /** For the manager of a community that the objective invited. */
    private static boolean opensInitiatives(Person person, List<Node> tree) {
        TrailRow row = tree.get(0).row();
        return row.kind() == Kind.OBJECTIVE
                && row.running()
                && tree.stream()
                        .map(Node::row)
                        .anyMatch(below -> below.kind() == Kind.INITIATIVE
                                && below.unit() != null
                                && person.holds(Role.COMMUNITY_MANAGER, below.unit()));
    }

    /** For the manager of an initiative that has been approved. */
    private boolean opensRequests(Person person, TrailRow row) {
        return requests.allowed(person, row)
                && handovers
                        .latest(row.ref(), Message.INITIATIVE_DECIDED)
                        .map(decided -> "approve".equals(decided.get("decision")))
                        .orElse(false);
    }

    private Next next(Person person, OpenTask task, Names names) {
        Optional<String> said = TrailView.saidOf(task);
        boolean mine = tasklist.isFor(person, task) && mayAct(person, task);
        return new Next(
                task.id(),
                said.map(words::text).orElse(task.name()),
                task.ref().text(),
                said.isPresent()
                        ? words.text("shore.strategy")
                        : task.assignee() == null ? names.group(task.group()) : shores.name(task.assignee()),
                mine,
                mine ? null : demoPersonFor(task).map(Person::name).orElse(null),
                names.within(task.group()));
    }

    /** Whether no rule keeps them from it. A task that has ended since the trail was read is nobody's. */
    private boolean mayAct(Person person, OpenTask task) {
        try {
            return tasklist.refusal(person, task.id()).isEmpty();
        } catch (MovedOn | NotFound ended) {
            return false;
        }
    }

    /** Who of the demo has this task or, where nobody has, may take it. */
    private Optional<Person> demoPersonFor(OpenTask task) {
        return people.personsIn(task.group()).stream()
                .filter(member -> task.assignee() == null || member.login().equals(task.assignee()))
                .filter(member -> demo.offers(member.login()))
                .filter(member -> mayAct(member, task))
                .findFirst();
    }

    /** In the demo: goes on as whoever can take this step, and opens it. */
    @PostMapping("/trails/{ref}/continue")
    String goOn(
            Person person,
            @PathVariable String ref,
            @RequestParam(defaultValue = "") String task,
            HttpServletRequest request,
            HttpServletResponse response) {
        OpenTask wanted = next(view.tree(person, Ref.of(ref))).stream()
                .filter(open -> open.id().equals(task))
                .findFirst()
                .orElseThrow(() -> new MovedOn(words.text("trail.step-gone")));
        Person other = demoPersonFor(wanted).orElseThrow(() -> new MovedOn(words.text("trail.step-gone")));
        demo.continueAs(other.login(), request, response);
        return "redirect:/tasks/" + wanted.id();
    }
}
