package org.dottedline.tasklist;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.task.IdentityLink;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.engine.ModelBean;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Ref;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens before and after a due date: a note at the task and a line in the record. It decides nothing. */
@Configuration(proxyBeanMethods = false)
public class Reminders {

    private static final DateTimeFormatter IN_WORDS = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    /** How the timers of a task are told apart: the id of the listener in the models. */
    static final String REMIND = "remind";

    @Bean
    @ModelBean
    TaskListener remindOfTask(Notes notes, Record record, ApplicationClock clock) {
        return task -> {
            // a date that was moved to today makes both timers due at once, in any order: what has passed is no longer
            // near
            if (clock.instant().isBefore(task.getDueDate().toInstant())) {
                say(task, notes, record, "deadline-near", near(task.getDueDate()));
            }
        };
    }

    @Bean
    @ModelBean
    TaskListener escalateTask(Notes notes, Record record) {
        return task -> {
            // the page says it once: that it is late takes the place of that it will be
            notes.take(
                    Ref.of(task.getExecution().getProcessBusinessKey()),
                    task.getTaskDefinitionKey(),
                    near(task.getDueDate()));
            say(task, notes, record, "deadline-passed", passed(task.getDueDate()));
        };
    }

    /** What a task says of its date while it is to come. */
    static String near(Date due) {
        return "This is due on " + day(due).format(IN_WORDS) + ".";
    }

    /** What a task says of its date once that has passed. */
    static String passed(Date due) {
        return "This was due on " + day(due).format(IN_WORDS) + ". The PMO sees that it is overdue.";
    }

    /** Whether a sentence at a task says no more than when it is due, or was. */
    public static boolean isOfDate(String sentence, Instant due) {
        return sentence.equals(near(Date.from(due))) || sentence.equals(passed(Date.from(due)));
    }

    private static void say(DelegateTask task, Notes notes, Record record, String kind, String sentence) {
        IdentityLink candidate = task.getCandidates().stream().findFirst().orElse(null);
        if (candidate == null) {
            // it is being done at this moment: there is nothing left to remind of
            return;
        }
        Ref ref = Ref.of(task.getExecution().getProcessBusinessKey());
        notes.leave(ref, task.getTaskDefinitionKey(), List.of(sentence));
        String group = candidate.getGroupId();
        record.write(Entry.of(kind, Tasklist.sideOf(group))
                .at(ref.text())
                .in(
                        task.getProcessDefinitionId().split(":")[0],
                        Integer.valueOf(task.getProcessDefinitionId().split(":")[1]),
                        task.getTaskDefinitionKey())
                .change(null, Map.of("dueOn", day(task.getDueDate()).toString(), "whose", String.valueOf(group)))
                .task(task.getId()));
    }

    private static LocalDate day(Date due) {
        return LocalDate.ofInstant(due.toInstant(), ZoneOffset.UTC);
    }
}
