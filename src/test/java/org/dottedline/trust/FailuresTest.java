package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dottedline.Api.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dottedline.Api;
import org.dottedline.ProductTest;
import org.dottedline.Visitor;
import org.dottedline.Walk;
import org.dottedline.database.SharedDatabase;
import org.dottedline.trust.Doors.Door;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What fails in a way that nobody foresaw tells nothing, and no line of the log begins where somebody wants it to. */
@ProductTest
@ExtendWith(OutputCaptureExtension.class)
class FailuresTest {

    private static final String FORGED = "2026-01-01T00:00:00.000Z  WARN [main] [- - -] security : forged-by-";
    private static final String LINE =
            "x%0d%0a2026-01-01T00:00:00.000Z%20%20WARN%20%5Bmain%5D%20%5B-%20-%20-%5D%20security%20:%20forged-by-path";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Value("${dottedline.db.url}")
    private String url;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    @Attack(19)
    void aFailureIsASentenceOnAPageAndInAnAnswer(CapturedOutput log) {
        Visitor visitor = Visitor.at(port, "pmo");
        visitor.open("/tasks");
        Api.Caller caller = new Api(port).as("pmo");
        List<String> answers = List.of(
                caller.get("/api/probe/fails").refused(500, "failure").text(),
                caller.send("GET", "/api/probe/fails", (String) null, "Accept", "text/html")
                        .is(500)
                        .text(),
                page(visitor.open("/probe/fails?trace=true&message=true&exception=true")),
                page(visitor.send("/probe/fails")),
                new String(visitor.fetch("/probe/fails", "Accept", "application/json")
                        .body()),
                new String(visitor.fetch("/probe/fails?trace=true", "Accept", "text/plain")
                        .body()));
        for (String answer : answers) {
            Leaks.none("a failure", answer);
            assertThat(answer).doesNotContain("password from", "secret", "forged", "\"trace\"");
        }
        assertThat(log.getOut()).contains("forged-by-probe");
        assertThat(log.getOut().lines()).noneMatch(line -> line.startsWith(FORGED));
        Tried.times(answers.size());
    }

    /** A table that refuses for a reason nobody foresaw, and says what was typed; one that the application may not read any more. */
    @Test
    @Attack(19)
    void whatTheDatabaseSaysOfAFailureStaysInsideAndTheLogKnowsWhoseItWas(CapturedOutput log) throws Exception {
        String said = "marrowfat4711";
        String goal = new Walk(new Api(port)).proposedGoal("billing");
        Visitor visitor = Visitor.at(port, "board-secretary");
        Api.Caller caller = new Api(port).as("board-secretary");
        visitor.open("/trails/" + goal + "/discussion");
        JdbcClient almighty = JdbcClient.create(SharedDatabase.almighty(url));
        String role = jdbc.sql("select current_user").query(String.class).single();
        almighty.sql("create function dottedline.broken() returns trigger language plpgsql as"
                        + " $$ begin raise exception 'broken by %', new.text using detail = new.text; end $$")
                .update();
        List<String> answers = new ArrayList<>();
        try {
            almighty.sql("create trigger broken before insert on dottedline.remark for each row"
                            + " execute function dottedline.broken()")
                    .update();
            almighty.sql("revoke select on dottedline.deputyship from " + role).update();
            answers.add(page(visitor.send("/trails/" + goal + "/discussion", "text", said, "once", "k4711")));
            answers.add(caller.post("/api/v1/trails/" + goal + "/remarks", Map.of("text", said))
                    .refused(500, "failure")
                    .text());
            answers.add(page(visitor.open("/deputies")));
            answers.add(caller.get("/api/v1/deputies").refused(500, "failure").text());
        } finally {
            almighty.sql("grant select on dottedline.deputyship to " + role).update();
            almighty.sql("drop trigger if exists broken on dottedline.remark").update();
            almighty.sql("drop function dottedline.broken()").update();
        }
        for (String answer : answers) {
            Leaks.none("a failure", answer);
            assertThat(answer).doesNotContain(said, "relation", "deputyship", "permission", "trigger", "broken");
        }
        assertThat(log.getOut()).doesNotContain(said);
        assertThat(log.getOut().lines())
                .filteredOn(line -> line.contains(" ERROR "))
                .hasSizeGreaterThanOrEqualTo(answers.size())
                .allMatch(
                        line -> line.matches(".* ERROR \\[[^]]*] \\[[0-9a-f]{8,} board-secretary (-|" + goal + ")] .*"))
                .anyMatch(line -> line.contains(" board-secretary " + goal + "]"));
        assertThat(visitor.open("/deputies").status()).as("afterwards").isEqualTo(200);
        Tried.times(answers.size());
    }

    private static String page(Visitor.Sheet sheet) {
        assertThat(sheet.status()).isEqualTo(500);
        assertThat(sheet.text()).contains(".");
        return sheet.html();
    }

    @Test
    @Attack(19)
    void nothingThatIsSentBeginsALineOfTheLog(CapturedOutput log) {
        String said = "x\r\n" + FORGED + "field\u2028" + FORGED + "field";
        Visitor visitor = Visitor.at(port, "pmo");
        visitor.open("/tasks");
        Api.Caller caller = new Api(port).as("pmo");
        long sent = 0;
        Map<String, String> broken = Doors.values(LINE, LINE);
        broken.replaceAll((name, value) -> LINE);
        for (Door door : Doors.ofApi(new Api(port))) {
            caller.send(
                    door.method(),
                    door.at(broken) + "?after=" + LINE,
                    door.changes() ? "{\"" + LINE + "\":1,\"a\\r\\n" + FORGED + "\":\"b\"}" : null,
                    "Idempotency-Key",
                    LINE);
            sent++;
        }
        for (Door door : Doors.ofPages(mappings)) {
            if (door.changes() && door.path().contains("{")) {
                visitor.send(door.at(broken), "reason", said, "title", said, "text", said);
            } else if (door.path().contains("{")) {
                visitor.open(door.at(broken) + "?after=" + LINE);
            }
            sent++;
        }
        Visitor stranger = Visitor.at(port);
        stranger.open("/sign-in");
        stranger.send("/sign-in", "username", said, "password", said);
        new Api(port).as("pmo\r\n" + FORGED + "login", said).get("/api/v1/tasks");
        caller.post("/api/v1/goals", fields("title", said, "why", said));
        assertThat(log.getOut()).contains("security : refused");
        assertThat(log.getOut().split("[\\r\\n\\u2028\\u2029\\u0085]")).noneMatch(line -> line.startsWith(FORGED));
        Tried.times(sent + 3);
    }
}
