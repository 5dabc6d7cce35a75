package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
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

    private void signedInBefore(String ago) {
        int changed = jdbc.sql("""
                        update session
                           set kept = jsonb_set(kept, '{SPRING_SECURITY_CONTEXT,signed-in,since}', to_jsonb(
                                   to_char((clock_timestamp() - ?::interval) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))
                         where key = sha256(convert_to(?, 'UTF8'))""").param(ago).param(visitor.cookie()).update();
        assertThat(changed).isOne();
    }
}
