package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dottedline.Api.fields;

import java.util.List;
import java.util.Map;
import org.dottedline.Api;
import org.dottedline.ProductTest;
import org.dottedline.Visitor;
import org.dottedline.trust.Doors.Door;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
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
