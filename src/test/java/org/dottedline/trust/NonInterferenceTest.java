package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.dottedline.Api;
import org.dottedline.QuickPasswords;
import org.dottedline.database.SharedDatabase;
import org.dottedline.engine.Jobs;
import org.dottedline.time.ApplicationClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/**
 * What one side keeps private makes no difference to what the other can read: the same trail is walked on the same database with the same
 * clock, other secrets and other ways to the same handovers, and every page, answer, refusal, feed and file that a person may open is the
 * same, byte for byte. Since all is compared, what is added to the product later is, too.
 */
@Import(QuickPasswords.class)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"dottedline.demo=organisation", "spring.application.name=walls"})
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NonInterferenceTest {

    private static final List<String> STRATEGY = List.of(
            "board-chair", "exec-billing", "strategist-billing", "controller", "buyer", "delivery-lead", "exec-care");
    private static final List<String> COMMUNITY = List.of("cm-developers", "cm-users");
    private static final List<String> OVERSIGHT = List.of("pmo");

    /** Who decides in the middle of a trail: what the others have then is there at its end, and their tasks are read one by one. */
    private static final List<String> IN_THE_MIDDLE = List.of("exec-billing", "cm-developers");

    @LocalServerPort
    private int port;

    @Autowired
    private Jobs jobs;

    @Autowired
    private ApplicationClock clock;

    @Autowired
    private JdbcClient jdbc;

    private final LocalDate today = OneTrail.tomorrow();
    private Fresh fresh;
    private Run first;
    private Run crossed;

    /** What was read in one run by whom, and what the application logged meanwhile. */
    private record Run(Map<String, Map<String, String>> answers, List<String> log) {}

    @BeforeAll
    void walkFirst() throws SQLException {
        jobs.stop();
        fresh = Fresh.of(database());
        List<String> everybody = new ArrayList<>(STRATEGY);
        everybody.addAll(COMMUNITY);
        everybody.addAll(OVERSIGHT);
        first = run(Secrets.FIRST, everybody);
        crossed = crossed();
    }

    @AfterAll
    void returnToThePresent() {
        clock.reset();
    }

    private String database() {
        return jdbc.sql("select current_database()").query(String.class).single();
    }

    private Run run(Secrets secrets, List<String> readers) throws SQLException {
        fresh.again();
        clock.set(today.atTime(LocalTime.of(9, 0)).toInstant(ZoneOffset.UTC));
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        lines.start();
        root.addAppender(lines);
        try {
            OneTrail trail = new OneTrail(port, jobs::runDue, today, secrets, Set.copyOf(readers));
            Map<String, Map<String, String>> answers = new LinkedHashMap<>();
            trail.toItsMiddle();
            read(
                    "in its middle",
                    readers.stream().filter(IN_THE_MIDDLE::contains).toList(),
                    answers);
            trail.toItsEnd();
            read("at its end", readers, answers);
            readers.forEach(login -> answers.computeIfAbsent(login, who -> new LinkedHashMap<>())
                    .put("at work", trail.atWork().getOrDefault(login, "")));
            return new Run(
                    answers,
                    lines.list.stream()
                            .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                            .map(event -> event.getLoggerName() + " " + Mask.of(event.getFormattedMessage()))
                            .toList());
        } finally {
            root.detachAppender(lines);
        }
    }

    private void read(String when, List<String> readers, Map<String, Map<String, String>> into) {
        Crawl.Known known = known();
        for (String login : readers) {
            Map<String, String> mine = into.computeIfAbsent(login, who -> new LinkedHashMap<>());
            new Crawl(port, login, known).everything().forEach((path, answer) -> mine.put(when + " " + path, answer));
        }
    }

    private Crawl.Known known() {
        List<String> tasks = new ArrayList<>();
        for (String login : List.of("cm-developers", "exec-billing", "strategist-billing", "controller")) {
            new Api(port).as(login).tasks(OneTrail.GOAL).forEach(task -> tasks.add(String.valueOf(task.get("id"))));
        }
        return new Crawl.Known(
                List.of(
                        OneTrail.GOAL,
                        OneTrail.OBJECTIVE,
                        OneTrail.INITIATIVE,
                        OneTrail.REQUEST,
                        OneTrail.SECOND,
                        "N1"),
                tasks,
                List.of("defects", "Qzxm1", "Qzxc1", "Qzxs1", "Qzxs2"));
    }

    @Test
    @Attack(18)
    void whatACommunityKeepsMakesNoDifferenceToStrategy() throws SQLException {
        Run second = run(Secrets.FIRST.withAnotherCommunity(), STRATEGY);

        assertSame(second, STRATEGY);
        assertThat(secretsIn(first, STRATEGY))
                .doesNotContain("Qzxm1 ", "Qzxc1 ")
                .contains("Qzxs1 ");
    }

    @Test
    void whatStrategyKeepsMakesNoDifferenceToACommunity() throws SQLException {
        Run second = run(Secrets.FIRST.withAnotherStrategy(), COMMUNITY);

        assertSame(second, COMMUNITY);
        assertThat(secretsIn(first, COMMUNITY)).doesNotContain("Qzxs1 ").contains("Qzxc1 ");
    }

    @Test
    @Attack(18)
    void whatMembersAnsweredMakesNoDifferenceToOversight() throws SQLException {
        Run second = run(Secrets.FIRST.withOtherMembers(), OVERSIGHT);

        assertSame(second, OVERSIGHT);
        assertThat(secretsIn(first, OVERSIGHT)).doesNotContain("Qzxm1 ").contains("Qzxc1 ", "Qzxs1 ");
    }

    /** That the wall would be seen to break, where members' own words had taken the place of what was handed over. */
    @Test
    void aWordThatCrossesIsSeenOnThePagesAndInTheApi() {
        assertThat(differences(first, crossed, List.of("exec-billing")))
                .anySatisfy(found -> assertThat(found)
                        .startsWith("exec-billing at its end /api/v1/trails/G1.O1.I1.R1/handovers: ")
                        .contains("Qzxm1 says 1"))
                .anySatisfy(found -> assertThat(found)
                        .startsWith("exec-billing at its end /trails/G1.O1.I1.R1: ")
                        .contains("Qzxm1 says 1"));
    }

    /** The end of the first run again, after a change in the tables alone. */
    private Run crossed() throws SQLException {
        try (Connection connection = SharedDatabase.superuser(database());
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            assertThat(statement.executeUpdate("update dottedline.handover set payload = replace(payload::text, '"
                            + OneTrail.SUMMARY + "', 'Qzxm1 says 1')::json where ref = '" + OneTrail.REQUEST
                            + "' and payload::text like '%" + OneTrail.SUMMARY + "%'"))
                    .isEqualTo(1);
        }
        Map<String, Map<String, String>> answers = new LinkedHashMap<>();
        read("at its end", List.of("exec-billing"), answers);
        return new Run(answers, List.of());
    }

    private void assertSame(Run second, List<String> readers) {
        assertThat(differences(first, second, readers)).isEmpty();
        assertThat(first.log()).as("lines of the log").isNotEmpty().noneMatch(line -> line.contains(Secrets.MARK));
        assertThat(second.log()).as("lines of the log").noneMatch(line -> line.contains(Secrets.MARK));
        readers.forEach(login -> Tried.times(first.answers().get(login).size()));
    }

    /** Where a person reads something else, with the first place where it differs. */
    private static List<String> differences(Run one, Run other, List<String> readers) {
        List<String> found = new ArrayList<>();
        for (String login : readers) {
            Map<String, String> before = one.answers().get(login);
            Map<String, String> after = other.answers().get(login);
            Set<String> paths = new TreeSet<>(before.keySet());
            paths.addAll(after.keySet());
            for (String path : paths) {
                String was = before.getOrDefault(path, "not there");
                String is = after.getOrDefault(path, "not there");
                if (!Objects.equals(was, is)) {
                    found.add(login + " " + path + ": " + place(was, is));
                }
            }
        }
        return found;
    }

    private static String place(String one, String other) {
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return around(one, at) + " / " + around(other, at);
    }

    private static String around(String text, int at) {
        return "“"
                + text.substring(Math.max(0, at - 120), Math.min(text.length(), at + 120))
                        .replaceAll("\\s+", " ") + "”";
    }

    /** All that was read, but for the searches, which repeat the words that were looked for. */
    private static String secretsIn(Run run, List<String> readers) {
        StringBuilder all = new StringBuilder();
        readers.forEach(login -> run.answers().get(login).forEach((path, answer) -> {
            if (!path.contains("/search?q=")) {
                all.append(answer);
            }
        }));
        return all.toString();
    }
}
