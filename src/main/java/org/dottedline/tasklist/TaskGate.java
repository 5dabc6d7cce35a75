package org.dottedline.tasklist;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.dottedline.attachment.Attachments;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.RoleEnded;
import org.dottedline.people.StandIn;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.MovedOn;
import org.dottedline.refusal.NotFound;
import org.dottedline.tasklist.form.Form;
import org.dottedline.tasklist.form.FormReader;
import org.dottedline.tasklist.form.Values;
import org.dottedline.tasklist.persistence.DraftTable;
import org.dottedline.tasklist.persistence.TaskTable;
import org.dottedline.trail.Trails;
import org.dottedline.watch.Marks;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * The only way to change a task. In one transaction: the trail row is locked, the person is eligible, the pairs are kept, the
 * fields are exactly those of the form, the task's handler writes its rows, the record is written and the process moves on; or
 * nothing of it happens.
 */
@Service
@Transactional
public class TaskGate {

    private final Tasklist tasklist;
    private final TaskHandlers handlers;
    private final TaskService tasks;
    private final IdentityService identity;
    private final Separation separation;
    private final Notes notes;
    private final Trails trails;
    private final Record record;
    private final People people;
    private final TaskTable table;
    private final DraftTable drafts;
    private final Attachments attachments;

    TaskGate(
            Tasklist tasklist,
            TaskHandlers handlers,
            TaskService tasks,
            IdentityService identity,
            Separation separation,
            Notes notes,
            Trails trails,
            Record record,
            People people,
            TaskTable table,
            DraftTable drafts,
            Attachments attachments) {
        this.tasklist = tasklist;
        this.handlers = handlers;
        this.tasks = tasks;
        this.identity = identity;
        this.separation = separation;
        this.notes = notes;
        this.trails = trails;
        this.record = record;
        this.people = people;
        this.table = table;
        this.drafts = drafts;
        this.attachments = attachments;
    }

    /**
     * Takes a task of one's groups; for the one whom the person stands in for, it is that one's then.
     *
     * @throws NotFound if it is none of theirs
     * @throws MovedOn if somebody else has it, or it is over
     * @throws org.dottedline.refusal.Separated if a pair forbids it
     */
    public void claim(Person person, String taskId) {
        Turn turn = lock(person, taskId);
        turn.requireFree();
        OpenTask task = turn.task();
        separation.check(task.ref(), task.task(), turn.person(), turn.behalf());
        if (task.assignee() == null) {
            give(turn, turn.holder(), "task-claimed");
        }
    }

    /**
     * Gives a task back to its group.
     *
     * @throws Forbidden if the person does not have it
     */
    public void release(Person person, String taskId) {
        Turn turn = lock(person, taskId);
        if (!turn.holder().equals(turn.task().assignee())) {
            throw new Forbidden("You have not taken this task, so you cannot give it back.");
        }
        give(turn, null, "task-released");
    }

    /**
     * Gives a task that the person has, or that nobody has, to a colleague of the same group.
     *
     * @throws InvalidFields if there is no such colleague
     * @throws org.dottedline.refusal.Separated if a pair forbids it to the colleague
     */
    public void assign(Person person, String taskId, String colleague) {
        Turn turn = lock(person, taskId);
        turn.requireFree();
        OpenTask task = turn.task();
        Person taker = people.personsIn(task.group()).stream()
                .filter(member -> member.login().equals(colleague))
                .findFirst()
                .orElseThrow(() -> new InvalidFields("person", "Choose somebody who may take this task."));
        separation.check(
                task.ref(), task.task(), colleague, colleague.equals(person.login()) ? "You" : taker.name(), null);
        if (!colleague.equals(task.assignee())) {
            give(turn, colleague, "task-assigned");
        }
    }

    /**
     * Completes a task, taking it in the same transaction where nobody has it.
     *
     * @param raw the fields by key as JSON has them
     * @throws InvalidFields if they are not exactly what the form asks for
     * @throws org.dottedline.refusal.RuleRefused if a rule forbids it
     */
    public Completion complete(Person person, String taskId, Map<String, ?> raw) {
        return complete(person, taskId, raw, () -> {});
    }

    /**
     * Completes a task unless this objects, which is asked when nobody else can change the trail any more.
     *
     * @see #complete(Person, String, Map)
     */
    public Completion complete(Person person, String taskId, Map<String, ?> raw, Runnable objection) {
        Turn turn = lock(person, taskId);
        turn.requireFree();
        objection.run();
        OpenTask task = turn.task();
        separation.check(task.ref(), task.task(), turn.person(), turn.behalf());
        Values values = FormReader.read(tasklist.form(task), raw);
        notes.clear(task.ref(), task.task());
        drafts.delete(task.id(), person.login());
        TaskHandler handler = handlers.of(task.task());
        String readAt = handler.readAt(task);
        Outcome outcome = handler.complete(task, turn.person(), values);
        record.write(turn.entry("task-completed")
                .change(outcome.before(), withEvidence(task, forRecord(values, handler.withheld())))
                .because(values.byKey().get("reason") instanceof String reason ? reason : null));
        identity.setAuthenticatedUserId(person.login());
        try (GateOpening open = GateOpening.of(task.id(), turn.holder())) {
            if (task.assignee() == null) {
                tasks.claim(task.id(), turn.holder());
            }
            tasks.complete(task.id(), outcome.variables());
        } finally {
            identity.clearAuthentication();
        }
        return new Completion(task.ref(), task.task(), notes.of(task.ref(), task.task()), readAt);
    }

