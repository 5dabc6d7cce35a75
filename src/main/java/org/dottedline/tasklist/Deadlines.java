package org.dottedline.tasklist;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.dottedline.engine.ModelBean;
import org.dottedline.engine.Rules;
import org.dottedline.engine.Ruling;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Ref;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** When tasks are due: decision table {@code task-deadlines} gives a period from opening, or names a date of the trail. */
@ModelBean
@Component("deadlines")
public class Deadlines {

    private static final String TABLE = "task-deadlines";
    private static final Duration EARLIEST_REMINDER = Duration.ofDays(3);

    private final ObjectProvider<Rules> rules;
    private final ObjectProvider<TaskService> tasks;
    private final ObjectProvider<ManagementService> management;
    private final ObjectProvider<NamedDate> namedDates;
    private final Notes notes;
    private final ApplicationClock clock;
    private final Map<String, String> within = new ConcurrentHashMap<>();

    Deadlines(
            ObjectProvider<Rules> rules,
            ObjectProvider<TaskService> tasks,
            ObjectProvider<ManagementService> management,
            ObjectProvider<NamedDate> namedDates,
            Notes notes,
            ApplicationClock clock) {
        this.rules = rules;
        this.tasks = tasks;
        this.management = management;
        this.namedDates = namedDates;
        this.notes = notes;
        this.clock = clock;
    }

    /** A date of the trail that the table can name instead of a period, such as the objective's own due date. */
    public interface NamedDate {
        /** The word in the table. */
        String word();

        /** That date for a reference. */
        Instant at(Ref ref);
    }

    /** The due date of a task that is being opened; called by the models. */
    public Date dueFor(DelegateExecution execution) {
        return Date.from(due(execution.getCurrentActivityId(), Ref.of(execution.getProcessBusinessKey())));
    }

    /** When whoever may do a task that is being opened is reminded: a quarter of its time before it is due, at most three days. Called by the models. */
    public Date reminderFor(DelegateExecution execution) {
        return Date.from(reminder(
                due(execution.getCurrentActivityId(), Ref.of(execution.getProcessBusinessKey())), clock.instant()));
    }

    /** When a task that is being opened is overdue; called by the models. */
    public Date escalationFor(DelegateExecution execution) {
        return dueFor(execution);
    }

    private static Instant reminder(Instant due, Instant opened) {
        Duration whole = Duration.between(opened, due);
        Duration before = whole.dividedBy(4);
        return due.minus(before.compareTo(EARLIEST_REMINDER) < 0 ? before : EARLIEST_REMINDER);
    }

    Instant due(String task, Ref ref) {
        String rule = within.computeIfAbsent(task, this::lookUp);
        for (NamedDate date : namedDates) {
            if (date.word().equals(rule)) {
                return date.at(ref);
            }
        }
        return clock.instant().atOffset(ZoneOffset.UTC).plus(Period.parse(rule)).toInstant();
    }

    /** Makes an open task due now. Nothing happens where there is none. */
    public void makeDue(Ref ref, String task) {
        setDue(ref, task, clock.instant());
    }

    /** Gives an open task the due date that it would have if it were opened now. Nothing happens where there is none. */
    public void renew(Ref ref, String task) {
        setDue(ref, task, due(task, ref));
    }

    private void setDue(Ref ref, String task, Instant due) {
        List<Task> open = tasks.getObject()
                .createTaskQuery()
                .processInstanceBusinessKey(ref.text())
                .taskDefinitionKey(task)
                .list();
        for (Task one : open) {
            // what was said of the old date is no longer so
            notes.take(ref, task, Reminders.near(one.getDueDate()));
            notes.take(ref, task, Reminders.passed(one.getDueDate()));
            tasks.getObject().setDueDate(one.getId(), Date.from(due));
            moveTimers(one, due);
        }
    }

    /** What reminds of a task and what escalates it go with its due date. */
    private void moveTimers(Task task, Instant due) {
        ManagementService jobs = management.getObject();
        for (Job job : jobs.createJobQuery()
                .processInstanceId(task.getProcessInstanceId())
                .activityId(task.getTaskDefinitionKey())
                .timers()
                .list()) {
            boolean reminds = ((JobEntity) job).getJobHandlerConfigurationRaw().endsWith(Reminders.REMIND);
            jobs.setJobDuedate(job.getId(), Date.from(reminds ? reminder(due, clock.instant()) : due));
        }
    }

    /** The table is asked once per task id: it changes by deployment alone. */
    private String lookUp(String task) {
        Ruling ruling = rules.getObject().ask(TABLE, Map.of("task", task));
        return ruling.text("within");
    }
}
