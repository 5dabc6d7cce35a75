package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.dottedline.trust.Attack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sessions lie in the database, at little cost, and tell nothing to who reads them there. */
@ProductTest
class SessionsTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationContext application;

    private Visitor visitor;

    @BeforeEach
    void signedIn() {
        jdbc.sql("delete from session").update();
        visitor = Visitor.at(port, "exec-billing");
    }

    @AfterEach
    void nobodyStays() {
        jdbc.sql("delete from session").update();
    }

    @Test
    void aPageReadsItsSessionOnceAndWritesItOnceAMinute() {
        visitor.open("/tasks");

        assertThat(sessionStatementsOf("/tasks"))
                .singleElement()
                .satisfies(sql -> assertThat(sql).startsWith("select"));

        jdbc.sql("update session set last_use = last_use - interval '61 seconds'")
                .update();
        assertThat(sessionStatementsOf("/tasks"))
                .hasSize(2)
                .last()
                .satisfies(sql -> assertThat(sql).startsWith("update"));
        assertThat(sessionStatementsOf("/tasks")).hasSize(1);
    }

    @Test
    void stylesPicturesAndTheQuestionsOfALoadBalancerAskForNoSession() {
        for (String path : List.of("/assets/css/base.css", "/webjars/htmx.org/2.0.10/dist/htmx.min.js")) {
            assertThat(sessionStatementsOf(path)).as(path).isEmpty();
        }
        CountedDatabase.LOG.begin();
        new Api(port).as("pmo").get("/actuator/health/readiness").is(200);
        assertThat(CountedDatabase.LOG.statements()).noneMatch(SessionsTest::isOfSessions);
    }

    @Test
    void aLoadBalancerHearsWhetherThisNodeIsReadyWhateverKindOfAnswerItAsksFor() {
        Visitor stranger = Visitor.at(port);
        for (String accept : List.of("text/html", "application/json", "image/png", "text/plain;q=0.5", "*/*")) {
            for (String probe : List.of("readiness", "liveness")) {
                HttpResponse<byte[]> answer = stranger.fetch("/actuator/health/" + probe, "Accept", accept);
                assertThat(answer.statusCode()).as(probe + " as " + accept).isEqualTo(200);
                assertThat(new String(answer.body())).isEqualTo("{\"status\":\"UP\"}");
            }
        }
        try {
            AvailabilityChangeEvent.publish(application, ReadinessState.REFUSING_TRAFFIC);
            HttpResponse<byte[]> answer = stranger.fetch("/actuator/health/readiness", "Accept", "text/html");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(new String(answer.body())).isEqualTo("{\"status\":\"DOWN\"}");
            assertThat(stranger.fetch("/actuator/health/liveness", "Accept", "text/html")
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            AvailabilityChangeEvent.publish(application, ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    @Test
    @Attack(12)
    void afterHalfAnHourWithoutAClickItHasEnded() {
        jdbc.sql("update session set last_use = clock_timestamp() - interval '29 minutes'")
                .update();
        assertThat(visitor.open("/tasks").path()).isEqualTo("/tasks");

        jdbc.sql("update session set last_use = clock_timestamp() - interval '30 minutes 1 second'")
                .update();
        assertThat(visitor.open("/tasks").path()).startsWith("/sign-in");
        assertThat(jdbc.sql("select count(*) from session where last_use < clock_timestamp() - interval '30 minutes'")
                        .query(Integer.class)
                        .single())
                .as("ended sessions left over")
                .isZero();
    }

    @Test
    @Attack(12)
    void itsRowTellsNoRoleNoNameNoHashAndNoCookie() {
        visitor.open("/tasks");

        assertThat(jdbc.sql("select kept::text || encode(key, 'hex') from session")
                        .query(String.class)
                        .list())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .contains("exec-billing")
                        .doesNotContain("lob-executive", "bcrypt", "java", visitor.cookie()));
    }

    @Test
    @Attack(12)
    void aSessionThatIsEndedWhileItIsUsedDoesNotComeBack() {
        visitor.open("/tasks");
        String key = jdbc.sql("select encode(key, 'hex') from session")
                .query(String.class)
                .single();

        visitor.send("/sign-out");

        assertThat(jdbc.sql("select encode(key, 'hex') from session")
                        .query(String.class)
                        .list())
                .doesNotContain(key);
    }

    private List<String> sessionStatementsOf(String path) {
        CountedDatabase.LOG.begin();
        assertThat(visitor.open(path).status()).as(path).isEqualTo(200);
        return CountedDatabase.LOG.statements().stream()
                .filter(SessionsTest::isOfSessions)
                .toList();
    }

    private static boolean isOfSessions(String sql) {
        return sql.matches("(?s).*\\b(from|update|into) session\\b.*");
    }
}
