package org.dottedline.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.history.HistoricTaskInstanceQuery;
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
 * How long a list of approvals takes at ten thousand entries and at a million, beside the engine's history asked the same. Not run with
 * the tests, since its name does not end like theirs: {@code mvn test -Dtest=ListsBenchmark}.
 */
@ProductTest
class ListsBenchmark {

    private static final int SMALL = 10_000;
    private static final int ENTRIES = Integer.getInteger("entries", 1_000_000);
    private static final int RUNS = 21;
    private static final int PART = 51;
    private static final int PART_OF_MANY = 50_000;
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

    /** A question as the PMO asks it of us, and as it would be asked of the engine. */
    private record Question(String name, Selection selection, UnaryOperator<HistoricTaskInstanceQuery> engine) {}

    private static Selection approvals(@Nullable String ref, @Nullable String unit) {
        return new Selection(ListKind.APPROVALS, null, null, ref, unit);
    }

    private static final List<Question> QUESTIONS = List.of(
            new Question("all", approvals(null, null), query -> query),
            new Question(
                    "of a line of business",
                    approvals(null, "billing"),
                    query -> query.processVariableValueEquals("lob", "billing")),
            new Question(
                    "of a line of business that seldom decides",
                    approvals(null, "rare"),
                    query -> query.processVariableValueEquals("lob", "rare")),
            new Question(
                    "at and below a reference",
                    approvals("G10007", null),
                    query -> query.processInstanceBusinessKeyLike("G10007.%")));

    @Test
    void firstAndDeepParts() throws SQLException {
        trails();
        generate(0, SMALL);
        Map<String, Double> small = measure("10,000 entries");
        generate(SMALL, ENTRIES);
        Map<String, Double> large = measure(String.format("%,d entries", ENTRIES));
        large.forEach((what, millis) ->
                System.out.printf("BENCH growth, %s: %.1f times as long%n", what, millis / small.get(what)));

        Selection all = approvals(null, null);
        say("count", millis(() -> table.count(all)));
        say("first part of a unit that has none", millis(() -> table.part(approvals(null, "users"), null, PART)));
        say(
                "duties that met",
                millis(() -> table.part(new Selection(ListKind.DUTIES, null, null, null, null), null, PART), 1));
        long[] read = new long[1];
        say("all of the list, read for a file", millis(() -> table.each(all, part -> read[0] += part.size()), 1));
    }

    /** Our time of each question in milliseconds. */
    private Map<String, Double> measure(String size) {
        Map<String, Double> ours = new LinkedHashMap<>();
        for (Question question : QUESTIONS) {
            int count = Math.toIntExact(table.count(question.selection()));
            int skipped = Math.max(0, count - PART);
            List<Entry> deepest = new ArrayList<>();
            int[] seen = new int[1];
            table.each(
                    question.selection(),
                    part -> part.forEach(entry -> {
                        if (++seen[0] == skipped) {
                            deepest.add(entry);
                        }
                    }));
            Long deep = deepest.isEmpty() ? null : deepest.get(0).seq();
            compare(
                    size + ", " + question.name() + ", first part",
                    () -> part(question, null),
                    () -> engine(question, 0),
                    () -> told(engine(question, 0)),
                    ours);
            compare(
                    size + ", " + question.name() + ", last part",
                    () -> part(question, deep),
                    () -> engine(question, skipped),
                    () -> told(engine(question, skipped)),
                    ours);
        }
        Map<String, Double> byQuestion = new LinkedHashMap<>();
        ours.forEach((what, millis) -> byQuestion.put(what.substring(size.length() + 2), millis));
        return byQuestion;
    }

    private void part(Question question, @Nullable Long before) {
        assertThat(table.part(question.selection(), before, PART)).isNotEmpty();
    }

    private List<HistoricTaskInstance> engine(Question question, int skip) {
        List<HistoricTaskInstance> found = question.engine()
                .apply(history.createHistoricTaskInstanceQuery()
                        .taskDefinitionKeyIn(ELEMENTS)
                        .finished())
                .orderByHistoricTaskInstanceEndTime()
                .desc()
                .listPage(skip, PART);
        assertThat(found).isNotEmpty();
        return found;
    }

    /** What a line of ours says besides the task: its reference, what was decided, and through which group. */
    private void told(List<HistoricTaskInstance> tasks) {
        Set<String> processes =
                tasks.stream().map(HistoricTaskInstance::getProcessInstanceId).collect(Collectors.toSet());
        assertThat(history.createHistoricProcessInstanceQuery()
                        .processInstanceIds(processes)
                        .list())
                .hasSameSizeAs(processes);
        assertThat(history.createHistoricVariableInstanceQuery()
                        .processInstanceIdIn(processes.toArray(String[]::new))
                        .variableName("decision")
                        .list())
                .hasSameSizeAs(processes);
        tasks.forEach(task -> assertThat(history.createHistoricIdentityLinkLogQuery()
                        .taskId(task.getId())
                        .list())
                .hasSize(1));
    }

