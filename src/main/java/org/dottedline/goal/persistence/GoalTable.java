package org.dottedline.goal.persistence;

import java.util.List;
import org.dottedline.goal.Goal;
import org.dottedline.trail.Ref;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables {@code goal} and {@code goal_lob}. */
@Repository
public class GoalTable {

    private final JdbcClient jdbc;

    GoalTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(Ref ref, String why, int fiscalYear, String measure) {
        write(
                "insert into goal (ref, why, fiscal_year, measure) values (:ref, :why, :year, :measure)",
                ref,
                why,
                fiscalYear,
                measure);
    }

    public void update(Ref ref, String why, int fiscalYear, String measure) {
        write(
                "update goal set why = :why, fiscal_year = :year, measure = :measure where ref = :ref",
                ref,
                why,
                fiscalYear,
                measure);
    }

    private void write(String sql, Ref ref, String why, int fiscalYear, String measure) {
        jdbc.sql(sql)
                .param("ref", ref.text())
                .param("why", why)
                .param("year", fiscalYear)
                .param("measure", measure)
                .update();
    }

    public void setLobs(Ref ref, List<String> lobs) {
        jdbc.sql("delete from goal_lob where goal = :ref")
                .param("ref", ref.text())
                .update();
        jdbc.sql("""
                        insert into goal_lob (goal, lob, position)
                        select :ref, lob, position from unnest(:lobs) with ordinality as l (lob, position)""")
                .param("ref", ref.text())
                .param("lobs", lobs.toArray(String[]::new))
                .update();
    }

    public void close(Ref ref, String result, String summary) {
        jdbc.sql("update goal set result = :result, summary = :summary where ref = :ref")
                .param("ref", ref.text())
                .param("result", result)
                .param("summary", summary)
                .update();
    }

    public Goal get(Ref ref) {
        return jdbc.sql("""
                        select t.title, g.why, g.fiscal_year, g.measure, g.result, g.summary,
                               array(select l.lob from goal_lob l where l.goal = g.ref order by l.position) as lobs
                        from goal g join trail t using (ref) where ref = :ref""")
                .param("ref", ref.text())
                .query((row, number) -> new Goal(
                        ref,
                        row.getString("title"),
                        row.getString("why"),
                        row.getInt("fiscal_year"),
                        row.getString("measure"),
                        List.of((String[]) row.getArray("lobs").getArray()),
                        row.getString("result"),
                        row.getString("summary")))
                .single();
    }
}
