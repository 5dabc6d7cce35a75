package org.dottedline.demo;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.engine.Jobs;
import org.dottedline.goal.process.BoardGoal;
import org.dottedline.initiative.process.CommunityInitiative;
import org.dottedline.need.process.MemberNeed;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.request.process.FeatureRequest;
import org.dottedline.tasklist.TaskFilter;
import org.dottedline.tasklist.TaskGate;
import org.dottedline.tasklist.TaskView;
import org.dottedline.tasklist.Tasklist;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Ref;
import org.dottedline.trail.process.Withdrawal;
import org.springframework.stereotype.Component;

/** Does what the people of the demo did, each as themselves and at their time; what follows of itself happens at once. */
@Component
class Teller {

    private final BoardGoal boardGoal;
    private final CommunityInitiative initiatives;
    private final FeatureRequest requests;
    private final MemberNeed needs;
    private final Withdrawal withdrawal;
    private final Tasklist tasklist;
    private final TaskGate gate;
    private final People people;
    private final Jobs jobs;
    private final ApplicationClock clock;
    private int daysAgo;

    Teller(
            BoardGoal boardGoal,
            CommunityInitiative initiatives,
            FeatureRequest requests,
            MemberNeed needs,
            Withdrawal withdrawal,
            Tasklist tasklist,
            TaskGate gate,
            People people,
            Jobs jobs,
            ApplicationClock clock) {
        this.boardGoal = boardGoal;
        this.initiatives = initiatives;
        this.requests = requests;
        this.needs = needs;
        this.withdrawal = withdrawal;
        this.tasklist = tasklist;
        this.gate = gate;
        this.people = people;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Fields of a form by name. */
    static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    /** Goes to an hour of a day that is so many days before today; what is due by then happens. */
    void at(int days, int hour) {
        clock.reset();
        daysAgo = days;
        clock.set(clock.today().minusDays(days).atTime(LocalTime.of(hour, 12)).toInstant(ZoneOffset.UTC));
        jobs.runDue();
    }

    /** Lets so many days pass, though never beyond yesterday. */
    void later(int days) {
        at(Math.max(1, daysAgo - days), 9 + Math.floorMod(daysAgo * 7 + days, 8));
    }

    /** Lets days pass until somebody has this task. */
    void until(String login, Ref ref, String task) {
        int last = daysAgo - 120;
        while (!waits(login, ref, task)) {
            if (daysAgo <= Math.max(1, last)) {
                throw new IllegalStateException("The story expects a " + task + " for " + login + " at " + ref);
            }
            later(1);
        }
    }

    /** Returns to the present; what has become due meanwhile happens. */
    void present() {
        clock.reset();
        daysAgo = 0;
        jobs.runDue();
    }

    /** Gives the clock back. */
    void stopTelling() {
        clock.reset();
    }

    LocalDate today() {
        return clock.today();
    }

    Ref proposeGoal(String login, String title, String why, String measure, String... lobs) {
        Ref goal = boardGoal.propose(
                person(login),
                fields(
                        "title", title,
                        "why", why,
                        "fiscalYear", clock.today().getYear(),
                        "measure", measure,
                        "lobs", List.of(lobs)));
        jobs.runDue();
        return goal;
    }

    Ref openInitiative(String login, Ref objective, String community) {
        Ref ref = initiatives.openFurther(person(login), objective, community);
        jobs.runDue();
        return ref;
    }

    Ref openRequest(String login, Ref initiative, String title) {
        Ref ref = requests.open(person(login), initiative, title);
        jobs.runDue();
        return ref;
    }

    Ref raiseNeed(String login, String lob, String title) {
        Ref ref = needs.raise(person(login), lob, title, null);
        jobs.runDue();
        return ref;
    }

    void withdraw(String login, Ref ref, String reason) {
        withdrawal.withdraw(person(login), ref, reason);
        jobs.runDue();
    }

    void complete(String login, Ref ref, String task, Object... namesAndValues) {
        complete(login, ref, task, fields(namesAndValues));
    }

    /** Completes the one open task of this kind at or below a reference, and lets what follows from it happen. */
    void complete(String login, Ref ref, String task, Map<String, Object> fields) {
        List<TaskView> open = open(login, ref, task);
        if (open.size() != 1) {
            throw new IllegalStateException(
                    "The story expects one " + task + " for " + login + " at " + ref + ", not " + open);
        }
        try {
            gate.complete(person(login), open.get(0).id(), fields);
        } catch (InvalidFields refused) {
            throw new IllegalStateException(
                    task + " at " + ref + " of the story is refused: " + refused.errors(), refused);
        }
        jobs.runDue();
    }

    /** Tells members in the same words whatever they are owed a word about, at and below a reference. */
    void tellMembers(String login, Ref ref, String youSaid, String weDid) {
        for (TaskView word : open(login, ref, "TellMembers")) {
            gate.complete(person(login), word.id(), fields("youSaid", youSaid, "weDid", weDid));
        }
        jobs.runDue();
    }

    /** The reference of the first task of this kind at or below a reference. */
    Ref where(String login, Ref ref, String task) {
        List<TaskView> open = open(login, ref, task);
        if (open.isEmpty()) {
            throw new IllegalStateException("The story expects a " + task + " for " + login + " at " + ref);
        }
        return open.get(0).ref();
    }

    boolean waits(String login, Ref ref, String task) {
        return !open(login, ref, task).isEmpty();
    }

    /** The value of the choice of a form whose label begins like this. */
    String choice(String login, Ref ref, String task, String label) {
        String id = open(login, ref, task).get(0).id();
        String found = choice(tasklist.formAsJson(person(login), id), label);
        if (found.isEmpty()) {
            throw new IllegalStateException("The story expects a choice “" + label + "” at " + task + " of " + ref);
        }
        return found;
    }

    private static String choice(Object json, String label) {
        if (json instanceof Map<?, ?> map) {
            if (map.get("label") instanceof String text && text.startsWith(label) && map.get("value") != null) {
                return String.valueOf(map.get("value"));
            }
            return choice(List.copyOf(map.values()), label);
        }
        if (json instanceof Iterable<?> list) {
            for (Object element : list) {
                String found = choice(element, label);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private List<TaskView> open(String login, Ref ref, String task) {
        return tasklist.list(person(login), new TaskFilter(ref, task, false, false), null, 100)
                .items();
    }

    private Person person(String login) {
        return people.find(login).orElseThrow();
    }
}
