package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dottedline.Api.fields;
import static org.dottedline.Api.soon;
import static org.dottedline.Api.without;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dottedline.Api.Answer;
import org.dottedline.Api.Caller;
import org.dottedline.engine.Jobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wherever a trail waits, it can be ended from above: all of it, at once, and everybody concerned sees why. */
@ProductTest
class WithdrawalTest {

    private static final String REASON = "The module is sold with its customers.";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Jobs jobs;

    private Api api;
    private Walk walk;

    @BeforeEach
    void people() {
        api = new Api(port);
        walk = new Walk(api);
    }

    @AfterEach
    void jobsRunByThemselves() {
        if (!jobs.isRunning()) {
            jobs.start();
        }
    }

    /** Takes a trail to a wait state and says which step it waits at. */
    interface To {
        String reach(Walk walk, Jobs jobs);
    }

    /** Each wait state, the level at which the trail is withdrawn (0: where it waits; 1, 2: above), and by whom. */
    static Stream<Arguments> waits() {
        To toApprove = (walk, jobs) -> walk.proposedGoal("billing");
        To toRevise = (walk, jobs) -> {
            String goal = walk.proposedGoal("billing");
            walk.complete("board-chair", goal, "ApproveBoardGoal", fields("decision", "send-back", "reason", "Which?"));
            return goal;
        };
        To toCommit = (walk, jobs) -> walk.approvedGoal("billing") + ".O1";
        To beforeTheCommunitiesKnow = (walk, jobs) -> {
            jobs.stop();
            return walk.committed("developers", "users");
        };
        To toCloseTheGoal = (walk, jobs) -> {
            String objective = walk.committed("developers");
            walk.complete(
                    "cm-developers", objective, "ProposeInitiative", fields("decision", "decline", "reason", "No."));
            walk.complete("exec-billing", objective, "CloseObjective", closing());
            return Walk.goalOf(objective);
        };
        To toPropose = (walk, jobs) -> walk.invited();
        To onItsWayToStrategy = (walk, jobs) -> {
            String initiative = walk.invited();
            jobs.stop();
            walk.complete("cm-developers", initiative, "ProposeInitiative", Walk.proposal());
            return initiative;
        };
        To toAssess = (walk, jobs) -> walk.proposed();
        To toDecide = (walk, jobs) -> walk.assessed("strong", "to-150000");
        To toCountersign = (walk, jobs) -> walk.toCountersign();
        To onItsWayBack = (walk, jobs) -> {
            String initiative = walk.assessed("strong", "to-150000");
            jobs.stop();
            walk.complete("exec-billing", initiative, "ApproveInitiative", Map.of("decision", "approve"));
            return initiative;
        };
        To toReviseIt = (walk, jobs) -> walk.changesAsked();
        To approved = (walk, jobs) -> walk.approved();
        return Stream.of(
                wait("a goal to approve", toApprove, 0, "board-chair"),
                wait("a goal to revise", toRevise, 0, "board-secretary"),
                wait("a goal to close", toCloseTheGoal, 0, "board-chair"),
                wait("an objective to commit", toCommit, 0, "exec-billing"),
                wait("a goal whose objective is to be committed", toCommit, 1, "board-secretary"),
                wait("an objective that no community knows of yet", beforeTheCommunitiesKnow, 0, "exec-billing"),
                wait("an initiative to propose", toPropose, 0, "cm-developers"),
                wait("an initiative to propose, by the executive", toPropose, 0, "exec-billing"),
                wait("an objective with an initiative to propose", toPropose, 1, "exec-billing"),
                wait("a goal with an initiative to propose", toPropose, 2, "board-chair"),
                wait("an initiative on its way to strategy", onItsWayToStrategy, 0, "cm-developers"),
                wait("an initiative whose fit is judged", toAssess, 0, "cm-developers"),
                wait("a goal with an initiative whose fit is judged", toAssess, 2, "board-chair"),
                wait("an initiative to decide on", toDecide, 0, "exec-billing"),
                wait("an objective with an initiative to decide on", toDecide, 1, "exec-billing"),
                wait("an initiative to countersign", toCountersign, 0, "cm-developers"),
                wait("a goal with an initiative to countersign", toCountersign, 2, "board-secretary"),
                wait("an initiative whose decision is on its way", onItsWayBack, 0, "exec-billing"),
                wait("an initiative to revise", toReviseIt, 0, "cm-developers"),
                wait("an objective with an initiative to revise", toReviseIt, 1, "exec-billing"),
                wait("an approved initiative", approved, 0, "cm-developers"),
                wait("a goal with an approved initiative", approved, 2, "board-chair"));
    }

    private static Arguments wait(String name, To to, int levels, String by) {
        return Arguments.of(Named.of(name, to), levels, by);
    }

