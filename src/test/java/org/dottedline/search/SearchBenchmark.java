package org.dottedline.search;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.dottedline.ProductTest;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long a search takes among a hundred thousand texts at eleven thousand steps. Not run with the tests, since its name does not end
 * like theirs: {@code mvn test -Dtest=SearchBenchmark}.
 */
@ProductTest
class SearchBenchmark {

    private static final int GOALS = Integer.getInteger("goals", 1000);
    private static final int RUNS = 7;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Search search;

    @Autowired
    private People people;

    @Autowired
    private Environment environment;

    @Test
    void rareAndCommonWords() throws SQLException {
        generate();
        System.out.printf(
                "BENCH texts: %d%n",
                jdbc.sql("select count(*) from search_text").query(Long.class).single());
        for (String login : List.of("board-chair", "exec-care", "cm-users", "pmo")) {
            Person person = people.find(login).orElseThrow();
            for (String words : List.of("needle", "needle defects", "invoi", "members")) {
                Question question = Question.of(words).orElseThrow();
                List<Hit> first = search.find(person, question, null, 21);
                System.out.printf(
                        "BENCH %s, %s: %d hits on the first page, %.1f ms%n",
                        login, words, first.size(), millis(() -> search.find(person, question, null, 21)));
            }
        }
    }

    /** Of every goal two objectives, two initiatives of each, and a request of each of these; eight remarks at every step. */
    private void generate() throws SQLException {
        long start = System.nanoTime();
        step(
                "insert into trail (ref, path, kind, title, state, created_at)"
                        + " select 'G' || g, array[g], 'goal', 'Better invoicing ' || g, 'running', now() from generate_series(1001, 1000 + :goals) g");
        step("insert into trail (ref, parent, path, kind, title, unit, state, created_at)"
                + " select t.ref || '.O' || n, t.ref, t.path || n, 'objective', 'Objective ' || n || ' of ' || t.ref,"
                + " (array['billing', 'care'])[1 + (t.path[1] + n) % 2], 'running', now()"
                + " from trail t, generate_series(1, 2) n where t.kind = 'goal' and t.path[1] > 1000 and :goals > 0");
        step(
                "insert into trail (ref, parent, path, kind, title, unit, state, created_at)"
                        + " select t.ref || '.I' || n, t.ref, t.path || n, 'initiative', 'Initiative ' || n || ' of ' || t.ref,"
                        + " (array['developers', 'users'])[1 + (t.path[1] + n) % 2], 'running', now()"
                        + " from trail t, generate_series(1, 2) n where t.kind = 'objective' and t.path[1] > 1000 and :goals > 0");
        step("insert into trail (ref, parent, path, kind, title, unit, state, created_at)"
                + " select t.ref || '.R1', t.ref, t.path || 1, 'request', 'Request of ' || t.ref, t.unit, 'running', now()"
                + " from trail t where t.kind = 'initiative' and t.path[1] > 1000 and :goals > 0");
        step("insert into remark (ref, side, login, text, at)"
                + " select t.ref, (array['strategy', 'community'])[1 + n % 2], 'somebody',"
                + " 'What members say of defects, number ' || n || ': word' || (t.path[1] * 7 + n) % 5000 || ' and more about the time that they lose"
                + " before each release of ' || t.title || case when (t.path[1] * 13 + n) % 400 = 0 then ' needle' else '' end, now()"
                + " from trail t, generate_series(1, 8) n where t.path[1] > 1000 and :goals > 0");
        System.out.printf("BENCH written in %.1f s%n", (System.nanoTime() - start) / 1e9);
        try (Connection owner = DriverManager.getConnection(
                        environment.getRequiredProperty("dottedline.db.url"),
                        environment.getRequiredProperty("dottedline.db.user"),
                        environment.getRequiredProperty("dottedline.db.password"));
                var statement = owner.createStatement()) {
            statement.execute("vacuum analyze dottedline.search_text");
            statement.execute("vacuum analyze dottedline.trail");
        }
    }

    private void step(String sql) {
        jdbc.sql(sql).param("goals", GOALS).update();
    }

    /** The median. */
    private static double millis(Runnable question) {
        double[] taken = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            question.run();
            taken[run] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(taken);
        return taken[RUNS / 2];
    }
}
