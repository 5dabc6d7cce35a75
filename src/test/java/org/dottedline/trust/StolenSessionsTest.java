package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dottedline.Api.fields;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.dottedline.Api;
import org.dottedline.ProductTest;
import org.dottedline.Visitor;
import org.dottedline.trust.Doors.Door;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Whoever has the cookie of somebody else has it for as long as that one's session lasts, and nobody chooses an id. */
@ProductTest
class StolenSessionsTest {

    private static final String KEY = "sha256(convert_to(?, 'UTF8'))";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    private Visitor visitor;
    private String name;

    @BeforeEach
    void signedIn() {
        visitor = Visitor.at(port, "strategist-care");
        visitor.open("/tasks");
        name = "dottedline-"
                + jdbc.sql("select left(id::text, 8) from installation")
                        .query(String.class)
                        .single();
    }

    private HttpResponse<byte[]> with(String id, String path) {
        return Visitor.at(port).fetch(path, "Cookie", name + "=" + id, "Accept", "text/html");
    }

    private int rows(String id) {
        return jdbc.sql("select count(*) from session where key = " + KEY)
                .param(id)
                .query(Integer.class)
                .single();
    }

    @Test
    @Attack(12)
    void nobodyChoosesTheIdOfASession() {
        String key = jdbc.sql("select encode(key, 'hex') from session where key = " + KEY)
                .param(visitor.cookie())
                .query(String.class)
                .single();
        List<String> chosen = List.of(
                "a".repeat(48), key, "", "'", "x".repeat(4000), visitor.cookie().toUpperCase());
        for (String id : chosen) {
            assertThat(with(id, "/tasks").uri().getPath()).as(id).isEqualTo("/sign-in");
            HttpResponse<byte[]> answer = with(id, "/sign-in");
            assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("=" + id + ";"));
            assertThat(rows(id)).as(id).isZero();
        }
        Tried.times(2L * chosen.size());
    }

    @Test
    @Attack(12)
    void afterSigningOutTheCookieOpensNothingEvenInTheMiddleOfARequest() throws Exception {
        String stolen = visitor.cookie();
        Visitor elsewhere = Visitor.at(port, "strategist-care");
        assertThat(with(stolen, "/tasks").uri().getPath()).isEqualTo("/tasks");
        jdbc.sql("update session set last_use = last_use - interval '2 minutes' where key = " + KEY)
                .param(stolen)
                .update();
        List<CompletableFuture<HttpResponse<byte[]>>> meanwhile = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> with(stolen, "/tasks")))
                .limit(8)
                .toList();
        visitor.send("/sign-out");
        for (CompletableFuture<HttpResponse<byte[]>> one : meanwhile) {
            assertThat(one.get().statusCode()).isEqualTo(200);
        }
        assertThat(rows(stolen)).isZero();
        List<Door> doors = Doors.ofPages(mappings).stream()
                .filter(door -> !door.changes() && !door.path().equals("/sign-in"))
                .toList();
        for (Door door : doors) {
            HttpResponse<byte[]> answer = with(stolen, door.at(Doors.values("billing", "G1")));
            assertThat(answer.uri().getPath()).as(door.toString()).isEqualTo("/sign-in");
        }
        assertThat(elsewhere.open("/tasks").path())
                .as("another session of theirs")
                .isEqualTo("/tasks");
        Tried.times(8L + doors.size());
    }

    @Test
    @Attack(12)
    void itEndsByTheDatabasesClockTwelveHoursAfterSigningIn() {
        signedInBefore("11 hours 59 minutes");
        assertThat(visitor.open("/tasks").path()).isEqualTo("/tasks");

        String stolen = visitor.cookie();
        signedInBefore("12 hours 2 seconds");
        assertThat(visitor.open("/tasks").path()).isEqualTo("/sign-in");
        assertThat(rows(stolen)).isZero();
    }

    @Test
    @Attack(12)
    void aNewSignInLeavesNothingToWhoHasTheCookieOfTheOneBefore() {
        String stolen = visitor.cookie();
        visitor.open("/sign-in");
        visitor.send("/sign-in", "username", "exec-care", "password", "exec-care");

        assertThat(visitor.cookie()).isNotEqualTo(stolen);
        assertThat(visitor.open("/tasks").text()).contains("Tomás Herrera");
        assertThat(with(stolen, "/tasks").uri().getPath()).isEqualTo("/sign-in");
        assertThat(rows(stolen)).isZero();
    }

    @Test
    @Attack(12)
    void ofTwoSessionsTheOlderOneEndsAlone() {
        Visitor newer = Visitor.at(port, "strategist-care");
        signedInBefore("12 hours 2 seconds");

        assertThat(visitor.open("/tasks").path()).isEqualTo("/sign-in");
        assertThat(newer.open("/tasks").path()).isEqualTo("/tasks");

        jdbc.sql("update session set last_use = clock_timestamp() - interval '31 minutes' where key = " + KEY)
                .param(newer.cookie())
                .update();
        Visitor newest = Visitor.at(port, "strategist-care");
        assertThat(newer.open("/tasks").path()).isEqualTo("/sign-in");
        assertThat(newest.open("/tasks").path()).isEqualTo("/tasks");
    }

    /** Each is open in two browsers; what one of them has in its hands is tried after the change, and so is a form opened before it. */
    @Test
    @Attack({5, 12})
    void aNewPasswordOrARoleThatEndsIsFeltInEverySessionAtOnce() {
        Api.Caller admin = new Api(port).as("admin");
        String login = "test-stolen";
        Map<String, Object> board = fields("name", "Of two browsers", "roles", List.of("board"), "password", login);
        admin.put("/api/v1/people/" + login, board);
        List<Visitor> browsers = List.of(Visitor.at(port, login), Visitor.at(port, login));
        browsers.forEach(browser ->
                assertThat(browser.open("/goals/new").status()).as("before").isEqualTo(200));

        admin.put("/api/v1/people/" + login, fields("name", "Of two browsers", "roles", List.of()))
                .ok();
        for (Visitor browser : browsers) {
            assertThat(browser.open("/goals/new").status()).isEqualTo(403);
            assertThat(browser.send("/goals/new", "title", "A goal", "why", "Because")
                            .status())
                    .isEqualTo(403);
        }
        admin.put("/api/v1/people/" + login, board).ok();
        admin.put(
                        "/api/v1/people/" + login,
                        fields(
                                "name",
                                "Of two browsers",
                                "roles",
                                List.of("board"),
                                "password",
                                "another one altogether"))
                .ok();
        for (Visitor browser : browsers) {
            String stolen = browser.cookie();
            assertThat(browser.send("/goals/new", "title", "A goal", "why", "Because")
                            .path())
                    .isEqualTo("/sign-in");
            assertThat(with(stolen, "/tasks").uri().getPath()).isEqualTo("/sign-in");
            assertThat(rows(stolen)).isZero();
        }
        new Api(port).as(login).get("/api/v1/tasks").is(401);
        new Api(port).as(login, "another one altogether").get("/api/v1/tasks").ok();
        Tried.times(11);
    }

    private void signedInBefore(String ago) {
        int changed = jdbc.sql("""
                        update session
                           set kept = jsonb_set(kept, '{SPRING_SECURITY_CONTEXT,signed-in,since}', to_jsonb(
                                   to_char((clock_timestamp() - ?::interval) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))
                         where key = sha256(convert_to(?, 'UTF8'))""").param(ago).param(visitor.cookie()).update();
        assertThat(changed).isOne();
    }
}
