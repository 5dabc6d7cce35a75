package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.dottedline.Api.fields;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.dottedline.Api.Answer;
import org.dottedline.Api.Caller;
import org.dottedline.refusal.Forbidden;
import org.dottedline.trust.Attack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Roles do not mix, and every task has one gate: whichever way somebody comes. */
@ProductTest
class WallsTest {

    private static final String BOTH = "test.both";
    private static final String SECOND = "test.second";

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    private Api api;
    private Walk walk;
    private Caller admin;

    @BeforeEach
    void people() {
        api = new Api(port);
        walk = new Walk(api);
        admin = api.as("admin");
    }

    @AfterEach
    void nobodyOfTheTestHoldsARole() {
        for (String login : List.of(BOTH, SECOND)) {
            if (admin.get("/api/v1/people/" + login).status() == 200) {
                give(login);
            }
        }
    }

    private void give(String login, String... roles) {
        Answer answer = admin.put("/api/v1/people/" + login, fields("name", "Of the test", "roles", List.of(roles)));
        assertThat(answer.status()).as(answer::toString).isIn(200, 201);
    }

    // Pairs

    @Test
    @Attack(4)
    void aGoalIsNeverApprovedByWhoProposedIt() {
        String goal = walk.proposedGoal("billing");
        Caller proposer = api.as("board-secretary");
        String task = proposer.taskId(goal, "ApproveBoardGoal");

        kept(proposer, task, "board-chair", Map.of("decision", "approve"), "Goal proposed");
    }

    @Test
    void whoApprovedAGoalOnceBringsNoOtherDeciderIn() {
        String goal = walk.proposedGoal("billing");
        walk.complete(
                "board-chair", goal, "ApproveBoardGoal", Map.of("decision", "send-back", "reason", "Which products?"));
        walk.complete("board-secretary", goal, "ReviseBoardGoal", Walk.goal("billing"));

        // a second round is no new beginning
        String task = api.as("board-chair").taskId(goal, "ApproveBoardGoal");
        kept(api.as("board-secretary"), task, "board-chair", Map.of("decision", "approve"), "Goal proposed");
    }

    @Test
    void aGoalSentBackIsRevisedByItsProposerAlone() {
        String goal = walk.proposedGoal("billing");
        walk.complete(
                "board-chair", goal, "ApproveBoardGoal", Map.of("decision", "send-back", "reason", "Which products?"));
        Caller chair = api.as("board-chair");
        String task = chair.taskId(goal, "ReviseBoardGoal");

        chair.completeById(task, Walk.goal("care")).refused(403, "forbidden");
        chair.post("/api/v1/tasks/" + task + "/claim").refused(403, "forbidden");
        api.as("board-secretary")
                .post("/api/v1/tasks/" + task + "/assign", Map.of("person", "board-chair"))
                .refused(403, "forbidden");
        assertThat(chair.get("/api/v1/tasks/" + task).ok().object()).containsEntry("state", "open");
    }

    @Test
    @Attack(4)
    void whoJudgesTheFitNeverDecides() {
        give(BOTH, "strategist.billing", "lob-executive.billing");
        String initiative = walk.proposed();
        walk.complete(BOTH, initiative, "AssessFit", Walk.judgement("strong", "to-150000"));
        String task = api.as(BOTH).taskId(initiative, "ApproveInitiative");

        kept(api.as(BOTH), task, "exec-billing", Map.of("decision", "approve"), "Assess fit");
    }

    @Test
    void whoDecidedInAnEarlierRoundDoesNotJudgeTheFitInALaterOne() {
        give(BOTH, "strategist.billing", "lob-executive.billing");
        String initiative = walk.assessed("strong", "to-150000");
        walk.complete(BOTH, initiative, "ApproveInitiative", Map.of("decision", "changes", "reason", "Which module?"));
        walk.complete("cm-developers", initiative, "ReviseInitiative", Walk.proposal());
        String task = api.as(BOTH).taskId(initiative, "AssessFit");

        kept(api.as(BOTH), task, "strategist-billing", Walk.judgement("strong", "to-150000"), "Approve initiative");
    }

    @Test
    @Attack(4)
    void whoDecidesNeverCountersigns() {
        give(BOTH, "lob-executive.billing", "board");
        String initiative = walk.assessed("strong", "above-150000");
        walk.complete(BOTH, initiative, "ApproveInitiative", Map.of("decision", "approve"));
        String task = api.as(BOTH).taskId(initiative, "CountersignInitiative");

        kept(api.as(BOTH), task, "board-chair", Map.of("decision", "approve"), "Approve initiative");
    }

