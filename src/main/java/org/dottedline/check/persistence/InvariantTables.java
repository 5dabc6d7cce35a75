package org.dottedline.check.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.dottedline.check.Finding;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;

/** Asks all tables whether they keep what they promise. Reads alone. */
@Repository
public class InvariantTables {

    /** What is read, for whoever wants to know how much was checked. */
    private static final List<String> TABLES = List.of(
            "dottedline.trail",
            "dottedline.record",
            "dottedline.handover",
            "dottedline.ledger",
            "dottedline.ledger_part",
            "dottedline.balance",
            "dottedline.word",
            "dottedline.attachment",
            "dottedline.idea",
            "dottedline.task_draft",
            "dottedline.role_grant",
            "dottedline.search_text",
            "engine.act_ru_task",
            "engine.act_ru_job",
            "engine.act_ru_execution",
            "engine.act_hi_taskinst",
            "engine.act_hi_actinst");

    private final JdbcClient jdbc;

    public InvariantTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Puts together what needs these tables over another database than the application's. */
    public static <T> T over(DataSource database, BiFunction<InvariantTables, PlatformTransactionManager, T> made) {
        return made.apply(new InvariantTables(JdbcClient.create(database)), new JdbcTransactionManager(database));
    }

    /** The latest version of each model, by the engine's id of it. */
    public Map<String, byte[]> models() {
        Map<String, byte[]> models = new HashMap<>();
        jdbc.sql("""
                        select distinct on (d.key_) d.id_, b.bytes_
                        from engine.act_re_procdef d
                             join engine.act_ge_bytearray b on b.deployment_id_ = d.deployment_id_ and b.name_ = d.resource_name_
                        order by d.key_, d.version_ desc""")
                .query((row, number) -> models.put(row.getString(1), row.getBytes(2)))
                .list();
        return models;
    }

    /** The ids alone, to see whether the models are still those that were read. */
    public List<String> modelIds() {
        return jdbc.sql("select distinct on (key_) id_ from engine.act_re_procdef order by key_, version_ desc")
                .query(String.class)
                .list();
    }

    /**
     * All that is not as it should be.
     *
     * @param said what the models say, by the name of the parameter that asks for it
     */
    public List<Finding> findings(Map<String, String[]> said) {
        List<Finding> findings = new ArrayList<>();
        for (Invariant invariant : invariants()) {
            JdbcClient.StatementSpec question = jdbc.sql(invariant.breaches());
            for (Map.Entry<String, String[]> one : said.entrySet()) {
                if (invariant.breaches().contains(":" + one.getKey() + "::")) {
                    question = question.param(one.getKey(), one.getValue());
                }
            }
            findings.addAll(
                    question.query((row, number) -> finding(invariant, row)).list());
        }
        return findings;
    }

    private static Finding finding(Invariant invariant, ResultSet row) throws SQLException {
        return new Finding(invariant.name(), String.valueOf(row.getString(1)), String.valueOf(row.getString(2)));
    }

    private List<Invariant> invariants() {
        return Stream.of(fixed().stream(), Stream.of(SearchInvariant.of(jdbc)))
                .flatMap(all -> all)
                .toList();
    }

    /** The names of all invariants. */
    public static List<String> names() {
        return Stream.concat(fixed().stream().map(Invariant::name), Stream.of(SearchInvariant.NAME))
                .toList();
    }

    private static List<Invariant> fixed() {
        return Stream.of(
                        MoneyInvariants.all(),
                        RecordInvariants.all(),
                        CrossingInvariants.all(),
                        TrailInvariants.all(),
                        TaskInvariants.all(),
                        KeptInvariants.all())
                .flatMap(List::stream)
                .toList();
    }

    /** How many rows the questions look at. */
    public long rows() {
        return jdbc.sql("select "
                        + String.join(
                                " + ",
                                TABLES.stream()
                                        .map(table -> "(select count(*) from " + table + ")")
                                        .toList()))
                .query(Long.class)
                .single();
    }
}
