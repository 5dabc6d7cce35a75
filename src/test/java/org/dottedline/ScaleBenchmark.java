package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long three pages take on a system with a handful of trails, and on the same system with 10,000 open tasks on 2,000 trails, a third
 * of them of the unit of who asks. The first trails are walked through the API; the others are copies of all their rows, in the
 * engine's tables and in ours, under references of their own. Not run with the tests, since its name does not end like theirs:
 * {@code mvn test -Dtest=ScaleBenchmark}.
 */
@ProductTest
class ScaleBenchmark {

    private static final int TRAILS = Integer.getInteger("trails", 2000);
    private static final int WARM = 60;
    private static final int TIMES = 61;
    private static final int UNITS = 8;

    private static final List<String> COPIED = List.of(
            "engine.act_ru_execution",
            "engine.act_ru_task",
            "engine.act_ru_identitylink",
            "engine.act_ru_variable",
            "engine.act_ru_event_subscr",
            "engine.act_ru_job",
            "engine.act_hi_procinst",
            "engine.act_hi_actinst",
            "engine.act_hi_taskinst",
            "engine.act_hi_identitylink",
            "engine.act_hi_varinst",
            "dottedline.trail",
            "dottedline.goal",
            "dottedline.goal_lob",
            "dottedline.objective",
            "dottedline.objective_invitation",
            "dottedline.initiative",
            "dottedline.initiative_approval",
            "dottedline.request",
            "dottedline.handover",
            "dottedline.record",
            "dottedline.task_note");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @Test
    void pagesAtScale() throws SQLException, InterruptedException {
        String approval = walk();
        settle();
        int goals = count("select count(*) from trail where parent is null");
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("/tasks", "exec-billing");
        pages.put("/tasks/" + approval, "exec-billing");
        pages.put("/map", "exec-billing");
        pages.put("/map?", "pmo");
        Map<String, Double> before = measure(pages);
        say();

        fill(TRAILS / goals - 1, goals);
        say();
        assertThat(count("select count(*) from open_task")).isGreaterThanOrEqualTo(TRAILS * 5);
        Map<String, Double> after = measure(pages);

        pages.forEach((page, login) -> System.out.printf(
                "BENCH %s of %s: %.1f ms, then %.1f ms, ratio %.2f%n",
                page.replace(approval, "{id}"),
                login,
                before.get(page),
                after.get(page),
                after.get(page) / before.get(page)));
        assertThat(after)
                .allSatisfy((page, millis) ->
                        assertThat(millis / before.get(page)).as(page).isLessThanOrEqualTo(2.0));
    }

    /** A handful of trails at several steps; the id of a task in which the executive decides. */
    private String walk() {
        Api api = new Api(port);
        Walk walk = new Walk(api);
        walk.proposedGoal("billing", "care");
        walk.approvedGoal("billing", "care");
        walk.toCountersign();
        String approved = walk.approved();
        for (int request = 0; request < 12; request++) {
            api.as("cm-developers")
                    .post("/api/v1/trails/" + approved + "/requests", Map.of("title", "Request " + request))
                    .ref();
        }
        String objective = Walk.objectiveOf(walk.invited());
        for (int initiative = 0; initiative < 8; initiative++) {
            api.as("cm-developers")
                    .post("/api/v1/trails/" + objective + "/initiatives", Map.of("community", "developers"))
                    .ref();
        }
        return api.as("exec-billing").taskId(walk.assessed("strong", "to-150000"), "ApproveInitiative");
    }

