package org.dottedline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dottedline.database.Observed.ANSWER;
import static org.dottedline.database.Observed.CONNECTION;
import static org.dottedline.database.Observed.LOCK;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
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
import org.dottedline.Api;
import org.dottedline.Api.Answer;
import org.dottedline.Visitor;
import org.dottedline.Walk;
import org.dottedline.trust.Fault;
import org.dottedline.trust.Tried;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseAwayTest {

    /** What is left of the disk, so that it gets full in the middle of work. */
    private static final int ROOM = 500_000;

    /** For what a busy machine needs beside. */
    private static final Duration SLACK = Duration.ofSeconds(4);

    private static Instance product;

    @BeforeAll
    static void find() throws Exception {
        product = Observed.product();
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
                    } else {
                        Thread.sleep(100);
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
        ExecutorService people = Executors.newFixedThreadPool(24);
        List<Future<Timed>> asked = new ArrayList<>();
        try (Connection other = product.superuser().dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table dottedline.person in access exclusive mode");
            Callable<Timed> ask = () -> timed(() -> product.api.as("pmo").get("/api/v1/trails"));
            for (int i = 0; i < 24; i++) {
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
        Tried.times(48);
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

    @Test
    @Fault(3)
    void whatWasUnderWayByItselfWhenTheDatabaseEndedGoesOnAsSoonAsItIsBack() throws Exception {
        Walk walk = new Walk(product.api);
        String objective = walk.approvedGoal("billing") + ".O1";
        product.api.as("exec-billing").task(objective, "CommitObjective");
        try (Connection other = product.superuser().dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table dottedline.handover in exclusive mode");
            walk.complete("exec-billing", objective, "CommitObjective", Walk.objective("developers"));
            var jdbc = Data.jdbc(product.superuser());
            Api.soon(() -> assertThat(jdbc.sql("select count(*) from engine.act_ru_job where lock_owner_ is not null")
                            .query(Integer.class)
                            .single())
                    .isPositive());
            product.signal("KILL");
        }
        product.awaitProbe("readiness", 503, Duration.ofSeconds(5));
        product.awaitProbe("readiness", 200, Duration.ofSeconds(20));
        product.api.as("cm-developers").task(objective, "ProposeInitiative");
    }

    @Test
    @Fault(11)
    void whileTheDiskIsFullNothingThatWasAcknowledgedIsLostAndItGoesOnWhenThereIsRoom() throws Exception {
        List<String> kept = new ArrayList<>();
        List<Answer> others = new ArrayList<>();
        Path filler = product.folder().resolve("postgresql/filler");
        try (Connection other = product.superuser().dataSource().getConnection();
                Statement statement = other.createStatement()) {
            try (OutputStream rest = Files.newOutputStream(filler)) {
                byte[] much = new byte[1 << 16];
                while (true) {
                    rest.write(much);
                }
            } catch (IOException full) {
                assertThat(full).hasMessageContaining("No space left");
            }
            try (FileChannel some = FileChannel.open(filler, StandardOpenOption.WRITE)) {
                some.truncate(some.size() - ROOM);
            }
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (others.size() < 5 && System.nanoTime() < end) {
                for (int i = 0; i < 5; i++) {
                    Answer answer = product.api.as("board-secretary").post("/api/v1/goals", Walk.goal("care"));
                    if (answer.status() == 201) {
                        kept.add(answer.ref());
                    } else {
                        others.add(answer);
                    }
                }
                nextSegment(statement);
            }
            assertThat(product.probe("liveness")).isEqualTo(200);
        } finally {
            Files.delete(filler);
        }
        product.awaitProbe("readiness", 200, Duration.ofSeconds(30));

        assertThat(kept).isNotEmpty();
        assertThat(others).hasSizeGreaterThanOrEqualTo(5).allSatisfy(DatabaseAwayTest::busy);
        Tried.times(kept.size() + others.size());
        assertThat(kept).allSatisfy(ref -> product.api.as("board-secretary").trail(ref));
        new Walk(product.api).committed("developers");
    }

    /** The log of changes goes on in a new file, for which there is no room; a server that has ended is what that may come to. */
    private static void nextSegment(Statement statement) {
        try {
            statement.execute("select pg_switch_wal()");
        } catch (SQLException ended) {
            assertThat(Outage.behind(ended)).isPresent();
        }
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
