package org.dottedline.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dottedline.Api.Answer;
import org.dottedline.Visitor;
import org.dottedline.Walk;
import org.dottedline.trust.Fault;
import org.dottedline.trust.Tried;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The product while its database is frozen, busy, or gone. Its waits are a fraction of the usual ones, so that a freeze of some seconds is to them what
 * thirty seconds are to the usual ones: longer than the longest of them.
 */
class DatabaseAwayTest {

    private static final Duration LOCK = Duration.ofSeconds(2);
    private static final Duration CONNECTION = Duration.ofSeconds(3);
    private static final Duration STATEMENT = Duration.ofSeconds(4);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** For what a busy machine needs beside. */
    private static final Duration SLACK = Duration.ofSeconds(4);

    @TempDir
    private static Path folder;

    private static Instance product;

    @BeforeAll
    static void start() throws Exception {
        Data.prepare(folder);
        product = Instance.start(
                folder,
                Map.of(
                        "DOTTEDLINE_DB_POOL_SIZE", "4",
                        "DOTTEDLINE_DB_LOCK_WAIT", Long.toString(LOCK.toSeconds()),
                        "DOTTEDLINE_DB_CONNECTION_WAIT", Long.toString(CONNECTION.toSeconds()),
                        "DOTTEDLINE_DB_STATEMENT_WAIT", Long.toString(STATEMENT.toSeconds()),
                        "DOTTEDLINE_DB_ANSWER_WAIT", Long.toString(ANSWER.toSeconds())));
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Test
    @Fault(9)
    void whileTheDatabaseIsFrozenEverybodyHearsSoSoonAndNothingThatWasAcknowledgedIsLost() throws Exception {
        Walk walk = new Walk(product.api);
        String goal = walk.approvedGoal("billing");
        Visitor chair = Visitor.at(product.port, "board-chair");
        ConcurrentLinkedQueue<String> kept = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Timed> answers = new ConcurrentLinkedQueue<>();
        ExecutorService people = Executors.newFixedThreadPool(6);
        boolean[] going = {true};
        List<Future<?>> work = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            work.add(people.submit(() -> {
                while (going[0]) {
                    Timed one =
                            timed(() -> product.api.as("board-secretary").post("/api/v1/goals", Walk.goal("billing")));
                    answers.add(one);
                    if (one.answer.status() == 201) {
                        kept.add(one.answer.ref());
                    }
                }
                return null;
            }));
        }
        Thread.sleep(500);
        product.signal("STOP");
        try {
            product.awaitProbe("readiness", 503, Duration.ofSeconds(5));
            assertThat(product.probe("liveness")).isEqualTo(200);
            Thread.sleep(ANSWER.plusSeconds(2).toMillis());
            assertThat(product.probe("readiness")).isEqualTo(503);
            assertThat(product.probe("liveness")).isEqualTo(200);

            long begin = System.nanoTime();
            Visitor.Sheet page = chair.open("/tasks");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.text()).contains("The database does not answer. It is usually back within a minute.");
            assertThat(page.html()).doesNotContain("Exception").doesNotContain("\tat ");
            assertThat(product.get(product.operators, "/actuator/prometheus").body())
                    .contains("dottedline_database_up 0.0")
                    .contains("dottedline_incidents NaN");
        } finally {
            product.signal("CONT");
        }
        product.awaitProbe("readiness", 200, Duration.ofSeconds(10));
        going[0] = false;
        for (Future<?> one : work) {
            one.get();
        }
        people.shutdown();

        assertThat(answers).allSatisfy(one -> {
            if (one.answer.status() != 201) {
                busy(one.answer);
            }
            assertThat(one.took).isLessThan(CONNECTION.plus(ANSWER).plus(SLACK));
        });
        assertThat(answers).extracting(one -> one.answer.status()).contains(201, 503);
        Tried.times(answers.size());
        assertThat(kept).allSatisfy(ref -> product.api.as("board-secretary").trail(ref));
        assertThat(chair.open("/tasks").status()).isEqualTo(200);
        // the engine's jobs go on by themselves
        walk.complete("exec-billing", goal + ".O1", "CommitObjective", Walk.objective("developers"));
        product.api.as("cm-developers").task(goal, "ProposeInitiative");
    }

    @Test
    @Fault(9)
    void whoeverGetsNoConnectionHearsSoAndTheNodeSaysThatItIsNotReady() throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(10);
        List<Future<Timed>> asked = new ArrayList<>();
        try (Connection other = product.superuser().dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table dottedline.person in access exclusive mode");
            Callable<Timed> ask = () -> timed(() -> product.api.as("pmo").get("/api/v1/trails"));
            for (int i = 0; i < 10; i++) {
                asked.add(people.submit(() -> {
                    Timed last = ask.call();
                    Timed again = ask.call();
                    return last.took.compareTo(again.took) > 0 ? last : again;
                }));
            }
            product.awaitProbe("readiness", 503, Duration.ofSeconds(6));
            assertThat(product.probe("liveness")).isEqualTo(200);
            for (Future<Timed> one : asked) {
                busy(one.get().answer);
                assertThat(one.get().took).isLessThan(CONNECTION.plus(LOCK).plus(SLACK));
            }
            other.rollback();
        } finally {
            people.shutdown();
        }
        Tried.times(20);
        product.awaitProbe("readiness", 200, Duration.ofSeconds(5));
        product.api.as("pmo").get("/api/v1/trails").ok();
    }

    @Test
    @Fault(9)
    void whoMeetsALongWorkAtTheSameTrailHearsSoAndCanDoItAfterwards() throws Exception {
        Walk walk = new Walk(product.api);
        String goal = walk.proposedGoal("care");
        String task = product.api.as("board-chair").taskId(goal, "ApproveBoardGoal");
        try (Connection other = product.superuser().dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1 from dottedline.trail where ref = '" + goal + "' for update");
            Timed met = timed(() -> product.api.as("board-chair").completeById(task, Map.of("decision", "approve")));
            busy(met.answer);
            assertThat(met.answer.detail())
                    .isEqualTo("Somebody else is at the same thing and takes long. Nothing was changed.");
            assertThat(met.took).isLessThan(LOCK.plus(SLACK));
            assertThat(product.probe("readiness")).isEqualTo(200);
            other.rollback();
        }
        product.api
                .as("board-chair")
                .completeById(task, Map.of("decision", "approve"))
                .ok();
    }

    @Test
    @Fault(3)
    void aDatabaseThatEndedByItselfIsStartedAgain() throws Exception {
        String goal = new Walk(product.api).proposedGoal("care");
        product.signal("KILL");
        product.awaitProbe("readiness", 503, Duration.ofSeconds(5));
        product.awaitProbe("readiness", 200, Duration.ofSeconds(20));
        product.api.as("board-secretary").trail(goal);
        assertThat(product.api.as("board-chair").tasks(goal)).hasSize(1);
    }

    private static void busy(Answer answer) {
        answer.refused(503, "busy");
        assertThat(answer.response().headers().firstValue("Retry-After")).hasValue("5");
        assertThat(answer.response().headers().firstValue("X-Content-Type-Options"))
                .hasValue("nosniff");
    }

    private record Timed(Answer answer, Duration took) {}

    private static Timed timed(Callable<Answer> call) throws Exception {
        long begin = System.nanoTime();
        Answer answer = call.call();
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - begin));
    }
}
