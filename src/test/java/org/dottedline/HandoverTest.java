package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dottedline.Api.fields;
import static org.dottedline.Api.soon;
import static org.dottedline.Api.without;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.dottedline.Api.Caller;
import org.dottedline.engine.Jobs;
import org.dottedline.trust.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A handover is never lost and never delivered twice, whenever and however often its job runs. */
@ProductTest
class HandoverTest {

    @LocalServerPort
    int port;

    @Autowired
    Jobs jobs;

    @Autowired
    ManagementService management;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcClient jdbc;

    private Api api;
    private Walk walk;
    private Caller billing;
    private Caller developers;
    private Caller pmo;

    @BeforeEach
    void jobsAreRunByHand() {
        jobs.stop();
        api = new Api(port);
        walk = new Walk(api);
        billing = api.as("exec-billing");
        developers = api.as("cm-developers");
        pmo = api.as("pmo");
    }

    @AfterEach
    void jobsRunByThemselves() {
        jobs.start();
    }

    @Test
    void untilItLandsItIsShownAsWaiting() {
        String objective = walk.committed("developers");

        List<Map<String, Object>> waiting = billing.handovers(objective);
        assertThat(waiting).hasSize(1);
        assertThat(without(waiting.get(0), "at"))
                .isEqualTo(fields(
                        "message", "ObjectiveCommitted",
                        "from", "lob-objective",
                        "to", "community-initiative",
                        "ref", objective,
                        "payload", Map.of(),
                        "result", "waiting"));
        assertThat(billing.trail(objective)).containsEntry("children", List.of());
        assertThat(developers.tasks(objective)).isEmpty();

        jobs.start();

        developers.task(objective + ".I1", "ProposeInitiative");
        assertThat(billing.handovers(objective))
                .extracting(handover -> handover.get("ref") + " " + handover.get("result"))
                .containsExactly(objective + ".I1 delivered");
    }

    @Test
    @Fault(7)
    void aReceiverWhoIsNotReadyYetGetsItLaterByItself() {
        String objective = walk.committed("developers");
        run(job(objective, "lob-objective", "ObjectiveCommitted"));
        Job beginning = job(objective + ".I1", "community-initiative", "ObjectiveReceived");
        closeAsMissed(objective);
        Job telling = job(objective, "lob-objective", "TellResult");

        Instant before = Instant.now();
        assertThatThrownBy(() -> run(telling)).isInstanceOf(MismatchingMessageCorrelationException.class);

        Job again = management.createJobQuery().jobId(telling.getId()).singleResult();
        assertThat(again.getRetries()).isBetween(1, 7);
        assertThat(again.getDuedate()).isAfter(before).isBefore(before.plusSeconds(5));
        assertThat(results(objective, "ObjectiveClosed")).containsExactly("waiting");
        assertThat(billing.trail(objective + ".I1")).containsEntry("state", "running");

        run(beginning);
        developers.task(objective, "ProposeInitiative");
        jobs.start();

        soon(() -> assertThat(results(objective, "ObjectiveClosed")).containsExactly("delivered"));
        soon(() -> assertThat(developers.trail(objective + ".I1"))
                .containsEntry("state", "declined")
                .containsEntry("result", "objective-closed")
                .containsEntry("reason", "Two of three releases were cut before triage."));
        soon(() -> Leftovers.none(jdbc, objective));
    }

    @Test
    @Fault(7)
    void aReceiverWhoNeverGetsReadyIsAnIncidentAndNotForgotten() {
        String objective = walk.committed("developers");
        run(job(objective, "lob-objective", "ObjectiveCommitted"));
        Job beginning = job(objective + ".I1", "community-initiative", "ObjectiveReceived");
        closeAsMissed(objective);
        String telling = job(objective, "lob-objective", "TellResult").getId();

        List<Integer> retries = new ArrayList<>();
        for (int times = 0; times < 10 && !retries.contains(0); times++) {
            assertThatThrownBy(() -> management.executeJob(telling))
                    .isInstanceOf(MismatchingMessageCorrelationException.class);
            retries.add(
                    management.createJobQuery().jobId(telling).singleResult().getRetries());
        }

        assertThat(retries).contains(0).hasSizeGreaterThanOrEqualTo(7).isSortedAccordingTo((a, b) -> b - a);
        assertThat(runtime.createIncidentQuery().configuration(telling).list())
                .singleElement()
                .satisfies(incident -> assertThat(incident.getActivityId()).isEqualTo("TellResult"));
        assertThat(results(objective, "ObjectiveClosed")).containsExactly("waiting");

        run(beginning);
        management.setJobRetries(telling, 1);
        management.executeJob(telling);

        assertThat(results(objective, "ObjectiveClosed")).containsExactly("delivered");
        assertThat(runtime.createIncidentQuery().configuration(telling).count()).isZero();
    }

