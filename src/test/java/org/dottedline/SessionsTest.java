package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sessions lie in the database, at little cost, and tell nothing to who reads them there. */
@ProductTest
class SessionsTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

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
