package org.dottedline.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dottedline.Api;
import org.dottedline.Visitor;
import org.dottedline.Walk;
import org.dottedline.trust.Attack;
import org.dottedline.trust.Tried;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What operators see of the product: figures, and a log. */
class WatchedTest {

    /** What nobody but people should read. With a line of a log in it, and what could be taken for the end of one in JSON. */
    private static final String SECRET = "mark4711";

    private static final String FORGED =
            SECRET + "\n2026-01-01T00:00:00.000Z  WARN [main] security : mark4712\",\"level\":\"x";
    private static final Pattern PERSONAL = Pattern.compile("mark47|Leila|Haddad|Whitaker");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static Instance product;

    @BeforeAll
    static void find() throws Exception {
        product = Observed.product();
    }

    @Test
    void figuresOfTheWholeSystemStandOnThePortOfOperatorsAlone() throws Exception {
        new Walk(product.api).proposedGoal("care");
        product.api.as("cm-users").get("/api/v1/trails/G4711").is(404);
        String figures = "";
        for (int i = 0; i < 120 && !figures.matches("(?s).*dottedline_tasks_open\\{side=\"strategy\"} [1-9].*"); i++) {
            Thread.sleep(i == 0 ? 0 : 100);
            figures = product.get(product.operators, "/actuator/prometheus").body();
        }
        assertThat(figures)
                .containsPattern("dottedline_tasks_open\\{side=\"strategy\"} [1-9]")
                .containsPattern("dottedline_tasks_open\\{side=\"community\"} [0-9.]+")
                .containsPattern("dottedline_tasks_overdue\\{side=\"strategy\"} 0.0")
                .containsPattern("dottedline_handovers_waiting [0-9.]+")
                .containsPattern("dottedline_incidents 0.0")
                .containsPattern("dottedline_jobs\\{state=\"due\"} [0-9.]+")
                .containsPattern("dottedline_jobs\\{state=\"failing\"} [0-9.]+")
                .containsPattern("dottedline_jobs\\{state=\"future\"} [1-9]")
                .containsPattern("dottedline_reservations\\{currency=\"EUR\"} 0.0")
                .containsPattern("dottedline_reserved_amount\\{currency=\"EUR\"} 0.0")
                .containsPattern("dottedline_refusals_total\\{by=\"information\"} [1-9]")
                .containsPattern("dottedline_refusals_total\\{by=\"separation\"} 0.0")
                .contains("dottedline_database_up 1.0")
                .contains("hikaricp_connections_active{pool=\"dotted-line\"}")
                .contains("jvm_memory_used_bytes")
                .contains("http_server_requests_seconds_count");
        assertThat(figures).doesNotContain("cm-users", "G4711", "billing", "developers");

        assertThat(product.get(product.operators, "/actuator/health/readiness").statusCode())
                .isEqualTo(200);
        for (String closed : List.of("/actuator/env", "/actuator", "/tasks", "/api/v1/tasks", "/sign-in")) {
            assertThat(product.get(product.operators, closed).statusCode())
                    .as(closed)
                    .isEqualTo(404);
        }
        assertThat(product.get(product.port, "/actuator/prometheus").statusCode())
                .isEqualTo(404);
    }

    @Test
    @Attack(19)
    void nothingThatPeopleTypedOrAreCalledStandsInTheLogAndNoLineOfItCanBeForged() {
        Walk walk = new Walk(product.api);
        String goal = proposed();
        walk.complete("board-chair", goal, "ApproveBoardGoal", Map.of("decision", "approve", "reason", SECRET));
        Map<String, Object> objective = new HashMap<>(Walk.objective("developers"));
        List.of("title", "measure", "unit").forEach(field -> objective.put(field, SECRET));
        walk.complete("exec-billing", goal + ".O1", "CommitObjective", objective);
        walk.complete(
                "cm-developers",
                goal + ".O1.I1",
                "ProposeInitiative",
                Map.of(
                        "decision",
                        "propose",
                        "title",
                        SECRET,
                        "need",
                        FORGED,
                        "groups",
                        List.of("customers"),
                        "idea",
                        FORGED));
        walk.complete(
                "strategist-billing",
                goal + ".O1.I1",
                "AssessFit",
                Map.of("fit", "fair", "effect", FORGED, "budgetBand", "to-25000", "note", FORGED));
        walk.complete(
                "exec-billing", goal + ".O1.I1", "ApproveInitiative", Map.of("decision", "approve", "reason", FORGED));
        refused(goal);

        List<String> lines = product.child.output().lines().toList();
        assertThat(lines)
                .filteredOn(line -> line.startsWith("Dotted Line is ready"))
                .containsExactly("Dotted Line is ready at http://localhost:" + product.port);
        List<String> log = lines.subList(
                lines.indexOf("Dotted Line is ready at http://localhost:" + product.port) + 1, lines.size());
        Tried.times(log.size());
        assertThat(log).isNotEmpty();
        assertThat(log.stream()
                        .filter(line ->
                                !parts(line).keySet().containsAll(List.of("time", "level", "logger", "message"))))
                .isEmpty();
        assertThat(Stream.concat(lines.stream(), product.child.errorsSoFar().lines())
                        .filter(line -> PERSONAL.matcher(line).find()))
                .isEmpty();
        assertThat(log)
                .anySatisfy(line -> assertThat(parts(line))
                        .containsEntry("logger", "security")
                        .containsEntry("person", "cm-users")
                        .containsEntry("ref", goal)
                        .containsKey("request"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> parts(String line) {
        return JSON.readValue(line, Map.class);
    }

    private static String proposed() {
        return product.api
                .as("board-secretary")
                .post(
                        "/api/v1/goals",
                        Api.fields(
                                "title",
                                SECRET,
                                "why",
                                FORGED,
                                "fiscalYear",
                                2026,
                                "measure",
                                SECRET,
                                "lobs",
                                List.of("billing")))
                .ref();
    }

    /** What goes wrong in every way that a stranger or a colleague has. */
    private static void refused(String goal) {
        product.api.as("cm-users").get("/api/v1/trails/" + goal + "/history").is(404);
        product.api.as("exec-billing").post("/api/v1/goals", Map.of(SECRET, FORGED));
        product.api.as("exec-billing").send("POST", "/api/v1/goals", "{\"title\": " + FORGED);
        product.api.as(SECRET, SECRET).get("/api/v1/tasks").is(401);
        product.api.as("exec-billing").get("/api/v1/trails?after=" + SECRET);
        product.api.as("exec-billing").get("/api/v1/search?q=" + SECRET);
        product.api.as("exec-billing").get("/api/v1/trails/" + SECRET);
        product.api.as("exec-billing").send("GET", "/api/v1/tasks", (String) null, "X-Request-Id", SECRET);
        product.api.as("cm-developers").post("/api/v1/needs", Map.of("lob", SECRET, "title", "x".repeat(9000)));
        product.api.as("cm-developers").post("/api/v1/needs", Map.of("lob", "care", "title", SECRET + "\u0000"));
        Visitor visitor = Visitor.at(product.port, "exec-billing");
        visitor.open("/search?q=" + SECRET);
        visitor.sendWithoutToken("/trails/" + goal + "/withdraw", "reason", SECRET);
        visitor.open("/tasks/" + SECRET);
    }
}