    @Test
    @Fault(7)
    void sentTwiceItArrivesOnce() {
        String objective = walk.committed("developers");
        Job committed = job(objective, "lob-objective", "ObjectiveCommitted");
        run(committed);
        assertThatThrownBy(() -> run(committed)).isNotNull();
        run(job(objective + ".I1", "community-initiative", "ObjectiveReceived"));
        assertThat(results(objective, "ObjectiveCommitted")).containsExactly("delivered");
        assertThat(billing.trail(objective)).containsEntry("children", List.of(objective + ".I1"));

        walk.complete("cm-developers", objective, "ProposeInitiative", Walk.proposal());
        Job proposed = job(objective + ".I1", "community-initiative", "InitiativeProposed");
        run(proposed);
        assertThatThrownBy(() -> run(proposed)).isNotNull();

        assertThat(results(objective, "InitiativeProposed")).containsExactly("delivered");
        assertThat(instances(objective + ".I1", "initiative-approval")).hasSize(1);
        assertThat(recorded(objective, "InitiativeProposed")).isEqualTo(1);
    }

    @Test
    @Fault(7)
    void twoAtOnceDeliverOnceEach() throws Exception {
        String objective = walk.committed("developers");
        assertThat(atOnce(job(objective, "lob-objective", "ObjectiveCommitted")))
                .isEqualTo(1);
        assertThat(results(objective, "ObjectiveCommitted")).containsExactly("delivered");
        assertThat(billing.trail(objective)).containsEntry("children", List.of(objective + ".I1"));
        assertThat(instances(objective + ".I1", "community-initiative")).hasSize(1);

        run(job(objective + ".I1", "community-initiative", "ObjectiveReceived"));
        walk.complete("cm-developers", objective, "ProposeInitiative", Walk.proposal());
        assertThat(atOnce(job(objective + ".I1", "community-initiative", "InitiativeProposed")))
                .isEqualTo(1);
        assertThat(instances(objective + ".I1", "initiative-approval")).hasSize(1);

        run(job(objective + ".I1", "initiative-approval", "InitiativeReceived"));
        walk.complete("strategist-billing", objective, "AssessFit", Walk.judgement("strong", "to-150000"));
        walk.complete("exec-billing", objective, "ApproveInitiative", Map.of("decision", "approve"));
        assertThat(atOnce(job(objective + ".I1", "initiative-approval", "InitiativeApproved")))
                .isEqualTo(1);
        assertThat(results(objective, "InitiativeDecided")).containsExactly("delivered");
        assertThat(recorded(objective, "InitiativeDecided")).isEqualTo(1);
    }

    @Test
    @Fault(7)
    void aReceiverWhoHasEndedIsRecordedAndTheSenderGoesOn() {
        String objective = walk.committed("developers");
        run(job(objective, "lob-objective", "ObjectiveCommitted"));
        run(job(objective + ".I1", "community-initiative", "ObjectiveReceived"));
        closeAsMissed(objective);
        Job telling = job(objective, "lob-objective", "TellResult");
        developers
                .withdraw(objective + ".I1", "Members are in the middle of a migration.")
                .is(202);

        run(telling);

        assertThat(results(objective, "ObjectiveClosed")).containsExactly("receiver-ended");
        assertThat(pmo.history(objective + ".I1"))
                .filteredOn(entry -> "ObjectiveClosed".equals(entry.get("element")))
                .singleElement()
                .satisfies(entry -> assertThat(entry.get("after"))
                        .isEqualTo(Map.of(
                                "to", "community-initiative",
                                "result", "receiver-ended",
                                "payload",
                                        Map.of(
                                                "result", "missed",
                                                "finalValue", "23",
                                                "reason", "Two of three releases were cut before triage."))));
        Leftovers.none(jdbc, objective);
        assertThat(developers.trail(objective + ".I1")).containsEntry("state", "withdrawn");
    }

