package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.dottedline.engine.Jobs;
import org.dottedline.engine.UserAction;
import org.dottedline.goal.process.BoardGoal;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.tasklist.Completion;
import org.dottedline.tasklist.TaskFilter;
import org.dottedline.tasklist.TaskGate;
import org.dottedline.tasklist.TaskView;
import org.dottedline.tasklist.Tasklist;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.dottedline.trail.process.Withdrawal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A process followed step by step: its people work through the gate, its jobs run when the test says so, and at the end every
 * element of its model and every way between them has been taken.
 */
@ProductTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class ProcessTest {

    @Autowired
    protected RuntimeService runtime;

    @Autowired
    protected RepositoryService repository;

    @Autowired
    protected ManagementService management;

    @Autowired
    protected HistoryService history;

    @Autowired
    protected ApplicationClock clock;

    @Autowired
    protected Trails trails;

    @Autowired
    protected Tasklist tasklist;

    @Autowired
    private TaskGate gate;

    @Autowired
    private Withdrawal withdrawal;

    @Autowired
    private BoardGoal boardGoal;

    @Autowired
    protected People people;

    @Autowired
    protected UserAction action;

    @Autowired
    private Jobs jobs;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private WaysTaken ways;

    private final List<String> processes;
    private final List<String> roots = new ArrayList<>();

    /** @param processes keys of those of which this class takes every way */
    protected ProcessTest(String... processes) {
        this.processes = List.of(processes);
    }

    @BeforeAll
    void stopJobs() {
        jobs.stop();
    }

    @BeforeEach
    void listen() {
        BpmnAwareTests.init(engine);
    }

    @AfterEach
    void returnToThePresent() {
        clock.reset();
        BpmnAwareTests.reset();
    }

    @AfterAll
    void startJobs() {
        jobs.start();
    }

    @TestFactory
    @Order(Integer.MAX_VALUE)
    Stream<DynamicTest> everyElementAndEveryWayOfTheModelWasTaken() {
        return processes.stream()
                .map(process -> DynamicTest.dynamicTest(process, () -> assertEveryElementAndEveryWayWasTaken(process)));
    }

    private void assertEveryElementAndEveryWayWasTaken(String process) {
        BpmnModelInstance model = repository.getBpmnModelInstance(repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult()
                .getId());

        assertThat(passed(process)).containsAll(ids(model, FlowNode.class));
        // Leaving an event-based gateway the engine takes no way: the event that happened was passed, as seen above.
        Set<String> flows = ids(model, SequenceFlow.class);
        model.getModelElementsByType(EventBasedGateway.class)
                .forEach(gateway -> gateway.getOutgoing().forEach(flow -> flows.remove(flow.getId())));
        assertThat(ways.of(process, roots)).containsAll(flows);
    }

    private static Set<String> ids(BpmnModelInstance model, Class<? extends ModelElementInstance> type) {
        return model.getModelElementsByType(type).stream()
                .map(element -> element.getAttributeValue("id"))
                .collect(Collectors.toSet());
    }

    /** Elements that were left, in all trails of this class. */
    private Set<String> passed(String process) {
        Set<String> passed = new HashSet<>();
        for (String root : roots) {
            history
                    .createHistoricProcessInstanceQuery()
                    .processDefinitionKey(process)
                    .processInstanceBusinessKeyLike(root + "%")
                    .list()
                    .stream()
                    .filter(instance -> isAtOrBelow(instance.getBusinessKey(), Ref.of(root)))
                    .map(HistoricProcessInstance::getId)
                    .flatMap(id ->
                            history
                                    .createHistoricActivityInstanceQuery()
                                    .processInstanceId(id)
                                    .finished()
                                    .list()
                                    .stream())
                    .map(HistoricActivityInstance::getActivityId)
                    .forEach(passed::add);
        }
        return passed;
    }

    // The story, as far as a test needs it

    /** A goal that the board's secretary proposed. */
    protected Ref proposedGoal(String... lobs) {
        Ref goal = action.run(() -> boardGoal.propose(
                person("board-secretary"),
                Map.of(
                        "title", "Improve the quality of our products",
                        "why", "Customers find defects that we could have found before them.",
                        "fiscalYear", clock.today().getYear(),
                        "measure", "escaped defects per release, all products",
                        "lobs", List.of(lobs))));
        return followed(goal);
    }

    /** A goal or a need whose trail counts as taken by this class. */
    protected Ref followed(Ref root) {
        roots.add(root.text());
        return root;
    }

    protected Ref approvedGoal(String... lobs) {
        Ref goal = proposedGoal(lobs);
        complete("board-chair", goal, "ApproveBoardGoal", Map.of("decision", "approve"));
        return goal;
    }

    /** What billing fills in to commit its objective, due in twelve months. */
    protected Map<String, Object> objectiveOfBilling() {
        return new HashMap<>(Map.of(
                "title", "Surface defects in the invoicing module before release",
                "measure", "escaped defects per release",
                "unit", "defects",
                "direction", "lower",
                "baseline", "40",
                "target", "20",
                "dueOn", clock.today().plusMonths(12).toString(),
                "cadence", "quarterly",
                "communities", List.of("developers")));
    }

    /** What care fills in to commit its objective, due in twelve months. */
    protected Map<String, Object> objectiveOfCare() {
        return new HashMap<>(Map.of(
                "title", "Catch repeat defects before customers do",
                "measure", "share of defects that more than one customer reported before a fix was announced",
                "unit", "%",
                "direction", "lower",
                "baseline", "26",
                "target", "8",
                "dueOn", clock.today().plusMonths(12).toString(),
                "cadence", "quarterly",
                "communities", List.of("users")));
    }

    /** An objective of billing that its communities have heard of. */
    protected Ref committedObjective(String... communities) {
        Ref objective = approvedGoal("billing").child(Kind.OBJECTIVE, 1);
        Map<String, Object> fields = objectiveOfBilling();
        fields.put("communities", List.of(communities));
        complete("exec-billing", objective, "CommitObjective", fields);
        runJobs(objective);
        return objective;
    }

    /** The community of the story, and who manages it. */
    protected String community() {
        return "developers";
    }

    protected String manager() {
        return "cm-developers";
    }

    /** An initiative of the community that billing has received. */
    protected Ref proposedInitiative() {
        Ref initiative = committedObjective(community()).child(Kind.INITIATIVE, 1);
        complete(manager(), initiative, "ProposeInitiative", proposal());
        runJobs(initiative);
        return initiative;
    }

    protected Map<String, Object> proposal() {
        return new HashMap<>(Map.of(
                "decision", "propose",
                "title", "Report and follow defects in the community",
                "need", "members lose days on defects that others already know",
                "groups", List.of("customers", "partners", "employees"),
                "idea", "report and follow defects inside the community"));
    }

    protected Ref assessedInitiative(String fit, String budgetBand) {
        Ref initiative = proposedInitiative();
        assess(initiative, fit, budgetBand);
        return initiative;
    }

    protected void assess(Ref initiative, String fit, String budgetBand) {
        complete(
                "strategist-billing",
                initiative,
                "AssessFit",
                Map.of(
                        "fit",
                        fit,
                        "effect",
                        "ten to fifteen defects a release earlier",
                        "budgetBand",
                        budgetBand,
                        "note",
                        "Most escaped defects of the module were known to somebody outside."));
    }

    /** An initiative whose manager knows that it is approved. */
    protected Ref approvedInitiative() {
        Ref initiative = assessedInitiative("strong", "to-150000");
        complete("exec-billing", initiative, "ApproveInitiative", Map.of("decision", "approve"));
        runJobs(initiative);
        return initiative;
    }

    protected Completion close(Ref objective, String executive, String result, String finalValue) {
        return complete(
                executive,
                objective,
                "CloseObjective",
                Map.of("result", result, "finalValue", finalValue, "reason", "The year is over."));
    }

    protected Completion extend(Ref objective, String newDueOn) {
        return complete(
                "exec-billing",
                objective,
                "CloseObjective",
                Map.of(
                        "result", "extended",
                        "finalValue", "33",
                        "reason", "Two releases are still to come.",
                        "newDueOn", newDueOn));
    }

    protected void withdraw(String login, Ref ref) {
        action.run(() -> withdrawal.withdraw(person(login), ref, "The plans of the company have changed."));
    }

    // What a person and the engine do

    protected Person person(String login) {
        return people.find(login).orElseThrow();
    }

    /** The one open task of this kind at or below a reference that the person can work on. */
    protected TaskView task(String login, Ref ref, String task) {
        List<TaskView> found = tasklist.list(person(login), new TaskFilter(ref, task, false, false), null, 10)
                .items();
        assertThat(found).as(task + " of " + login + " at " + ref).hasSize(1);
        return tasklist.find(person(login), found.get(0).id());
    }

    protected Completion complete(String login, Ref ref, String task, Map<String, ?> fields) {
        String id = task(login, ref, task).id();
        return action.run(() -> gate.complete(person(login), id, fields));
    }

    /** Runs what is due at and below a reference, and what that makes due. */
    protected void runJobs(Ref ref) {
        List<Job> due = dueJobs(ref);
        while (!due.isEmpty()) {
            management.executeJob(due.get(0).getId());
            due = dueJobs(ref);
        }
    }

    private List<Job> dueJobs(Ref ref) {
        return instances(ref).stream()
                .flatMap(instance ->
                        management.createJobQuery().processInstanceId(instance.getId()).executable().list().stream())
                .toList();
    }

    protected ProcessInstance instance(String key, Ref ref) {
        ProcessInstance found = runtime.createProcessInstanceQuery()
                .processDefinitionKey(key)
                .processInstanceBusinessKey(ref.text())
                .singleResult();
        assertThat(found).as(key + " at " + ref).isNotNull();
        return found;
    }

    /** Running processes at and below a reference. */
    protected List<ProcessInstance> instances(Ref ref) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKeyLike(ref.text() + "%").list().stream()
                .filter(instance -> isAtOrBelow(instance.getBusinessKey(), ref))
                .toList();
    }

    /** Nothing runs, waits or is asked for at and below a reference, but for words owed to members. */
    protected void assertNothingIsLeft(Ref ref) {
        assertThat(instances(ref))
                .allSatisfy(left -> assertThat(left.getProcessDefinitionId()).startsWith("member-report:"));
        assertThat(tasklist.at(List.of(ref)))
                .allSatisfy(task -> assertThat(task.task()).isEqualTo("TellMembers"));
    }

    protected TrailRow row(Ref ref) {
        return trails.find(ref).orElseThrow();
    }

    /** A day as notes name it. */
    protected static String inWords(LocalDate day) {
        return day.format(DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH));
    }

    protected static Instant endOf(String day) {
        return Instant.parse(day + "T23:59:59Z");
    }

    private static boolean isAtOrBelow(String businessKey, Ref ref) {
        return Ref.of(businessKey).isAtOrBelow(ref);
    }
}