    /** Forty goals with seven objectives each, one of which is of billing; of a rare line of business is one in thirty-five. */
    private void trails() {
        jdbc.sql("insert into unit (id, kind, name) values ('rare', 'lob', 'Rare Products')")
                .update();
        jdbc.sql("""
                        insert into trail (ref, path, kind, title, state, created_at)
                        select 'G' || g, array[g], 'goal', 'A goal', 'running', now() from generate_series(10000, 10039) g""").update();
        jdbc.sql("""
                        insert into trail (ref, parent, path, kind, title, unit, state, created_at)
                        select 'G' || g || '.O' || o, 'G' || g, array[g, o], 'objective', 'An objective',
                               case when o = 1 then 'billing' when o = 7 and g % 5 = 3 then 'rare' else 'care' end, 'running', now()
                          from generate_series(10000, 10039) g, generate_series(1, 7) o""").update();
    }

    /** As many entries and as many tasks of the engine, one in four of which is an approval; ten to a process. */
    private void generate(int from, int to) throws SQLException {
        String steps =
                "(array['ApproveInitiative', 'AssessFit', 'RecordOutcome', 'TellMembers', 'ApproveSpending', 'DesignFeature', "
                        + "'ReviewFunding', 'ReportFeedback'])[1 + i % 8]";
        String at = "timestamptz '2016-01-01Z' + i * interval '5 minutes'";
        String ref = "'G' || (10000 + i / 10 % 40) || '.O' || (1 + i / 10 % 7) || '.I' || (1 + i / 10 % 11)";
        many("""
                insert into record (at, ref, side, process, version, element, kind, actor, role, after, reason)
                select %s, %s, 'strategy', 'p', 1, %s, 'task-completed', 'person-' || (i %% 97 + 200 * (i %% 8)),
                       'lob-executive.billing', '{"decision":"approve"}', 'Since it fits'
                  from generate_series(:from, :to - 1) i""".formatted(at, ref, steps), from, to);
        many("""
                insert into act_hi_taskinst (id_, task_def_key_, proc_def_key_, proc_inst_id_, start_time_, end_time_, assignee_)
                select 'b' || i, %s, 'p', 'b' || i / 10, %s, %s, 'person'
                  from generate_series(:from, :to - 1) i""".formatted(steps, at, at), from, to);
        many("""
                insert into act_hi_procinst (id_, proc_inst_id_, business_key_, proc_def_key_, proc_def_id_, start_time_)
                select 'b' || i / 10, 'b' || i / 10, %s, 'p', 'p:1', now()
                  from generate_series(:from, :to - 1, 10) i""".formatted(ref), from, to);
        many("""
                insert into act_hi_varinst (id_, proc_def_key_, proc_inst_id_, execution_id_, name_, var_type_, rev_, text_, state_)
                select 'b' || i / 10, 'p', 'b' || i / 10, 'b' || i / 10, 'lob', 'string', 0,
                       case when 1 + i / 10 % 7 = 1 then 'billing' when 1 + i / 10 % 7 = 7 and i / 10 % 5 = 3 then 'rare' else 'care' end, 'CREATED'
                  from generate_series(:from, :to - 1, 10) i""", from, to);
        many("""
                insert into act_hi_varinst (id_, proc_def_key_, proc_inst_id_, execution_id_, name_, var_type_, rev_, text_, state_)
                select 'd' || i / 10, 'p', 'b' || i / 10, 'b' || i / 10, 'decision', 'string', 0, 'approve', 'CREATED'
                  from generate_series(:from, :to - 1, 10) i""", from, to);
        many("""
                insert into act_hi_identitylink (id_, timestamp_, type_, group_id_, task_id_, proc_def_id_, operation_type_)
                select 'b' || i, now(), 'candidate', 'lob-executive.billing', 'b' || i, 'p:1', 'add'
                  from generate_series(:from, :to - 1) i""", from, to);
        try (Connection owner = DriverManager.getConnection(
                        environment.getRequiredProperty("dottedline.db.url"),
                        environment.getRequiredProperty("dottedline.db.user"),
                        environment.getRequiredProperty("dottedline.db.password"));
                var statement = owner.createStatement()) {
            for (String table : List.of(
                    "dottedline.record",
                    "dottedline.trail",
                    "engine.act_hi_taskinst",
                    "engine.act_hi_procinst",
                    "engine.act_hi_identitylink",
                    "engine.act_hi_varinst")) {
                statement.execute("vacuum analyze " + table);
            }
        }
    }

    /** In parts, since the application gives no statement much time. */
    private void many(String sql, int from, int to) {
        for (int part = from; part < to; part += PART_OF_MANY) {
            jdbc.sql(sql)
                    .param("from", part)
                    .param("to", Math.min(to, part + PART_OF_MANY))
                    .update();
        }
    }

    private static void compare(String what, Runnable ours, Runnable found, Runnable told, Map<String, Double> kept) {
        double our = millis(ours);
        double engineFound = millis(found);
        double engineTold = millis(told);
        kept.put(what, our);
        System.out.printf(
                "BENCH %s: %.1f ms; the engine's history finds the tasks in %.1f ms (ratio %.1f) and says as much in %.1f ms (ratio %.1f)%n",
                what, our, engineFound, engineFound / our, engineTold, engineTold / our);
    }

    private static void say(String what, double millis) {
        System.out.printf("BENCH %s: %.1f ms%n", what, millis);
    }

    private static double millis(Runnable question) {
        return millis(question, RUNS);
    }

    /** The median, after a third as many runs that do not count. */
    private static double millis(Runnable question, int runs) {
        for (int run = 0; run < runs / 3; run++) {
            question.run();
        }
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