    @Test
    void oneWhoIsNotReadyKeepsNobodyElseWaiting() {
        String objective = walk.committed("developers", "users");
        for (Job job : jobsAt(objective, "lob-objective", "ObjectiveCommitted")) {
            run(job);
        }
        run(job(objective + ".I2", "community-initiative", "ObjectiveReceived"));
        closeAsMissed(objective);

        int failed = 0;
        for (Job job : jobsAt(objective, "lob-objective", "TellResult")) {
            try {
                run(job);
            } catch (MismatchingMessageCorrelationException notReady) {
                failed++;
            }
        }

        assertThat(failed).isEqualTo(1);
        assertThat(results(objective, "ObjectiveClosed")).containsExactly("delivered", "waiting");
        assertThat(billing.handovers(objective + ".I2"))
                .filteredOn(handover -> "ObjectiveClosed".equals(handover.get("message")))
                .hasSize(1);
    }

    @Fault(7)
    @RepeatedTest(5)
    void whatIsClosedWhileItsNewDateIsStillBeingToldIsToldAsClosedOnce() {
        String objective = walk.committed("developers", "users");
        jobs.start();
        walk.complete("cm-users", objective, "ProposeInitiative", Walk.proposal());
        String approved = objective + ".I2";
        developers.task(objective, "ProposeInitiative");
        walk.complete("strategist-billing", objective, "AssessFit", Walk.judgement("strong", "to-25000"));
        walk.complete("exec-billing", objective, "ApproveInitiative", Map.of("decision", "approve"));
        api.as("cm-users").task(objective, "CloseInitiative");

        walk.complete(
                "exec-billing",
                objective,
                "CloseObjective",
                fields(
                        "result", "extended",
                        "finalValue", "31",
                        "reason", "One release was not counted.",
                        "newDueOn", LocalDate.now(ZoneOffset.UTC).plusMonths(24).toString()));
        closeAsMissed(objective);

        for (String initiative : List.of(objective + ".I1", approved)) {
            soon(() -> assertThat(told(initiative, "missed"))
                    .as("results told at " + initiative)
                    .containsExactly("delivered"));
            assertThat(told(initiative, "extended")).hasSizeLessThanOrEqualTo(1).doesNotContain("receiver-ended");
        }
        soon(() -> assertThat(instances(objective, "lob-objective")).isEmpty());
        soon(() -> assertThat(api.as("cm-users").task(objective, "CloseInitiative"))
                .containsEntry("overdue", true));
        api.as("board-chair").task(Walk.goalOf(objective), "CloseBoardGoal");
    }

    private List<Object> told(String initiative, String result) {
        return billing.handovers(initiative).stream()
                .filter(handover -> "ObjectiveClosed".equals(handover.get("message")))
                .filter(handover -> result.equals(((Map<?, ?>) handover.get("payload")).get("result")))
                .map(handover -> handover.get("result"))
                .toList();
    }

    private void closeAsMissed(String objective) {
        walk.complete(
                "exec-billing",
                objective,
                "CloseObjective",
                fields(
                        "result", "missed",
                        "finalValue", "23",
                        "reason", "Two of three releases were cut before triage."));
    }

    private List<Object> results(String ref, String message) {
        return billing.handovers(ref).stream()
                .filter(handover -> message.equals(handover.get("message")))
                .map(handover -> handover.get("result"))
                .toList();
    }

    private long recorded(String ref, String message) {
        return pmo.history(ref).stream()
                .filter(entry -> "handover".equals(entry.get("kind")) && message.equals(entry.get("element")))
                .count();
    }

    private List<String> instances(String ref, String process) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(ref, process).list().stream()
                .map(instance -> instance.getId())
                .toList();
    }

    private List<Job> jobsAt(String ref, String process, String element) {
        return management
                .createJobQuery()
                .processInstanceId(instances(ref, process).get(0))
                .activityId(element)
                .list();
    }

    private Job job(String ref, String process, String element) {
        List<Job> found = jobsAt(ref, process, element);
        assertThat(found).as(element + " at " + ref).hasSize(1);
        return found.get(0);
    }

    private void run(Job job) {
        management.executeJob(job.getId());
    }

    /** Two threads run one job at the same moment; how many of them could. */
    private int atOnce(Job job) throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        var threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Boolean>> runs = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                runs.add(threads.submit(() -> {
                    together.await();
                    try {
                        run(job);
                        return true;
                    } catch (RuntimeException beaten) {
                        return false;
                    }
                }));
            }
            int could = 0;
            for (Future<Boolean> run : runs) {
                could += run.get() ? 1 : 0;
            }
            return could;
        } finally {
            threads.shutdownNow();
        }
    }
}
