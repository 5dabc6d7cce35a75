package org.dottedline.lists;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.dottedline.ProductTest;
import org.dottedline.audit.Entry;
import org.dottedline.audit.ListKind;
import org.dottedline.audit.Selection;
import org.dottedline.audit.persistence.ListTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long a list of approvals takes at a million entries, beside the engine's history asked the same. Not run with the tests, since its
 * name does not end like theirs: {@code mvn test -Dtest=ListsBenchmark}.
 */
@ProductTest
class ListsBenchmark {

    private static final int ENTRIES = Integer.getInteger("entries", 1_000_000);
    private static final int RUNS = 7;
    private static final String[] ELEMENTS = {
        "ApproveBoardGoal", "ApproveInitiative", "CountersignInitiative", "ApproveSpending", "CountersignSpending"
    };

    @Autowired
    private ListTable table;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private HistoryService history;

    @Autowired
    private Environment environment;

    @Test
    void firstAndDeepParts() throws SQLException {
        generate();
        Selection all = new Selection(ListKind.APPROVALS, null, null, null, null);
        Selection below = new Selection(ListKind.APPROVALS, null, null, "G7", null);
        Selection unit = new Selection(ListKind.APPROVALS, null, null, null, "billing");
        long count = table.count(all);
        Long deep = jdbc.sql("select seq from record where kind = 'task-completed' and element = 'ApproveInitiative'"
                        + " order by seq offset :skip limit 1")
                .param("skip", count / 10)
                .query(Long.class)
                .single();
        int skipped = (int) (count * 9 / 10);

        compare("first part", () -> part(all, null), () -> engine(0));
        compare("deep part", () -> part(all, deep), () -> engine(skipped));
        compare(
                "count",
                () -> table.count(all),
                () -> history.createHistoricTaskInstanceQuery()
                        .taskDefinitionKeyIn(ELEMENTS)
                        .finished()
                        .count());
        say("first part below a reference", millis(() -> part(below, null)));
        say("first part of a unit", millis(() -> part(unit, null)));
        say("count of a unit", millis(() -> table.count(unit)));
        say("duties that met", millis(() -> part(new Selection(ListKind.DUTIES, null, null, null, null), null)));
        long[] read = new long[1];
        say("all of the list, read for a file", millis(() -> table.each(all, (Entry entry) -> read[0]++), 1));
    }

    private List<Entry> part(Selection selection, @Nullable Long before) {
        return table.part(selection, before, 51);
    }

    private List<?> engine(int skip) {
        return history.createHistoricTaskInstanceQuery()
                .taskDefinitionKeyIn(ELEMENTS)
                .finished()
                .orderByHistoricTaskInstanceEndTime()
                .desc()
                .listPage(skip, 51);
    }

    /** As many entries and as many tasks of the engine, one in four of which is an approval. */
    private void generate() throws SQLException {
        String steps =
                "array['ApproveInitiative', 'AssessFit', 'RecordOutcome', 'TellMembers', 'ApproveSpending', 'DesignFeature', "
                        + "'ReviewFunding', 'ReportFeedback']";
        jdbc.sql("""
                        insert into record (at, ref, side, process, version, element, kind, actor, role, after, reason)
                        select timestamptz '2016-01-01Z' + i * interval '5 minutes',
                               'G' || (1 + i %% 500) || '.O' || (1 + i %% 7) || '.I' || (1 + i %% 11), 'strategy', 'p', 1,
                               (%s)[1 + i %% 8], 'task-completed', 'person-' || (i %% 97 + 200 * (i %% 8)), 'lob-executive.billing',
                               '{"decision":"approve"}', 'Since it fits'
                          from generate_series(1, :count) i""".formatted(steps)).param("count", ENTRIES).update();
        jdbc.sql("""
                        insert into act_hi_taskinst (id_, task_def_key_, proc_def_key_, start_time_, end_time_, assignee_)
                        select 'b' || i, (%s)[1 + i %% 8], 'p', timestamptz '2016-01-01Z' + i * interval '5 minutes',
                               timestamptz '2016-01-01Z' + i * interval '5 minutes', 'person'
                          from generate_series(1, :count) i""".formatted(steps)).param("count", ENTRIES).update();
        try (Connection owner = DriverManager.getConnection(
                        environment.getRequiredProperty("dottedline.db.url"),
                        environment.getRequiredProperty("dottedline.db.user"),
                        environment.getRequiredProperty("dottedline.db.password"));
                var statement = owner.createStatement()) {
            statement.execute("vacuum analyze dottedline.record");
            statement.execute("vacuum analyze engine.act_hi_taskinst");
        }
    }

    private static void compare(String what, Runnable ours, Runnable engines) {
        double our = millis(ours);
        double engine = millis(engines);
        System.out.printf(
                "BENCH %s: %.1f ms, the engine's history %.1f ms, ratio %.1f%n", what, our, engine, engine / our);
    }

    private static void say(String what, double millis) {
        System.out.printf("BENCH %s: %.1f ms%n", what, millis);
    }

    private static double millis(Runnable question) {
        return millis(question, RUNS);
    }

    /** The median. */
    private static double millis(Runnable question, int runs) {
        double[] taken = new double[runs];
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            question.run();
            taken[run] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(taken);
        return taken[runs / 2];
    }
}