    @Test
    @Attack(4)
    void aPairOutlivesTheRole() {
        give(BOTH, "strategist.billing");
        String initiative = walk.proposed();
        walk.complete(BOTH, initiative, "AssessFit", Walk.judgement("strong", "to-150000"));
        give(BOTH);
        give(BOTH, "lob-executive.billing");
        String task = api.as(BOTH).taskId(initiative, "ApproveInitiative");

        kept(api.as(BOTH), task, "exec-billing", Map.of("decision", "approve"), "Assess fit");
    }

    @Test
    void aPairIsAboutOneTrail() {
        give(BOTH, "strategist.billing", "lob-executive.billing");
        String judged = walk.proposed();
        walk.complete(BOTH, judged, "AssessFit", Walk.judgement("strong", "to-150000"));
        String other = walk.assessed("strong", "to-150000");

        api.as(BOTH).complete(other, "ApproveInitiative", "decision", "approve").ok();
    }

    /** The person reads the task and is refused at each door with the earlier task's name; nothing has changed. */
    private void kept(Caller person, String task, String colleague, Map<String, ?> fields, String earlier) {
        Map<String, Object> before = person.get("/api/v1/tasks/" + task).ok().object();
        List<Answer> doors = List.of(
                person.completeById(task, fields),
                person.post("/api/v1/tasks/" + task + "/claim"),
                person.post("/api/v1/tasks/" + task + "/assign", Map.of("person", person.login())),
                api.as(colleague).post("/api/v1/tasks/" + task + "/assign", Map.of("person", person.login())));
        assertThat(doors).allSatisfy(door -> {
            door.refused(403, "separation");
            assertThat(door.detail()).contains(" did “" + earlier + "”");
        });
        assertThat(doors.subList(0, 3))
                .allSatisfy(door -> assertThat(door.detail()).startsWith("You did"));
        assertThat(doors.get(3).detail()).doesNotStartWith("You");
        assertThat(person.get("/api/v1/tasks/" + task).ok().object()).isEqualTo(before);
        api.as(colleague).post("/api/v1/tasks/" + task + "/claim").is(204);
    }

