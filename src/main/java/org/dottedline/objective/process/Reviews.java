package org.dottedline.objective.process;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.engine.ModelBean;
import org.dottedline.objective.Objective;
import org.dottedline.objective.Objectives;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Side;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.MovedOn;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** When an objective is reviewed next, and opening that review before its time. The model asks it under the name {@code cadence}. */
@ModelBean
@Component("cadence")
public class Reviews {

    private static final String TIMER = "NextReview";
    private static final String OPENS = "RecordOutcome";

    private final Objectives objectives;
    private final ObjectProvider<Series> series;
    private final ObjectProvider<RuntimeService> runtime;
    private final ObjectProvider<ManagementService> management;
    private final Trails trails;
    private final People people;
    private final Record record;
    private final ApplicationClock clock;

    Reviews(
            Objectives objectives,
            ObjectProvider<Series> series,
            ObjectProvider<RuntimeService> runtime,
            ObjectProvider<ManagementService> management,
            Trails trails,
            People people,
            Record record,
            ApplicationClock clock) {
        this.objectives = objectives;
        this.series = series;
        this.runtime = runtime;
        this.management = management;
        this.trails = trails;
        this.people = people;
        this.record = record;
        this.clock = clock;
    }

    /** The first date of the cadence, counted from the commitment, that is still to come and follows the reviews accepted so far. */
    public Date nextReview(DelegateExecution execution) {
        Ref ref = Ref.of(execution.getProcessBusinessKey());
        Objective objective = objectives.get(ref);
        if (objective.cadence() == null || objective.committedAt() == null) {
            throw new IllegalStateException(ref + " has not been committed to.");
        }
        int number = series.getObject().accepted(ref) + 1;
        Instant next = objective.cadence().review(objective.committedAt().atOffset(ZoneOffset.UTC), number);
        while (!next.isAfter(clock.instant())) {
            number++;
            next = objective.cadence().review(objective.committedAt().atOffset(ZoneOffset.UTC), number);
        }
        return Date.from(next);
    }

    /** When the next review opens by itself; empty while one is open, and where none comes. */
    @Transactional(readOnly = true)
    public Optional<Instant> next(Ref objective) {
        return timer(objective).map(job -> job.getDuedate().toInstant());
    }

    /** Whether this person may open a review of this step before its time, as far as their role goes. */
    public boolean allowed(Person person, TrailRow row) {
        return row.kind() == Kind.OBJECTIVE
                && row.unit() != null
                && (person.holds(Role.STRATEGIST, row.unit()) || person.holds(Role.LOB_EXECUTIVE, row.unit()));
    }

    /**
     * Opens the next review now.
     *
     * @throws org.dottedline.refusal.NotFound if the person cannot see the objective
     * @throws InvalidFields if the task is not what a timer opens
     * @throws Forbidden unless the person is its strategist or its executive
     * @throws MovedOn if no review waits for its time
     */
    @Transactional
    public void openNow(Person by, Ref ref, String task) {
        requireAllowed(by, ref);
        if (!OPENS.equals(task)) {
            throw new InvalidFields("task", "No timer opens this: only " + OPENS + " can be opened early.");
        }
        Trails.requireRunning(trails.lock(ref));
        Person person = people.now(by);
        TrailRow row = requireAllowed(person, ref);
        Job job = timer(ref)
                .orElseThrow(
                        () -> new MovedOn("No review of " + ref + " waits for its time: one is open, or none comes."));
        record.write(Entry.of("opened-early", Side.STRATEGY)
                .at(ref.text())
                .in(LobObjective.KEY, null, TIMER)
                .by(
                        person.login(),
                        person.holds(Role.STRATEGIST, row.unit())
                                ? Role.STRATEGIST.word() + "." + row.unit()
                                : Role.LOB_EXECUTIVE.word() + "." + row.unit())
                .change(Map.of("dueOn", job.getDuedate().toInstant().toString()), null));
        management.getObject().executeJob(job.getId());
    }

    private TrailRow requireAllowed(Person person, Ref ref) {
        TrailRow row = trails.visible(person, ref);
        if (!allowed(person, row)) {
            throw new Forbidden("Only its strategist and its executive open a review of an objective before its time.");
        }
        return row;
    }

    private Optional<Job> timer(Ref objective) {
        List<ProcessInstance> running = runtime.getObject()
                .createProcessInstanceQuery()
                .processDefinitionKey(LobObjective.KEY)
                .processInstanceBusinessKey(objective.text())
                .list();
        return running.stream()
                .flatMap(
                        instance -> management
                                .getObject()
                                .createJobQuery()
                                .processInstanceId(instance.getId())
                                .activityId(TIMER)
                                .list()
                                .stream())
                .findFirst();
    }
}