    /**
     * Says what would come of completing a task, and changes nothing: whatever asking for it writes is rolled back. Where no way
     * was chosen, the first one of the form is tried.
     *
     * @param raw the fields by key as JSON has them
     * @throws NotFound if the task is none of theirs, or has nothing to try
     * @throws InvalidFields if the fields are not what the form asks for
     * @throws org.dottedline.refusal.RuleRefused if a rule would forbid it
     */
    @Transactional(propagation = Propagation.NESTED)
    public Context preview(Person person, String taskId, Map<String, ?> raw) {
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        Turn turn = turn(person, tasklist.require(person, taskId));
        turn.requireFree();
        OpenTask task = turn.task();
        separation.check(task.ref(), task.task(), person, turn.behalf());
        TaskHandler handler = handlers.of(task.task());
        if (!handler.canPreview()) {
            throw new NotFound("There is nothing to try at this task.");
        }
        Form form = tasklist.form(task);
        Context context = handler.preview(task, FormReader.read(form, form.withFirstWay(raw)));
        return context == null ? new Context() : context;
    }

    /** Tasks that somebody took through a role return to their group when the role ends. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(RoleEnded ended) {
        for (OpenTask task : table.takenBy(ended.login(), ended.group())) {
            setAssignee(task, null);
            record.write(Entry.of("task-released", Tasklist.sideOf(task.group()))
                    .at(task.ref().text())
                    .in(task.process(), task.version(), task.task())
                    .change(Map.of("assignee", ended.login()), null)
                    .because("The role " + ended.group() + " ended.")
                    .task(task.id()));
        }
    }

    /**
     * A person at a task, and for whom they stand in there, if for anybody.
     */
    private record Turn(
            OpenTask task, Person person, @Nullable StandIn behalf) {

        /** Whose the task is, or will be when it is taken. */
        String holder() {
            return behalf == null ? person.login() : behalf.login();
        }

        void requireFree() {
            if (task.assignee() != null && !task.assignee().equals(holder())) {
                throw new MovedOn(task.assignee() + " has taken this task.");
            }
        }

        Entry.Builder entry(String kind) {
            return Entry.of(kind, Tasklist.sideOf(task.group()))
                    .at(task.ref().text())
                    .in(task.process(), task.version(), task.task())
                    .by(person.login(), task.group())
                    .onBehalfOf(behalf == null ? null : behalf.login())
                    .task(task.id());
        }
    }

    private Turn turn(Person person, OpenTask task) {
        return new Turn(task, person, tasklist.behalf(person, task));
    }

    /** Finds the task, locks its reference, and looks again: task and roles may have moved on while the lock was awaited. */
    private Turn lock(Person person, String taskId) {
        OpenTask seen = tasklist.require(person, taskId);
        Marks.ref(seen.ref().text());
        trails.lock(seen.ref());
        Person now = people.now(person);
        return turn(now, tasklist.require(now, taskId));
    }

    private void give(Turn turn, @Nullable String login, String kind) {
        OpenTask task = turn.task();
        record.write(turn.entry(kind)
                .change(
                        task.assignee() == null ? null : Map.of("assignee", task.assignee()),
                        login == null ? null : Map.of("assignee", login)));
        identity.setAuthenticatedUserId(turn.person().login());
        try {
            setAssignee(task, login);
        } finally {
            identity.clearAuthentication();
        }
    }

    private void setAssignee(OpenTask task, @Nullable String login) {
        try (GateOpening open = GateOpening.of(task.id(), login)) {
            tasks.setAssignee(task.id(), login);
        }
    }

    /** What was filled in; of what is withheld only that there was something, for a list how many rows. */
    private static Map<String, Object> forRecord(Values values, Set<String> withheld) {
        Map<String, Object> kept = values.asJson();
        kept.replaceAll((field, value) -> !withheld.contains(field)
                ? value
                : value instanceof List<?> rows ? rows.size() + (rows.size() == 1 ? " row" : " rows") : "withheld");
        return kept;
    }

    /** With what the side of the task has attached at its step by now: whoever decided could see it. */
    private Map<String, Object> withEvidence(OpenTask task, Map<String, Object> kept) {
        List<Map<String, Object>> evidence = attachments.evidence(task.ref(), Tasklist.sideOf(task.group()));
        if (!evidence.isEmpty()) {
            kept.put("attachments", evidence);
        }
        return kept;
    }
}
