package org.dottedline.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.dottedline.Api;
import org.dottedline.DottedLine;
import org.dottedline.Walk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole product in a process of its own, killed where it hurts, and started again on the same data folder. */
class KilledInTheMiddleTest {

    @TempDir
    private Path folder;

    @Test
    void killedBetweenSendingAndReceivingNothingIsLostAndNothingIsDoneTwice() throws Exception {
        Data.prepare(folder);
        String objective;
        List<Map<String, Object>> record;
        Api api;

        int port = freePort();
        try (Child first = start(port)) {
            api = new Api(port);
            Walk walk = new Walk(api);
            objective = walk.approvedGoal("billing") + ".O1";
            try (Connection watcher = superuser().dataSource().getConnection();
                    Statement statement = watcher.createStatement()) {
                watcher.setAutoCommit(false);
                statement.execute("lock table dottedline.handover in exclusive mode");
                walk.complete("exec-billing", objective, "CommitObjective", Walk.objective("developers"));
                record = api.as("pmo").history(objective);
                awaitOneThatWaits();
                first.kill();
                watcher.rollback();
            }
        }

        port = freePort();
        try (Child second = start(port)) {
            api = new Api(port);
            Walk walk = new Walk(api);
            String initiative = objective + ".I1";
            assertThat(api.as("cm-developers").task(objective, "ProposeInitiative"))
                    .containsEntry("ref", initiative);
            assertThat(api.as("pmo").history(objective).subList(0, record.size()))
                    .isEqualTo(record);
            assertThat(api.as("exec-billing").handovers(objective))
                    .extracting(handover -> handover.get("message") + " " + handover.get("result"))
                    .containsExactly("ObjectiveCommitted delivered");
            assertThat(api.as("exec-billing").trail(objective))
                    .containsEntry("state", "running")
                    .containsEntry("children", List.of(initiative));
            walk.complete("cm-developers", initiative, "ProposeInitiative", Walk.proposal());
            api.as("strategist-billing").task(initiative, "AssessFit");
            second.terminate();
            assertThat(second.end()).isIn(0, 143);
        }
    }

    private Child start(int port) throws IOException {
        Child child = Child.start(
                DottedLine.class,
                Map.of(
                        "DOTTEDLINE_DATA_DIR",
                        folder.toString(),
                        "DOTTEDLINE_DEMO",
                        "organisation",
                        "SERVER_PORT",
                        Integer.toString(port),
                        "LOGGING_LEVEL_ROOT",
                        "error"));
        child.await("Dotted Line is ready at http://localhost:" + port);
        return child;
    }

    /** PostgreSQL outlives a killed application, and tells where it listens. */
    private Login superuser() throws IOException {
        Path here = folder.resolve("postgresql");
        String port = Files.readAllLines(here.resolve("cluster/postmaster.pid")).get(3);
        return new Login(
                "jdbc:postgresql://127.0.0.1:" + port.strip() + "/dottedline?sslmode=disable&gssEncMode=disable",
                "postgres",
                Files.readString(here.resolve("password")).strip());
    }

    /** Until the job has moved sender and receiver, and waits to write down that it did: nothing of it is committed. */
    private void awaitOneThatWaits() throws Exception {
        var jdbc = Data.jdbc(superuser());
        Api.soon(() -> assertThat(jdbc.sql("""
                                select count(*) from pg_stat_activity
                                where wait_event_type = 'Lock' and query ilike '%insert into handover%'""").query(Integer.class).single()).isPositive());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