    private static Map<String, Object> closing() {
        return fields(
                "result", "missed",
                "finalValue", "23",
                "reason", "Two of three releases were cut before triage.");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waits")
    void withdrawnNothingIsLeftAndEverybodySeesWhy(To to, int levels, String by) {
        String ref = to.reach(walk, jobs);
        for (int level = 0; level < levels; level++) {
            ref = ref.substring(0, ref.lastIndexOf('.'));
        }
        Caller pmo = api.as("pmo");
        List<String> running = running(ref);
        assertThat(running).isNotEmpty();

        api.as(by).withdraw(ref, REASON).is(202);

        Leftovers.none(jdbc, ref);
        for (String step : running) {
            assertThat(pmo.trail(step))
                    .containsEntry("state", "withdrawn")
                    .containsEntry("result", "withdrawn")
                    .containsEntry("reason", REASON);
            assertThat((List<?>) pmo.trail(step).get("tasks"))
                    .as("nothing but words owed to members")
                    .allSatisfy(
                            task -> assertThat(((Map<?, ?>) task).get("task")).isEqualTo("TellMembers"));
            assertThat(pmo.history(step))
                    .filteredOn(entry -> "withdrawn".equals(entry.get("kind")) && step.equals(entry.get("ref")))
                    .singleElement()
                    .satisfies(entry ->
                            assertThat(entry).containsEntry("actor", by).containsEntry("reason", REASON));
            toldOnTheOtherSide(step, ref, by);
        }
        for (String login : concerned(ref)) {
            assertThat(api.as(login).trail(ref)).as(login).containsEntry("state", "withdrawn");
            assertThat(api.as(login).tasks(ref))
                    .as(login)
                    .allSatisfy(task -> assertThat(task).containsEntry("task", "TellMembers"));
        }
        api.as(by).withdraw(ref, REASON).refused(409, "moved-on");
        if (levels == 0 && ref.contains(".O")) {
            assertThat(pmo.trail(Walk.goalOf(ref))).containsEntry("state", "running");
        }
    }

    private List<String> running(String ref) {
        return jdbc.sql("select ref from trail where (ref = :ref or ref like :ref || '.%') and state = 'running'")
                .param("ref", ref)
                .query(String.class)
                .list();
    }

    /** Whoever can see a step sees that it has ended. */
    private static List<String> concerned(String ref) {
        return ref.contains(".I")
                ? List.of("cm-developers", "exec-billing", "strategist-billing", "board-chair", "pmo")
                : ref.contains(".O")
                        ? List.of("exec-billing", "strategist-billing", "board-secretary", "pmo")
                        : List.of("board-secretary", "board-chair", "pmo");
    }

    private void toldOnTheOtherSide(String step, String with, String by) {
        List<Map<String, Object>> told = api.as("pmo").handovers(step).stream()
                .filter(handover -> "TrailEnded".equals(handover.get("message")) && step.equals(handover.get("ref")))
                .toList();
        if (!step.contains(".I")) {
            assertThat(told).isEmpty();
            return;
        }
        boolean byCommunity = by.startsWith("cm-");
        assertThat(told).hasSize(1);
        assertThat(without(told.get(0), "at"))
                .isEqualTo(fields(
                        "message",
                        "TrailEnded",
                        "from",
                        byCommunity ? "community-initiative" : "lob-objective",
                        "to",
                        byCommunity ? "lob-objective" : "community-initiative",
                        "ref",
                        step,
                        "payload",
                        Map.of(
                                "reference",
                                step,
                                "kind",
                                "initiative",
                                "reason",
                                REASON,
                                "summary",
                                "Withdrawn with " + with + "."),
                        "result",
                        "delivered"));
        assertThat(api.as("cm-developers").handovers(step)).containsAll(told);
        assertThat(api.as("exec-billing").handovers(step)).containsAll(told);
    }

    @Test
    void onlyWhoMayWithdrawsAndOthersLeaveNoTrace() {
        String initiative = walk.proposed();
        String objective = Walk.objectiveOf(initiative);
        String goal = Walk.goalOf(initiative);
        List<Map<String, Object>> record = api.as("pmo").history(goal);

        for (String ref : List.of(initiative, objective)) {
            for (String stranger : List.of("exec-care", "cm-users", "strategist-care", "admin")) {
                api.as(stranger).withdraw(ref, REASON).refused(404, "not-found");
            }
            for (String onlooker : List.of("strategist-billing", "controller", "buyer", "pmo", "board-chair")) {
                api.as(onlooker).withdraw(ref, REASON).refused(403, "forbidden");
            }
        }
        api.as("cm-developers").withdraw(objective, REASON).refused(403, "forbidden");
        for (String other : List.of("exec-billing", "cm-developers", "strategist-billing", "pmo")) {
            api.as(other).withdraw(goal, REASON).refused(403, "forbidden");
        }

        assertThat(api.as("pmo").history(goal)).isEqualTo(record);
        api.as("strategist-billing").task(initiative, "AssessFit");
    }

    @Test
    void siblingsGoOn() {
        String goal = walk.approvedGoal("billing", "care");
        walk.complete("exec-billing", goal + ".O1", "CommitObjective", Walk.objective("developers", "users"));
        walk.complete("exec-care", goal + ".O2", "CommitObjective", Walk.objective("users"));
        String ofDevelopers = initiativeOf("cm-developers", goal + ".O1");
        String ofUsers = initiativeOf("cm-users", goal + ".O1");
        initiativeOf("cm-users", goal + ".O2");

        api.as("cm-developers").withdraw(ofDevelopers, REASON).is(202);
        assertThat(api.as("cm-users").task(ofUsers, "ProposeInitiative")).containsEntry("state", "open");
        assertThat(api.as("exec-billing").trail(goal + ".O1")).containsEntry("state", "running");
        api.as("exec-billing").task(goal + ".O1", "CloseObjective");

        api.as("exec-billing").withdraw(goal + ".O1", REASON).is(202);
        assertThat(api.as("cm-users").trail(ofUsers)).containsEntry("state", "withdrawn");
        assertThat(api.as("exec-care").task(goal, "CloseObjective")).containsEntry("ref", goal + ".O2");
        assertThat(api.as("cm-users").task(goal, "ProposeInitiative")).containsEntry("ref", goal + ".O2.I1");
        assertThat(api.as("board-chair").trail(goal))
                .containsEntry("state", "running")
                .containsEntry("tasks", List.of());

        walk.complete("exec-care", goal, "CloseObjective", closing());
        api.as("board-chair").task(goal, "CloseBoardGoal");
    }

    private String initiativeOf(String manager, String objective) {
        return (String) api.as(manager).task(objective, "ProposeInitiative").get("ref");
    }

    @RepeatedTest(3)
    void closingAndWithdrawingAtOnceOneOfThemWins() throws Exception {
        String initiative = walk.approved();
        String task = api.as("cm-developers").taskId(initiative, "CloseInitiative");

        List<Answer> answers = together(
                () -> api.as("cm-developers").completeById(task, Map.of("summary", "It has done its work.")),
                () -> api.as("exec-billing").withdraw(initiative, REASON));

        oneWins(answers, initiative, "closed");

        String objective = Walk.objectiveOf(initiative);
        String closing = api.as("exec-billing").taskId(objective, "CloseObjective");
        answers = together(
                () -> api.as("exec-billing").completeById(closing, closing()),
                () -> api.as("exec-billing").withdraw(objective, REASON));

        oneWins(answers, objective, "closed");
    }

    private void oneWins(List<Answer> answers, String ref, String otherwise) {
        boolean completed = answers.get(0).status() == 200;
        answers.get(0).is(completed ? 200 : 409);
        answers.get(1).is(completed ? 409 : 202);
        assertThat(answers.get(completed ? 1 : 0).object()).containsEntry("type", "urn:dottedline:moved-on");
        assertThat(api.as("pmo").trail(ref)).containsEntry("state", completed ? otherwise : "withdrawn");
        soon(() -> Leftovers.none(jdbc, ref));
    }

    @RepeatedTest(5)
    void whateverHappensMeanwhileAWithdrawnTrailHasNothingLeft() throws Exception {
        String goal = walk.proposedGoal("billing", "care");
        String approve = api.as("board-chair").taskId(goal, "ApproveBoardGoal");
        withdrawnAfter(
                together(
                        () -> api.as("board-chair").completeById(approve, Map.of("decision", "approve")),
                        () -> api.as("board-secretary").withdraw(goal, REASON)),
                goal);

        String objective = walk.approvedGoal("billing") + ".O1";
        String commit = api.as("exec-billing").taskId(objective, "CommitObjective");
        withdrawnAfter(
                together(
                        () -> api.as("exec-billing").completeById(commit, Walk.objective("developers", "users")),
                        () -> api.as("board-chair").withdraw(Walk.goalOf(objective), REASON)),
                Walk.goalOf(objective));

        // the handovers of what has just been committed are under way while it is withdrawn
        String committed = walk.committed("developers", "users");
        api.as("exec-billing").withdraw(committed, REASON).is(202);
        soon(() -> Leftovers.none(jdbc, committed));
        assertThat(running(committed)).isEmpty();

        String initiative = walk.invited();
        walk.complete("cm-developers", initiative, "ProposeInitiative", Walk.proposal());
        api.as("board-chair").withdraw(Walk.goalOf(initiative), REASON).is(202);
        soon(() -> Leftovers.none(jdbc, Walk.goalOf(initiative)));
        assertThat(running(Walk.goalOf(initiative))).isEmpty();
    }

    private void withdrawnAfter(List<Answer> answers, String ref) {
        assertThat(answers.get(0).status()).as(answers.get(0)::toString).isIn(200, 409);
        answers.get(1).is(202);
        Leftovers.none(jdbc, ref);
        assertThat(running(ref)).isEmpty();
    }

    private static List<Answer> together(Supplier<Answer> one, Supplier<Answer> other) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var calls = Stream.of(one, other)
                    .map(call -> threads.submit(() -> {
                        barrier.await();
                        return call.get();
                    }))
                    .toList();
            List<Answer> answers = new ArrayList<>();
            for (var call : calls) {
                answers.add(call.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
