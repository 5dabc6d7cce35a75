package org.dottedline.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.engine.Jobs;
import org.dottedline.goal.process.BoardGoal;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.tasklist.TaskFilter;
import org.dottedline.tasklist.TaskGate;
import org.dottedline.tasklist.TaskView;
import org.dottedline.tasklist.Tasklist;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the story of the demo on its first start by doing what its people did: through the gate, each as themselves, with the
 * clock set back. All of it is one transaction, so a start that is killed in the middle begins again.
 */
@Service
public class DemoStory {

    private final String mode;
    private final BoardGoal boardGoal;
    private final Tasklist tasklist;
    private final TaskGate gate;
    private final People people;
    private final Trails trails;
    private final Jobs jobs;
    private final ApplicationClock clock;
    private final TransactionTemplate transaction;

    DemoStory(
            @Value("${dottedline.demo:story}") String mode,
            BoardGoal boardGoal,
            Tasklist tasklist,
            TaskGate gate,
            People people,
            Trails trails,
            Jobs jobs,
            ApplicationClock clock,
            PlatformTransactionManager transactions) {
        this.mode = mode;
        this.boardGoal = boardGoal;
        this.tasklist = tasklist;
        this.gate = gate;
        this.people = people;
        this.trails = trails;
        this.jobs = jobs;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Tells it where the demo is on and nothing has happened yet. */
    public void tellOnce() {
        if (!"story".equals(mode) || people.find("board-secretary").isEmpty()) {
            return;
        }
        Person board = person("board-secretary");
        if (!trails.roots(board, null, 1).isEmpty()) {
            return;
        }
        System.out.println("Telling the story of the demo …");
        try {
            transaction.executeWithoutResult(status -> {
                quality();
                answers();
            });
        } finally {
            clock.reset();
        }
    }

    /** The trail of the story: a goal of the board, two objectives, an initiative that is approved on the second round. */
    private void quality() {
        LocalDate dueOn = clock.today().plusMonths(10);
        at(75, 9);
        Ref goal = boardGoal.propose(
                person("board-secretary"),
                Map.of(
                        "title", "Improve the quality of our products",
                        "why", "Customers find defects that we could have found before them.",
                        "fiscalYear", clock.today().getYear(),
                        "measure", "escaped defects per release, all products",
                        "lobs", List.of("billing", "care")));
        at(73, 14);
        complete("board-chair", goal, "ApproveBoardGoal", Map.of("decision", "approve"));

        at(70, 10);
        Ref billing = goal.child(Kind.OBJECTIVE, 1);
        Map<String, Object> objective = new HashMap<>(Map.of(
                "title", "Surface defects in the invoicing module before release",
                "measure", "escaped defects per release",
                "unit", "defects",
                "direction", "lower",
                "target", "20",
                "dueOn", dueOn.toString(),
                "cadence", "quarterly",
                "communities", List.of("developers")));
        complete("exec-billing", billing, "CommitObjective", objective);
        at(70, 11);
        objective.put("baseline", "40");
        complete("exec-billing", billing, "CommitObjective", objective);

        at(69, 9);
        Ref care = goal.child(Kind.OBJECTIVE, 2);
        complete(
                "exec-care",
                care,
                "CommitObjective",
                Map.of(
                        "title", "Catch repeat defects before customers do",
                        "measure", "share of defects that more than one customer reported before a fix was announced",
                        "unit", "%",
                        "direction", "lower",
                        "baseline", "26",
                        "target", "8",
                        "dueOn", dueOn.toString(),
                        "cadence", "quarterly",
                        "communities", List.of("users")));
        at(66, 15);
        complete(
                "cm-users",
                care,
                "ProposeInitiative",
                Map.of("decision", "decline", "reason", "Members are in the middle of a migration."));

        at(62, 10);
        Map<String, Object> proposal = new HashMap<>(Map.of(
                "decision", "propose",
                "title", "Report and follow defects in the community",
                "need", "Members lose days on defects that others already know.",
                "groups", List.of("customers", "partners", "employees"),
                "idea", "Report and follow defects inside the community."));
        complete("cm-developers", billing, "ProposeInitiative", proposal);
        judge(60);
        at(58, 8);
        complete(
                "exec-billing",
                billing,
                "ApproveInitiative",
                Map.of("decision", "changes", "reason", "Which module is this about?"));
        at(56, 13);
        proposal.put("idea", "Report and follow defects of the invoicing module inside the community.");
        complete("cm-developers", billing, "ReviseInitiative", proposal);
        judge(54);
        at(52, 7);
        complete("exec-billing", billing, "ApproveInitiative", Map.of("decision", "approve"));
    }

    private void judge(int daysAgo) {
        at(daysAgo, 16);
        complete(
                "strategist-billing",
                Ref.of("G1"),
                "AssessFit",
                Map.of(
                        "fit", "strong",
                        "effect", "ten to fifteen defects a release earlier",
                        "budgetBand", "to-150000",
                        "note", "Most escaped defects of the module were known to somebody outside."));
    }

    /** The trail that waits for a newcomer: everything up to the manager's proposal. */
    private void answers() {
        LocalDate dueOn = clock.today().plusMonths(12);
        at(20, 9);
        Ref goal = boardGoal.propose(
                person("board-secretary"),
                Map.of(
                        "title", "Answer customers sooner",
                        "why", "Customers who wait for an answer leave.",
                        "fiscalYear", clock.today().getYear(),
                        "measure", "hours until a question is answered",
                        "lobs", List.of("care")));
        at(19, 11);
        complete("board-chair", goal, "ApproveBoardGoal", Map.of("decision", "approve"));
        at(5, 10);
        complete(
                "exec-care",
                goal,
                "CommitObjective",
                Map.of(
                        "title", "Members answer members",
                        "measure", "share of questions answered by members",
                        "unit", "%",
                        "direction", "higher",
                        "baseline", "12",
                        "target", "45",
                        "dueOn", dueOn.toString(),
                        "cadence", "quarterly",
                        "communities", List.of("users")));
    }

    private void at(int daysAgo, int hour) {
        clock.reset();
        Instant moment =
                clock.today().minusDays(daysAgo).atTime(LocalTime.of(hour, 12)).toInstant(ZoneOffset.UTC);
        clock.set(moment);
    }

    /** Completes the one open task of this kind at or below a reference, and lets what follows from it happen. */
    private void complete(String login, Ref ref, String task, Map<String, Object> fields) {
        Person person = person(login);
        List<TaskView> open = tasklist.list(person, new TaskFilter(ref, task, false, false), null, 2)
                .items();
        if (open.size() != 1) {
            throw new IllegalStateException(
                    "The story expects one " + task + " for " + login + " at " + ref + ", not " + open);
        }
        gate.complete(person, open.get(0).id(), fields);
        jobs.runDue();
    }

    private Person person(String login) {
        return people.find(login).orElseThrow();
    }
}
