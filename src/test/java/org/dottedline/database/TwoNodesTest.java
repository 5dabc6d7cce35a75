package org.dottedline.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dottedline.Api;
import org.dottedline.DottedLine;
import org.dottedline.Visitor;
import org.dottedline.Walk;
import org.dottedline.trust.Fault;
import org.dottedline.trust.Tried;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two nodes on one database: started at once on an empty one, the clock of the second ten minutes fast. In this order, since each start
 * of a node takes long: both serve, one is killed, a newer one takes its place, the older one is stopped.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesTest {

    /** Also how long a killed node's job waits. */
    private static final Duration LOCK = Duration.ofSeconds(5);

    @TempDir
    private static Path folder;

    private static SharedDatabase database;
    private static JdbcClient jdbc;
    private static final Map<Integer, Child> NODES = new HashMap<>();
    private static int one;
    private static int two;
    private static String waiting = "";

    @BeforeAll
    static void bothStartAtOnceOnAnEmptyDatabase() throws Exception {
        database = SharedDatabase.empty();
        one = freePort();
        two = freePort();
        Child first = launch("", one, "PT0S");
        Child second = launch("", two, "PT10M");
        first.await("Dotted Line is ready at http://localhost:" + one);
        second.await("Dotted Line is ready at http://localhost:" + two);
        // what others' connections wait for is told to nobody less
        jdbc = Data.jdbc(
                new Login(database.url(), "postgres", SharedDatabase.server().secret()));
    }

    @AfterAll
    static void none() {
        NODES.values().forEach(Child::close);
    }

    @Test
    @Order(1)
    void aSessionOfOneNodeIsOneOfTheOtherAndEndsOnBoth() {
        Visitor here = Visitor.at(one, "exec-billing");
        Visitor there = here.elsewhere(two);

        assertThat(there.open("/tasks").path()).isEqualTo("/tasks");
        assertThat(here.open("/tasks").path()).isEqualTo("/tasks");

        there.send("/sign-out");
        assertThat(here.open("/tasks").path()).startsWith("/sign-in");
    }

    @Test
    @Order(1)
    void aFileThatOneNodeTookIsThereOnTheOther() {
        Visitor here = Visitor.at(one, "cm-developers");
        String box = "/communities/developers/ideas";
        here.open(box + "/import");
        Visitor.Sheet found = here.upload(
                box + "/import",
                "file",
                "ideas.csv",
                "number,title,votes,author\n1,Dark mode,9,Ann\n".getBytes(StandardCharsets.UTF_8));
        Visitor there = here.elsewhere(two);

        assertThat(there.open(found.path()).status()).isEqualTo(200);
        assertThat(there.send(found.path()).path()).isEqualTo(box);
        assertThat(here.open(box).text()).contains("Dark mode");
        assertThat(here.open(found.path()).status()).isEqualTo(404);
    }

    @Test
    @Order(2)
    @Fault(10)
    void withTheClockOfOneTenMinutesOffTheRecordIsInTheOrderInWhichThingsHappened() {
        List<Walk> walks = List.of(new Walk(new Api(one)), new Walk(new Api(two)));
        Instant before = Instant.now();
        String objective = walks.get(0).approvedGoal("billing") + ".O1";
        String initiative = objective + ".I1";
        walks.get(1).complete("exec-billing", objective, "CommitObjective", Walk.objective("developers"));
        walks.get(0).complete("cm-developers", initiative, "ProposeInitiative", Walk.proposal());
        walks.get(1).complete("strategist-billing", initiative, "AssessFit", Walk.judgement("strong", "to-25000"));
        walks.get(0).complete("exec-billing", initiative, "ApproveInitiative", Map.of("decision", "approve"));
        new Api(two).as("cm-developers").task(initiative, "CloseInitiative");
        Tried.times(5);

        List<Map<String, Object>> history = new Api(one).as("pmo").history(Walk.goalOf(objective));
        assertThat(history)
                .extracting(entry -> (String) entry.get("element"))
                .containsSubsequence(
                        "ApproveBoardGoal", "CommitObjective", "ProposeInitiative", "AssessFit", "ApproveInitiative");
        assertThat(history)
                .extracting(entry -> ((Number) entry.get("seq")).longValue())
                .isSorted();
        assertThat(history)
                .extracting(entry -> Instant.parse((String) entry.get("at")))
                .allSatisfy(at -> assertThat(at)
                        .isBetween(before.minusSeconds(2), Instant.now().plusSeconds(2)));
        assertThat(new Api(two).as("exec-billing").handovers(objective))
                .extracting(handover -> handover.get("result"))
                .containsOnly("delivered")
                .hasSize(3);
    }

    @Test
    @Order(3)
    void guessesCountOverBoth() {
        for (int guess = 0; guess < 10; guess++) {
            new Api(guess % 2 == 0 ? one : two)
                    .as("sourcing-manager", "wrong " + guess)
                    .get("/api/v1/tasks")
                    .is(401);
        }
        for (int port : List.of(one, two)) {
            new Api(port)
                    .as("sourcing-manager", "sourcing-manager")
                    .get("/api/v1/tasks")
                    .is(429);
        }
        jdbc.sql("delete from sign_in_attempt where not succeeded").update();
    }

    @Test
    @Order(4)
    @Fault(6)
    void aJobOfAKilledNodeRunsOnTheOtherWithItsEffectOnce() throws Exception {
        String objective = new Walk(new Api(one)).approvedGoal("billing") + ".O1";
        int killed;
        try (Connection watcher = new Login(database.url(), database.user(), database.password())
                        .dataSource()
                        .getConnection();
                Statement statement = watcher.createStatement()) {
            watcher.setAutoCommit(false);
            statement.execute("lock table dottedline.handover in exclusive mode");
            new Walk(new Api(one)).complete("exec-billing", objective, "CommitObjective", Walk.objective("developers"));
            killed = Integer.parseInt(Api.soon(() -> {
                List<String> found = jdbc.sql("""
                                select application_name from pg_stat_activity
                                 where datname = current_database() and wait_event_type = 'Lock'
                                   and query ilike '%insert into handover%'""").query(String.class).list();
                assertThat(found).isNotEmpty();
                return found.get(0);
            }));
            NODES.remove(killed).kill();
            watcher.rollback();
        }
        if (killed == one) {
            one = two;
        }

        Api api = new Api(one);
        String initiative = objective + ".I1";
        assertThat(api.as("cm-developers").task(objective, "ProposeInitiative")).containsEntry("ref", initiative);
        assertThat(api.as("exec-billing").handovers(objective))
                .extracting(handover -> handover.get("message") + " " + handover.get("result"))
                .containsExactly("ObjectiveCommitted delivered");
        assertThat(api.as("pmo").history(objective))
                .filteredOn(entry ->
                        "handover".equals(entry.get("kind")) && "ObjectiveCommitted".equals(entry.get("element")))
                .hasSize(1);
        waiting = initiative;
    }

    @Test
    @Order(5)
    @Fault(13)
    void aNewerNodeBringsNewModelsAndTrailsOfBothVersionsFinish() throws Exception {
        two = freePort();
        launch(newerModels() + File.pathSeparator, two, "PT0S")
                .await("Dotted Line is ready at http://localhost:" + two);
        Walk walk = new Walk(new Api(two));
        // begun on the older node, which meets the newer model
        String objective = new Walk(new Api(one)).committed("users");
        String fresh = objective + ".I1";

        for (String initiative : List.of(waiting, fresh)) {
            String login = initiative.equals(waiting) ? "cm-developers" : "cm-users";
            walk.complete(
                    login,
                    initiative,
                    "ProposeInitiative",
                    Map.of("decision", "decline", "reason", "Members are busy with the migration."));
            Api.soon(() -> assertThat(new Api(one).as(login).trail(initiative)).containsEntry("state", "declined"));
            Tried.times(1);
        }

        assertThat(versions(waiting)).containsExactly(1);
        assertThat(versions(fresh)).containsExactly(2);
    }

    @Test
    @Order(6)
    void whileTheOlderNodeStopsAClientThatTriesTheOtherSeesNoError() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Integer> answers = new CopyOnWriteArrayList<>();
        var client = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                answers.add(firstAnswer(one, two));
            }
        });
        Api.soon(() -> assertThat(answers).hasSizeGreaterThan(2));
        NODES.get(one).terminate();
        assertThat(NODES.get(one).end()).isIn(0, 143);
        int then = answers.size();
        Api.soon(() -> assertThat(answers).hasSizeGreaterThan(then + 2));
        over.set(true);
        client.get();

        assertThat(answers).containsOnly(200);
        new Walk(new Api(two)).committed("developers");
    }

    private static List<Integer> versions(String ref) {
        return jdbc.sql("""
                        select distinct d.version_ from engine.act_hi_procinst i
                          join engine.act_re_procdef d on d.id_ = i.proc_def_id_
                         where i.business_key_ = ? and i.proc_def_key_ = 'community-initiative'""").param(ref).query(Integer.class).list();
    }

    /** A client that goes to the next node where one does not take its connection, or cuts it before it answers. */
    private static int firstAnswer(int... ports) {
        String password = Base64.getEncoder().encodeToString("pmo:pmo".getBytes(StandardCharsets.UTF_8));
        for (int port : ports) {
            try {
                return HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/trails"))
                                        .header("Authorization", "Basic " + password)
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode();
            } catch (IOException refusedOrCut) {
                // the next one: asking twice does no harm
            } catch (InterruptedException broken) {
                throw new IllegalStateException(broken);
            }
        }
        throw new IllegalStateException("No node answers.");
    }

    /** All models as they are, one of them changed. */
    private static Path newerModels() throws IOException {
        Path newer = folder.resolve("newer");
        for (String kind : List.of("processes", "forms")) {
            Path from = Path.of("target", "classes", kind);
            try (var files = Files.walk(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path to = newer.resolve(kind).resolve(from.relativize(file));
                    Files.createDirectories(to.getParent());
                    String text = Files.readString(file);
                    Files.writeString(
                            to,
                            file.getFileName().toString().equals("community-initiative.bpmn")
                                    ? text.replaceFirst("<bpmn:documentation>", "<bpmn:documentation>In short: ")
                                    : text);
                }
            }
        }
        return newer;
    }

    private static Child launch(String before, int port, String clockOff) throws IOException {
        Child child = Child.start(
                List.of(),
                before,
                DottedLine.class,
                Map.of(
                        "DOTTEDLINE_DB_URL",
                        database.url() + "&ApplicationName=" + port,
                        "DOTTEDLINE_DB_USER",
                        database.user(),
                        "DOTTEDLINE_DB_PASSWORD",
                        database.password(),
                        "DOTTEDLINE_DEMO",
                        "organisation",
                        "DOTTEDLINE_JOBS_LOCK",
                        LOCK.toSeconds() + "s",
                        "DOTTEDLINE_MACHINE_CLOCK_OFF_BY",
                        clockOff,
                        "SERVER_PORT",
                        Integer.toString(port),
                        "LOGGING_LEVEL_ROOT",
                        "error"));
        NODES.put(port, child);
        return child;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