    @Test
    void whereNobodyIsLeftTheTaskSaysSo() {
        give(BOTH, "board");
        String goal = api.as(BOTH).post("/api/v1/goals", Walk.goal("billing")).ref();
        String task = api.as(BOTH).taskId(goal, "ApproveBoardGoal");
        assertThat(api.as(BOTH).get("/api/v1/tasks/" + task).ok().object()).containsEntry("notes", List.of());

        try {
            disable("board-secretary", "Ruth Okafor", false);
            disable("board-chair", "Henrik Lund", false);
            assertThat(api.as(BOTH).get("/api/v1/tasks/" + task).ok().object().get("notes"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
                    .singleElement()
                    .satisfies(note -> assertThat(note).startsWith("Nobody is left who may do this"));
        } finally {
            disable("board-secretary", "Ruth Okafor", true);
            disable("board-chair", "Henrik Lund", true);
        }
    }

    private void disable(String login, String name, boolean enabled) {
        admin.put("/api/v1/people/" + login, fields("name", name, "roles", List.of("board"), "enabled", enabled))
                .ok();
    }

    // Around the gate

    interface Way {
        void go(ProcessEngine engine, String task);
    }

    static Stream<Arguments> ways() {
        Map<String, Object> approve = Map.of("decision", "approve");
        return Stream.of(
                way("claim", (engine, task) -> tasks(engine).claim(task, "board-secretary")),
                way("setAssignee", (engine, task) -> tasks(engine).setAssignee(task, "board-secretary")),
                way("delegateTask", (engine, task) -> tasks(engine).delegateTask(task, "board-secretary")),
                way("resolveTask", (engine, task) -> tasks(engine).resolveTask(task)),
                way(
                        "resolveTask with variables",
                        (engine, task) -> tasks(engine).resolveTask(task, approve)),
                way("complete", (engine, task) -> tasks(engine).complete(task)),
                way("complete with variables", (engine, task) -> tasks(engine).complete(task, approve)),
                way(
                        "completeWithVariablesInReturn",
                        (engine, task) -> tasks(engine).completeWithVariablesInReturn(task, approve, false)),
                way("submitTaskForm", (engine, task) -> forms(engine).submitTaskForm(task, approve)),
                way(
                        "submitTaskFormWithVariablesInReturn",
                        (engine, task) -> forms(engine).submitTaskFormWithVariablesInReturn(task, approve, false)),
                way(
                        "addUserIdentityLink",
                        (engine, task) ->
                                tasks(engine).addUserIdentityLink(task, "board-secretary", IdentityLinkType.ASSIGNEE)),
                way("saveTask", (engine, task) -> {
                    Task open = tasks(engine).createTaskQuery().taskId(task).singleResult();
                    open.setAssignee("board-secretary");
                    tasks(engine).saveTask(open);
                }));
    }

    private static Arguments way(String name, Way way) {
        return Arguments.of(org.junit.jupiter.api.Named.of(name, way));
    }

    private static TaskService tasks(ProcessEngine engine) {
        return engine.getTaskService();
    }

    private static FormService forms(ProcessEngine engine) {
        return engine.getFormService();
    }

    @ParameterizedTest
    @MethodSource("ways")
    @Attack(6)
    void whoGoesAroundTheGateIsRefused(Way way) {
        String goal = walk.proposedGoal("billing");
        Caller chair = api.as("board-chair");
        String task = chair.taskId(goal, "ApproveBoardGoal");

        refusedAndUnchanged(way, task);
        chair.post("/api/v1/tasks/" + task + "/claim").is(204);
        refusedAndUnchanged(way, task);

        chair.completeById(task, Map.of("decision", "approve")).ok();
    }

    @Test
    void aTaskIsNotTakenAwayAroundTheGate() {
        String task = api.as("board-chair").taskId(walk.proposedGoal("billing"), "ApproveBoardGoal");
        api.as("board-chair").post("/api/v1/tasks/" + task + "/claim").is(204);

        refusedAndUnchanged((engine, id) -> tasks(engine).setAssignee(id, null), task);
        refusedAndUnchanged(
                (engine, id) -> tasks(engine).deleteUserIdentityLink(id, "board-chair", IdentityLinkType.ASSIGNEE),
                task);
    }

    private void refusedAndUnchanged(Way way, String task) {
        Caller chair = api.as("board-chair");
        Map<String, Object> before = chair.get("/api/v1/tasks/" + task).ok().object();
        RuntimeService runtime = engine.getRuntimeService();
        String instance =
                tasks(engine).createTaskQuery().taskId(task).singleResult().getProcessInstanceId();

        Throwable refusal = catchThrowable(() -> way.go(engine, task));

        assertThat(refusal).isNotNull();
        assertThat(Stream.iterate(refusal, java.util.Objects::nonNull, Throwable::getCause))
                .anyMatch(cause -> cause instanceof Forbidden || cause instanceof TaskAlreadyClaimedException);
        assertThat(chair.get("/api/v1/tasks/" + task).ok().object()).isEqualTo(before);
        assertThat(runtime.getVariables(instance)).doesNotContainKey("decision");
    }

    // Another unit's

    @Test
    @Attack(1)
    void aTaskOfAnotherUnitDoesNotExist() {
        String initiative = walk.assessed("strong", "to-150000");
        String decision = api.as("exec-billing").taskId(initiative, "ApproveInitiative");
        String invited = api.as("cm-developers").taskId(walk.invited(), "ProposeInitiative");

        for (String other : List.of(
                "exec-care", "strategist-billing", "cm-developers", "controller", "pmo", "admin", "board-chair")) {
            unknown(api.as(other), decision, Map.of("decision", "approve"));
        }
        for (String other : List.of("cm-users", "exec-billing", "strategist-billing", "pmo", "admin")) {
            unknown(api.as(other), invited, Walk.proposal());
        }
        assertThat(api.as("exec-billing").get("/api/v1/tasks/" + decision).ok().object())
                .containsEntry("state", "open");
    }

    private static void unknown(Caller other, String task, Map<String, ?> fields) {
        other.get("/api/v1/tasks/" + task).refused(404, "not-found");
        other.get("/api/v1/tasks/" + task + "/form").refused(404, "not-found");
        other.post("/api/v1/tasks/" + task + "/claim").refused(404, "not-found");
        other.post("/api/v1/tasks/" + task + "/release").refused(404, "not-found");
        other.post("/api/v1/tasks/" + task + "/assign", Map.of("person", other.login()))
                .refused(404, "not-found");
        other.completeById(task, fields).refused(404, "not-found");
        other.completeById(task, Map.of("nonsense", true)).refused(404, "not-found");
    }

    @Test
    @Attack(1)
    void aTrailOfAnotherUnitDoesNotExist() {
        String goal = walk.approvedGoal("billing", "care");
        walk.complete("exec-billing", goal + ".O1", "CommitObjective", Walk.objective("developers"));
        api.as("cm-developers").task(goal, "ProposeInitiative");

        for (String path : List.of("", "/history", "/handovers")) {
            for (String other : List.of("exec-care", "strategist-care", "cm-users", "admin")) {
                api.as(other).get("/api/v1/trails/" + goal + ".O1" + path).refused(404, "not-found");
            }
            for (String other : List.of("exec-billing", "cm-developers", "cm-users")) {
                api.as(other).get("/api/v1/trails/" + goal + ".O2" + path).refused(404, "not-found");
            }
        }
        assertThat(api.as("exec-care").trail(goal)).containsEntry("children", List.of(goal + ".O2"));
        assertThat(api.as("cm-developers").trail(goal)).containsEntry("children", List.of(goal + ".O1"));
    }

    @Test
    void administratorsSeeNoContent() {
        String initiative = walk.approved();
        String goal = Walk.goalOf(initiative);

        assertThat(admin.get("/api/v1/tasks").ok().items()).isEmpty();
        assertThat(admin.get("/api/v1/trails").ok().items()).isEmpty();
        for (String ref : List.of(goal, goal + ".O1", initiative)) {
            admin.get("/api/v1/trails/" + ref).refused(404, "not-found");
            admin.get("/api/v1/trails/" + ref + "/history").refused(404, "not-found");
            admin.get("/api/v1/trails/" + ref + "/handovers").refused(404, "not-found");
            admin.withdraw(ref, "It is over.").refused(404, "not-found");
        }
    }

    // Roles that end

    @Test
    @Attack(5)
    void whoLosesARoleBetweenTwoRequestsHasNeverSeenItsTasks() {
        give(SECOND, "lob-executive.billing");
        Caller second = api.as(SECOND);
        String goal = walk.approvedGoal("billing");
        String taken = second.taskId(goal, "CommitObjective");
        second.post("/api/v1/tasks/" + taken + "/claim").is(204);
        String done = second.taskId(walk.approvedGoal("billing"), "CommitObjective");
        second.completeById(done, Walk.objective("developers")).ok();
        second.get("/api/v1/tasks/" + done).refused(409, "moved-on");

        give(SECOND);

        unknown(second, taken, Walk.objective("developers"));
        unknown(second, done, Walk.objective("developers"));
        assertThat(second.get("/api/v1/tasks").ok().items()).isEmpty();
        second.get("/api/v1/trails/" + goal).refused(404, "not-found");
        assertThat(api.as("exec-billing").get("/api/v1/tasks/" + taken).ok().object())
                .containsEntry("state", "open")
                .doesNotContainKey("assignee");
        assertThat(api.as("pmo").history(goal))
                .filteredOn(entry -> "task-released".equals(entry.get("kind")))
                .singleElement()
                .satisfies(entry -> assertThat(entry)
                        .containsEntry("actor", "system")
                        .containsEntry("reason", "The role lob-executive.billing ended."));
    }

    @Test
    void whoKeepsAnotherRoleKeepsItsTasksAlone() {
        give(SECOND, "lob-executive.billing", "lob-executive.care");
        Caller second = api.as(SECOND);
        String goal = walk.approvedGoal("billing", "care");
        String ofBilling = second.taskId(goal + ".O1", "CommitObjective");
        String ofCare = second.taskId(goal + ".O2", "CommitObjective");
        second.post("/api/v1/tasks/" + ofBilling + "/claim").is(204);
        second.post("/api/v1/tasks/" + ofCare + "/claim").is(204);

        give(SECOND, "lob-executive.care");

        second.get("/api/v1/tasks/" + ofBilling).refused(404, "not-found");
        assertThat(second.get("/api/v1/tasks/" + ofCare).ok().object()).containsEntry("assignee", SECOND);
        assertThat(api.as("exec-billing").task(goal, "CommitObjective")).containsEntry("state", "open");
    }

    // Exactly the fields of the form

    @ParameterizedTest
    @ValueSource(
            strings = {"ready", "route", "result", "lob", "community", "objective", "initiative", "approved", "Decision"
            })
    @Attack(2)
    void aVariableOfAGatewayIsNoField(String variable) {
        String goal = walk.proposedGoal("billing");
        Caller chair = api.as("board-chair");
        String task = chair.taskId(goal, "ApproveBoardGoal");
        List<Map<String, Object>> record = api.as("pmo").history(goal);

        chair.completeById(task, fields("decision", "send-back", "reason", "Which products?", variable, true))
                .wrong(variable);
        chair.completeById(task, fields("decision", "approve", variable, "approve"))
                .wrong(variable);

        assertThat(chair.get("/api/v1/tasks/" + task).ok().object()).containsEntry("state", "open");
        assertThat(api.as("pmo").history(goal)).isEqualTo(record);
    }

    @Test
    void anObjectiveIsNotMeasurableBecauseSomebodySaysSo() {
        Caller billing = api.as("exec-billing");
        String goal = walk.approvedGoal("billing");
        String task = billing.taskId(goal, "CommitObjective");
        Map<String, Object> objective = Walk.objective("developers");
        objective.remove("baseline");
        objective.put("ready", true);

        billing.completeById(task, objective).wrong("ready");
        objective.remove("ready");
        objective.put("decision", "approve");
        billing.completeById(task, objective).wrong("decision");

        assertThat(billing.get("/api/v1/tasks/" + task).ok().object())
                .containsEntry("state", "open")
                .containsEntry("notes", List.of());
        assertThat(billing.trail(goal + ".O1"))
                .containsEntry("title", "Objective of Billing Products")
                .containsEntry("figures", Map.of());
    }
}