    /** Until no job is due. */
    private void settle() throws InterruptedException {
        while (count(
                        "select count(*) from engine.act_ru_job where retries_ > 0 and (duedate_ is null or duedate_ < now())")
                > 0) {
            Thread.sleep(100);
        }
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    private void say() {
        System.out.printf(
                "BENCH %d trails of %d steps, %d open tasks, %d of them of the executive's group%n",
                count("select count(*) from trail where parent is null"),
                count("select count(*) from trail"),
                count("select count(*) from open_task"),
                count("select count(*) from open_task where candidate_group = 'lob-executive.billing'"));
    }

    private Map<String, Double> measure(Map<String, String> pages) {
        Map<String, Double> medians = new LinkedHashMap<>();
        pages.forEach((page, login) -> {
            Visitor visitor = Visitor.at(port, login);
            double[] taken = new double[TIMES];
            for (int time = -WARM; time < TIMES; time++) {
                long start = System.nanoTime();
                assertThat(visitor.open(page).status()).isEqualTo(200);
                taken[Math.max(0, time)] = (System.nanoTime() - start) / 1e6;
            }
            Arrays.sort(taken);
            medians.put(page, taken[TIMES / 2]);
        });
        return medians;
    }

    /** Copies all that there is, under further goals; two thirds of it for units of their own. */
    private void fill(int copies, int goals) throws SQLException {
        try (Connection owner = DriverManager.getConnection(
                        environment.getRequiredProperty("dottedline.db.url"),
                        environment.getRequiredProperty("dottedline.db.user"),
                        environment.getRequiredProperty("dottedline.db.password"));
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            for (int unit = 1; unit <= UNITS; unit++) {
                statement.execute(
                        "insert into dottedline.unit (id, kind, name) values ('lob-%1$d', 'lob', 'Line %1$d'),"
                                        .formatted(unit)
                                + " ('community-%1$d', 'community', 'Community %1$d')".formatted(unit));
            }
            statement.execute("""
                    create function pg_temp.copied(value text, copy int) returns text language sql immutable as $$
                        select case
                            when value ~ '^G[0-9]+(\\.[OIR][0-9]+)*$'
                                then 'G' || (substring(value from '^G([0-9]+)')::int + %1$d * copy) || substring(value from '^G[0-9]+(.*)$')
                            when value ~ '^([A-Za-z][A-Za-z0-9_-]*:)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]+$' then value || '-' || copy
                            when copy %% 3 > 0 and value ~ '(^|\\.)billing$'
                                then regexp_replace(value, 'billing$', 'lob-' || (1 + copy %% %2$d))
                            when copy %% 3 > 0 and value ~ '(^|\\.)care$'
                                then regexp_replace(value, 'care$', 'lob-' || (1 + (copy + 1) %% %2$d))
                            when copy %% 3 > 0 and value ~ '(^|\\.)developers$'
                                then regexp_replace(value, 'developers$', 'community-' || (1 + copy %% %2$d))
                            else value end
                    $$""".formatted(goals, UNITS));
            for (String table : COPIED) {
                statement.execute(copy(owner, table, copies, goals));
            }
            statement.execute(
                    "update dottedline.trail_counter set last = last * %d where kind = 'goal'".formatted(copies + 1));
            owner.commit();
            owner.setAutoCommit(true);
            for (String table : COPIED) {
                statement.execute("vacuum analyze " + table);
            }
        }
    }

    private static String copy(Connection owner, String table, int copies, int goals) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        try (Statement statement = owner.createStatement();
                var rows = statement.executeQuery("""
                        select column_name, data_type from information_schema.columns
                        where table_schema || '.' || table_name = '%s' and is_identity = 'NO' and is_generated = 'NEVER'
                        """.formatted(table))) {
            while (rows.next()) {
                columns.put(rows.getString(1), copied(rows.getString(1), rows.getString(2), table, goals));
            }
        }
        return "insert into " + table + " (" + String.join(", ", columns.keySet()) + ") select "
                + columns.values().stream().collect(Collectors.joining(", ")) + " from " + table
                + " cross join generate_series(1, " + copies + ") copy"
                + (table.endsWith(".record") ? " where ref is not null" : "");
    }

    private static String copied(String column, String type, String table, int goals) {
        if (column.equals("path")) {
            return "array[path[1] + " + goals + " * copy] || path[2:]";
        }
        if (column.equals("created_at") || column.equals("due_date_")) {
            return column + " - copy * interval '1 second'";
        }
        boolean text = type.equals("text") || type.equals("character varying");
        boolean ofNoTrail =
                column.equals("deployment_id_") || column.equals("job_def_id_") || column.contains("proc_def_id");
        return text && !ofNoTrail && !column.equals("title") ? "pg_temp.copied(" + column + ", copy)" : column;
    }
}
