package org.dottedline.web.trail;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dottedline.funding.process.FundingCheck;
import org.dottedline.initiative.process.InitiativeApproval;
import org.dottedline.outcome.process.OutcomeReview;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Side;
import org.dottedline.request.process.FeatureDelivery;
import org.dottedline.sourcing.process.BuildOrBuy;
import org.dottedline.tasklist.OpenTask;
import org.dottedline.tasklist.Tasklist;
import org.dottedline.trail.Figures;
import org.dottedline.trail.Ref;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts a trail together for one person: its steps with the tasks that are open there, who holds them and since when. */
@Service
@Transactional(readOnly = true)
public class TrailView {

    private final Trails trails;
    private final Tasklist tasklist;
    private final List<Figures> figures;

    TrailView(Trails trails, Tasklist tasklist, List<Figures> figures) {
        this.trails = trails;
        this.tasklist = tasklist;
        this.figures = figures;
    }

    /**
     * One step.
     *
     * @param children the steps below it that the person may see
     */
    public record Node(TrailRow row, List<OpenTask> tasks, List<Ref> children, Map<String, Object> figures) {}

    /** One step; throws {@link org.dottedline.refusal.NotFound} where the person may not see it. */
    public Node node(Person person, Ref ref) {
        return nodes(person, List.of(trails.visible(person, ref))).get(0);
    }

    /** The step and all below it that the person may see, each parent before its children. */
    public List<Node> tree(Person person, Ref ref) {
        trails.visible(person, ref);
        return nodes(person, trails.visibleAtAndBelow(person, ref));
    }

    /** What is open at and below each of these goals and needs, as far as the person may see and is told. */
    Map<Ref, List<OpenTask>> open(Person person, Collection<Ref> tops) {
        return tasks(person, trails.visibleAtAndBelow(person, tops)).values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(task -> task.ref().top()));
    }

    /** These steps, which the person may see, with what belongs to them: one question each for all tasks and all children. */
    List<Node> nodes(Person person, List<TrailRow> rows) {
        List<Ref> refs = rows.stream().map(TrailRow::ref).toList();
        Map<Ref, List<OpenTask>> tasks = tasks(person, refs);
        Map<Ref, List<Ref>> children = trails.visibleChildren(person, refs).stream()
                .collect(Collectors.groupingBy(child -> child.parent().orElseThrow()));
        Map<Ref, Map<String, Object>> numbers = figures(rows, person);
        return rows.stream()
                .map(row -> new Node(
                        row,
                        tasks.getOrDefault(row.ref(), List.of()),
                        children.getOrDefault(row.ref(), List.of()),
                        numbers.getOrDefault(row.ref(), Map.of())))
                .toList();
    }

    /** What is open at these steps, which the person may see, as far as they are told: one question, and one for what it is told of. */
    Map<Ref, List<OpenTask>> tasks(Person person, Collection<Ref> refs) {
        List<OpenTask> open = tasklist.at(refs);
        Set<Ref> told = open.stream()
                .filter(task -> person.side() == Side.COMMUNITY && TOLD.containsKey(task.process()))
                .flatMap(task -> Stream.of(task.ref(), objectiveOf(task.ref())))
                .collect(Collectors.toSet());
        Map<Ref, TrailRow> rows = told.isEmpty() ? Map.of() : trails.find(told);
        return open.stream()
                .map(task -> asToldTo(person, task, rows))
                .distinct()
                .collect(Collectors.groupingBy(OpenTask::ref));
    }

    /**
     * A community sees that strategy works on an initiative, a request or a review, not at which of its own steps that is: that the
     * board has to countersign would tell how much money is thought of, and that a reason is asked for what was measured.
     */
    private static OpenTask asToldTo(Person person, OpenTask task, Map<Ref, TrailRow> rows) {
        Step told = TOLD.get(task.process());
        if (person.side() != Side.COMMUNITY || told == null) {
            return task;
        }
        return new OpenTask(
                "",
                told.task(),
                told.name(),
                told.process(),
                task.version(),
                "",
                task.ref(),
                "",
                told.role().unitKind() == null
                        ? told.role().word()
                        : told.role().word() + "."
                                + row(rows, objectiveOf(task.ref())).unit(),
                null,
                row(rows, task.ref()).createdAt(),
                null);
    }

    private static TrailRow row(Map<Ref, TrailRow> rows, Ref ref) {
        return Objects.requireNonNull(rows.get(ref));
    }

    private static Ref objectiveOf(Ref ref) {
        Ref objective = ref;
        while (objective.path().length > 2) {
            objective = objective.parent().orElseThrow();
        }
        return objective;
    }

    /**
     * What a page says instead of the name and the holder of a step that stands for a whole process: the key of those words. Neither
     * would be true, for the process may be at another step, with somebody else. Empty for a step that is what it says.
     */
    static Optional<String> saidOf(OpenTask task) {
        return task.id().isEmpty()
                ? Optional.ofNullable(TOLD.get(task.process())).map(Step::said)
                : Optional.empty();
    }

    /** The one step that stands for all of a process of strategy, and how pages speak of it. */
    private record Step(String process, String task, String name, Role role, String said) {}

    private static final Step DELIVERING =
            new Step(FeatureDelivery.KEY, "DesignFeature", "Design feature", Role.DELIVERY, "trail.strategy-works");
    private static final Map<String, Step> TOLD = Map.of(
            InitiativeApproval.KEY,
            new Step(
                    InitiativeApproval.KEY,
                    InitiativeApproval.APPROVE,
                    "Approve initiative",
                    Role.LOB_EXECUTIVE,
                    "trail.strategy-decides"),
            FeatureDelivery.KEY,
            DELIVERING,
            FundingCheck.KEY,
            DELIVERING,
            BuildOrBuy.KEY,
            DELIVERING,
            OutcomeReview.KEY,
            new Step(OutcomeReview.KEY, "RecordOutcome", "Record outcome", Role.STRATEGIST, "trail.strategy-reviews"));

    private Map<Ref, Map<String, Object>> figures(List<TrailRow> rows, Person person) {
        Map<Ref, Map<String, Object>> numbers = new HashMap<>();
        for (Figures source : figures) {
            List<Ref> refs = rows.stream()
                    .filter(row -> row.kind() == source.kind())
                    .map(TrailRow::ref)
                    .toList();
            if (!refs.isEmpty()) {
                source.of(refs, person).forEach((ref, known) -> {
                    if (!known.isEmpty()) {
                        numbers.putIfAbsent(ref, known);
                    }
                });
            }
        }
        return numbers;
    }
}
