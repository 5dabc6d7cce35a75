package org.dottedline.tasklist;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dottedline.people.Deputies;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Side;
import org.dottedline.people.StandIn;
import org.dottedline.refusal.MovedOn;
import org.dottedline.refusal.NotFound;
import org.dottedline.refusal.Refusal;
import org.dottedline.tasklist.form.Form;
import org.dottedline.tasklist.form.Forms;
import org.dottedline.tasklist.persistence.TaskTable;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds tasks for a person: what they have taken and what their groups, or those they stand in for, may take. A task of another unit does not exist for them. */
@Service
@Transactional(readOnly = true)
public class Tasklist {

    private final TaskTable table;
    private final TaskHandlers handlers;
    private final Forms forms;
    private final Notes notes;
    private final Separation separation;
    private final Deputies deputies;
    private final ApplicationClock clock;

    Tasklist(
            TaskTable table,
            TaskHandlers handlers,
            Forms forms,
            Notes notes,
            Separation separation,
            Deputies deputies,
            ApplicationClock clock) {
        this.table = table;
        this.handlers = handlers;
        this.forms = forms;
        this.notes = notes;
        this.separation = separation;
        this.deputies = deputies;
        this.clock = clock;
    }

    /**
     * One page by due date ascending, without context and notes.
     *
     * @param after the cursor of the page before, or null for the first
     * @param limit at most 200
     */
    public Page<TaskView> list(Person person, TaskFilter filter, @Nullable String after, int limit) {
        Cursor cursor = after == null ? null : Cursor.of(after);
        List<StandIn> standing = deputies.standingIn(person);
        List<OpenTask> found = table.list(
                person.login(),
                standing.stream().map(StandIn::login).toList(),
                groups(person, standing),
                filter,
                clock.instant(),
                cursor == null ? null : cursor.due(),
                cursor == null ? null : cursor.id(),
                limit + 1);
        List<OpenTask> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() <= limit
                ? null
                : new Cursor(
                                TaskTable.dueOrNever(page.get(limit - 1)),
                                page.get(limit - 1).id())
                        .text();
        return new Page<>(
                page.stream()
                        .map(task -> view(task, behalf(person, task, standing), new Context(), List.of()))
                        .toList(),
                next);
    }

    /**
     * One task with all that its person needs to decide.
     *
     * @throws NotFound if it was never visible to this person
     * @throws MovedOn if it was, and is done or gone
     */
    public TaskView find(Person person, String id) {
        OpenTask task = require(person, id);
        List<String> said = new ArrayList<>(notes.of(task.ref(), task.task()));
        if (!separation.somebodyIsLeft(task)) {
            said.add("Nobody is left who may do this: everyone of " + task.group()
                    + " did a task that must be kept apart from it. An administrator can add a person.");
        }
        return view(task, behalf(person, task), handlers.of(task.task()).context(task), said);
    }

    /** The form of a task with its choices filled in. */
    public Form form(Person person, String id) {
        return form(require(person, id));
    }

    /** The form of a task as JSON, choices and known values filled in. */
    public Map<String, Object> formAsJson(Person person, String id) {
        OpenTask task = require(person, id);
        return form(task).asJson(known(task));
    }

    /** Values that the form of a task starts with. */
    public Map<String, Object> known(Person person, String id) {
        return known(require(person, id));
    }

    /** Whether one can see what would come of it before completing. */
    public boolean canPreview(Person person, String id) {
        return handlers.of(require(person, id).task()).canPreview();
    }

    /** The page that helps to fill in the form of a task, as the end of its address. */
    public Optional<String> helper(Person person, String id) {
        return Optional.ofNullable(handlers.of(require(person, id).task()).helper());
    }

    /** Why this person, who sees the task, may not do it: the sentence that the gate would answer with. */
    public Optional<String> refusal(Person person, String id) {
        OpenTask task = require(person, id);
        try {
            separation.check(task.ref(), task.task(), person, behalf(person, task));
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal.sentence());
        }
    }

    /** Whether an open task waits for this person, or for somebody whom they stand in for. */
    public boolean isFor(Person person, OpenTask task) {
        return isOwn(person, task) || behalf(person, task) != null;
    }

    /** All open tasks at these references with who holds them, whoever may take them: what a trail shows. */
    public List<OpenTask> at(Collection<Ref> refs) {
        return table.at(refs);
    }

    /** Tasks past their due date with who holds them, the longest overdue first: for oversight. */
    public List<OpenTask> overdue(int limit) {
        return table.overdue(clock.instant(), limit);
    }

    /** Tasks that nobody of their group may do, since each of them did one that is kept apart from it, the oldest first: for oversight. */
    public List<OpenTask> withoutAnybody(int limit) {
        return table.withoutAnybody(separation.pairs(), limit);
    }

    OpenTask require(Person person, String id) {
        return table.find(id, person.groups()).or(() -> instead(person, id)).orElseThrow(() -> {
            if (table.ended(id, groups(person, deputies.standingIn(person)))) {
                return new MovedOn("This task is done or no longer needed.");
            }
            return new NotFound("There is no such task for you.");
        });
    }

    /** A task of somebody whom the person stands in for. */
    private Optional<OpenTask> instead(Person person, String id) {
        List<StandIn> standing = deputies.standingIn(person);
        return standing.isEmpty() ? Optional.empty() : table.find(id, groups(person, standing));
    }

    private static Set<String> groups(Person person, List<StandIn> standing) {
        Set<String> groups = new LinkedHashSet<>(person.groups());
        standing.forEach(standIn -> groups.addAll(standIn.groups()));
        return groups;
    }

    /** For whom the person does this task; null where it is their own, or somebody else's whom they do not stand in for. */
    @Nullable
    StandIn behalf(Person person, OpenTask task) {
        return isOwn(person, task) ? null : behalf(person, task, deputies.standingIn(person));
    }

    private @Nullable StandIn behalf(Person person, OpenTask task, List<StandIn> standing) {
        if (isOwn(person, task)) {
            return null;
        }
        List<StandIn> able = standing.stream()
                .filter(standIn -> standIn.groups().contains(task.group()))
                .filter(standIn -> task.assignee() == null || task.assignee().equals(standIn.login()))
                .toList();
        return able.size() < 2
                ? able.stream().findFirst().orElse(null)
                : able.stream()
                        .filter(standIn -> separation.allows(task, person, standIn))
                        .findFirst()
                        .orElse(able.get(0));
    }

    private static boolean isOwn(Person person, OpenTask task) {
        return person.groups().contains(task.group())
                && (task.assignee() == null || task.assignee().equals(person.login()));
    }

    Form form(OpenTask task) {
        return forms.of(task.form()).withChoices(handlers.of(task.task()).choices(task));
    }

    private Map<String, Object> known(OpenTask task) {
        return handlers.of(task.task()).known(task);
    }

    private TaskView view(OpenTask task, @Nullable StandIn behalf, Context context, List<String> said) {
        return new TaskView(
                task.id(),
                task.task(),
                task.name(),
                task.process(),
                task.version(),
                task.ref(),
                sideOf(task.group()),
                task.assignee() == null ? "open" : "claimed",
                task.created(),
                task.due(),
                task.due() != null && task.due().isBefore(clock.instant()),
                task.assignee(),
                behalf == null ? null : behalf.login(),
                task.group(),
                task.form(),
                context,
                List.copyOf(said));
    }

    /** The side of the group whose task it is. */
    public static Side sideOf(String group) {
        return Role.of(group.split("\\.", 2)[0]).map(Role::side).orElse(Side.NONE);
    }
}
