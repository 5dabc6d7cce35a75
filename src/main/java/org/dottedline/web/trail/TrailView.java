package org.dottedline.web.trail;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dottedline.initiative.process.InitiativeApproval;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Side;
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

    /** These steps, which the person may see, with what belongs to them: one question each for all tasks and all children. */
    List<Node> nodes(Person person, List<TrailRow> rows) {
        List<Ref> refs = rows.stream().map(TrailRow::ref).toList();
        Map<Ref, List<OpenTask>> tasks = tasklist.at(refs).stream().collect(Collectors.groupingBy(OpenTask::ref));
        Map<Ref, List<Ref>> children = trails.visibleChildren(person, refs).stream()
                .collect(Collectors.groupingBy(child -> child.parent().orElseThrow()));
        return rows.stream()
                .map(row -> new Node(
                        row,
                        tasks.getOrDefault(row.ref(), List.of()).stream()
                                .map(task -> asToldTo(person, task))
                                .toList(),
                        children.getOrDefault(row.ref(), List.of()),
                        figures(row, person)))
                .toList();
    }

    /**
     * A community sees that its line of business decides on an initiative, not at which of its own steps that is: that the board
     * has to countersign would tell how much money is thought of.
     */
    private OpenTask asToldTo(Person person, OpenTask task) {
        boolean strategys = Tasklist.sideOf(task.group()) == Side.STRATEGY;
        if (person.side() != Side.COMMUNITY || !strategys || !task.process().equals(InitiativeApproval.KEY)) {
            return task;
        }
        return new OpenTask(
                "",
                InitiativeApproval.APPROVE,
                "Approve initiative",
                task.process(),
                task.version(),
                task.definition(),
                task.ref(),
                task.instance(),
                Role.LOB_EXECUTIVE.word() + "."
                        + trails.find(task.ref().parent().orElseThrow())
                                .orElseThrow()
                                .unit(),
                null,
                task.created(),
                null);
    }

    private Map<String, Object> figures(TrailRow row, Person person) {
        return figures.stream()
                .filter(source -> source.kind() == row.kind())
                .map(source -> source.of(row.ref(), person))
                .filter(numbers -> !numbers.isEmpty())
                .findFirst()
                .orElse(Map.of());
    }
}
