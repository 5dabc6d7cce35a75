package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.dottedline.Api;
import org.dottedline.Api.Answer;
import org.dottedline.ProductTest;
import org.dottedline.Walk;
import org.dottedline.engine.Jobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A deadline that comes at the moment in which its task is completed changes nothing about where the trail goes. */
@ProductTest
class TimerRacesCompletionTest {

    private static final int TIMES = 8;

    @LocalServerPort
    int port;

    @Autowired
    Jobs jobs;

    @Autowired
    ManagementService management;

    @Autowired
    RuntimeService runtime;

    private Api api;

    @BeforeEach
    void jobsAreRunByHand() {
        jobs.stop();
        api = new Api(port);
    }

    @AfterEach
    void jobsRunByThemselves() {
        jobs.start();
    }

    @Test
    @Fault(8)
    void theTrailTakesOnePath() throws Exception {
        Walk walk = new Walk(api);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int time = 0; time < TIMES; time++) {
                String goal = walk.proposedGoal("billing");
                String task = api.as("board-chair").taskId(goal, "ApproveBoardGoal");
                String process = runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(goal, "board-goal")
                        .singleResult()
                        .getId();
                List<Job> timers = management
                        .createJobQuery()
                        .processInstanceId(process)
                        .timers()
                        .list();
                assertThat(timers).as("one reminds, one escalates").hasSize(2);

                CyclicBarrier together = new CyclicBarrier(3);
                List<Future<?>> fired = timers.stream()
                        .<Future<?>>map(timer -> threads.submit(() -> fire(together, timer)))
                        .toList();
                Future<Answer> completed = threads.submit(() -> {
                    together.await();
                    return api.as("board-chair").completeById(task, Map.of("decision", "approve"));
                });
                completed.get().ok();
                for (Future<?> one : fired) {
                    one.get();
                }

                assertThat(api.as("pmo").history(goal))
                        .filteredOn(entry -> "ApproveBoardGoal".equals(entry.get("element"))
                                && "task-completed".equals(entry.get("kind")))
                        .hasSize(1);
                assertThat(management
                                .createJobQuery()
                                .processInstanceId(process)
                                .timers()
                                .activityId("ApproveBoardGoal")
                                .count())
                        .isZero();
                assertThat(runtime.createIncidentQuery()
                                .processInstanceId(process)
                                .count())
                        .isZero();
                assertThat(runtime.createProcessInstanceQuery()
                                .processInstanceBusinessKey(goal + ".O1", "lob-objective")
                                .count())
                        .isEqualTo(1);
                Tried.times(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private @org.jspecify.annotations.Nullable Void fire(CyclicBarrier together, Job timer) throws Exception {
        together.await();
        try {
            management.executeJob(timer.getId());
        } catch (RuntimeException beaten) {
            // the task was completed first, or at the same moment: then the timer is tried again and finds nothing
        }
        return null;
    }
}
