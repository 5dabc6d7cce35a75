package org.dottedline.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.Api;
import org.dottedline.DottedLine;
import org.dottedline.Walk;
import org.dottedline.browser.Desktop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole product in a process of its own, killed where it hurts, and started again on the same data folder. */
class KilledInTheMiddleTest {

    private static final String SUMMARY = "[name=summary]";

    @TempDir
    private Path folder;

    /** Between sending and receiving, while somebody types. */
    @Test
    void killedBetweenTwoShoresItsTrailsItsMoneyAndWhatWasTypedAreThereOnce() throws Exception {
        Data.prepare(folder);
        String initiative;
        String request;
        List<Map<String, Object>> record;

        int port = freePort();
        try (Child first = start(port)) {
            Api api = new Api(port);
            Walk walk = new Walk(api);
            initiative = walk.approved();
            api.as("cm-developers").task(initiative, "CloseInitiative");
            request = initiative + ".R1";
            api.as("cm-developers")
                    .post("/api/v1/trails/" + initiative + "/requests", Map.of("title", "Defect reporting"))
                    .is(201);
            researched(walk, request);
            try (Desktop desktop = new Desktop(port)) {
                Page page = closing(desktop, api, initiative);
                page.fill(SUMMARY, "Members report more.");
                page.locator(SUMMARY).blur();
                page.waitForSelector("#draft time");
            }
            try (Connection watcher = superuser().dataSource().getConnection();
                    Statement statement = watcher.createStatement()) {
                watcher.setAutoCommit(false);
                statement.execute("lock table dottedline.handover in exclusive mode");
                walk.complete("cm-developers", request, "SubmitResearch", results());
                record = api.as("pmo").history(initiative);
                awaitOneThatWaits();
                first.kill();
                watcher.rollback();
            }
        }

        port = freePort();
        try (Child second = start(port)) {
            Api api = new Api(port);
            Walk walk = new Walk(api);
            api.as("delivery-lead").task(request, "DesignFeature");
            assertThat(api.as("pmo").history(initiative).subList(0, record.size()))
                    .isEqualTo(record);
            assertThat(api.as("exec-billing").handovers(request))
                    .extracting(handover -> handover.get("message") + " " + handover.get("result"))
                    .containsExactly("FeatureRequested delivered");
            try (Desktop desktop = new Desktop(port)) {
                assertThat(closing(desktop, api, initiative).inputValue(SUMMARY))
                        .as("what was typed before the kill")
                        .isEqualTo("Members report more.");
            }
            walk.complete(
                    "delivery-lead",
                    request,
                    "DesignFeature",
                    Map.of(
                            "scope", "reporting",
                            "acceptance", List.of(Map.of("point", "reported in three minutes")),
                            "oneOff", "24000.00",
                            "runningYearly", "0.00",
                            "monthsToLive", 4));
            walk.complete(
                    "controller",
                    request,
                    "ReviewFunding",
                    Map.of(
                            "decision",
                            "reserve",
                            "picks",
                            List.of(Map.of("income", pickable(finances(api)), "monthly", "2000.00")),
                            "months",
                            12));
            walk.complete("delivery-lead", request, "EstimateBuild", option("24000.00"));
            Map<String, Object> quote = new HashMap<>(option("90000.00"));
            quote.put("vendor", "vendor A");
            walk.complete("buyer", request, "CollectQuotes", Map.of("quotes", List.of(quote)));
            walk.complete("strategist-billing", request, "DecideSourcing", Map.of("option", "build"));
            walk.complete("exec-billing", request, "ApproveSpending", Map.of("decision", "approve"));
            walk.complete(
                    "delivery-lead",
                    request,
                    "ConfirmDelivery",
                    Map.of(
                            "acceptance",
                            List.of(Map.of("point", "reported in three minutes", "met", true)),
                            "actualCost",
                            "23000.00"));
            walk.complete("strategist-billing", request, "AcceptDelivery", Map.of("decision", "accept"));
            api.as("cm-developers").task(request, "LaunchWithMembers");
            assertThat(api.as("exec-billing").handovers(request))
                    .extracting(handover -> handover.get("message") + " " + handover.get("result"))
                    .containsExactly("FeatureRequested delivered", "FeatureDelivered delivered");
            assertThat(Data.jdbc(superuser())
                            .sql("select kind, amount from dottedline.ledger where request = :ref order by seq")
                            .param("ref", request)
                            .query((row, number) -> row.getString(1) + " " + row.getString(2))
                            .list())
                    .containsExactly("reserve 24000.00", "spend 23000.00", "release 1000.00");
            second.terminate();
            assertThat(second.end()).isIn(0, 143);
        }
    }

    private static Page closing(Desktop desktop, Api api, String initiative) {
        Page page = desktop.signedIn("cm-developers", Desktop.wide(ColorScheme.LIGHT));
        page.navigate("/tasks/" + api.as("cm-developers").taskId(initiative, "CloseInitiative"));
        return page;
    }

    private static void researched(Walk walk, String request) {
        walk.complete(
                "cm-developers",
                request,
                "DescribeFeature",
                Map.of("title", "Defect reporting", "need", "lost days", "description", "report a defect"));
        walk.complete(
                "cm-developers",
                request,
                "PlanResearch",
                Map.of(
                        "question",
                        "Would you welcome it?",
                        "method",
                        "survey",
                        "groups",
                        List.of(Map.of("group", "customers", "minimum", 30, "welcomeAt", 60, "unwelcomeBelow", 40)),
                        "closesOn",
                        LocalDate.now(ZoneOffset.UTC).plusDays(20).toString()));
    }

    private static Map<String, Object> results() {
        return Map.of(
                "results",
                List.of(Map.of(
                        "group",
                        "customers",
                        "asked",
                        400,
                        "answered",
                        126,
                        "inFavour",
                        97,
                        "neutral",
                        18,
                        "against",
                        11)),
                "summary",
                "Customers welcome it.");
    }

    private static Map<String, Object> option(String oneOff) {
        return Map.of("oneOff", oneOff, "yearly", "0.00", "monthsToLive", 4, "managerHours", 6, "risks", "few");
    }

    private static Map<String, Object> finances(Api api) {
        return api.as("controller")
                .get("/api/v1/communities/developers/finances")
                .ok()
                .object();
    }

    /** The id of an income line of which something may be set aside. */
    private static String pickable(Map<String, Object> finances) {
        return ((List<?>) finances.get("income"))
                .stream()
                        .map(line -> (Map<?, ?>) line)
                        .filter(line -> "any".equals(line.get("restriction")))
                        .map(line -> String.valueOf(line.get("id")))
                        .findFirst()
                        .orElseThrow();
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
