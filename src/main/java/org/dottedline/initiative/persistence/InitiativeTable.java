package org.dottedline.initiative.persistence;

import java.util.List;
import org.dottedline.initiative.Initiative;
import org.dottedline.trail.Ref;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code initiative}. */
@Repository
public class InitiativeTable {

    private final JdbcClient jdbc;

    InitiativeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(Ref ref, String community) {
        jdbc.sql("insert into initiative (ref, community) values (:ref, :community)")
                .param("ref", ref.text())
                .param("community", community)
                .update();
    }

    public void update(Ref ref, String title, String need, List<String> groups, String idea) {
        jdbc.sql("update initiative set title = :title, need = :need, groups = :groups, idea = :idea where ref = :ref")
                .param("title", title)
                .param("need", need)
                .param("groups", groups.toArray(String[]::new))
                .param("idea", idea)
                .param("ref", ref.text())
                .update();
    }

    public void decide(Ref ref, String decision) {
        set("decision", decision, ref);
    }

    public void close(Ref ref, String summary) {
        set("summary", summary, ref);
    }

    private void set(String column, String value, Ref ref) {
        jdbc.sql("update initiative set " + column + " = :value where ref = :ref")
                .param("value", value)
                .param("ref", ref.text())
                .update();
    }

    public List<Ref> of(Ref objective, String community) {
        return jdbc.sql("""
                        select t.ref from trail t join initiative i using (ref)
                        where t.parent = :objective and i.community = :community order by t.path""")
                .param("objective", objective.text())
                .param("community", community)
                .query((row, number) -> Ref.of(row.getString("ref")))
                .list();
    }

    /** The approved initiatives of a community that run: under them it asks for features. */
    public List<Ref> approved(String community) {
        return jdbc.sql("""
                        select t.ref from trail t join initiative i using (ref)
                        where t.unit = :community and t.kind = 'initiative' and t.state = 'running' and i.decision = 'approve'
                        order by t.path""")
                .param("community", community)
                .query((row, number) -> Ref.of(row.getString("ref")))
                .list();
    }

    public Initiative get(Ref ref) {
        return jdbc.sql("select * from initiative where ref = :ref")
                .param("ref", ref.text())
                .query((row, number) -> new Initiative(
                        ref,
                        row.getString("community"),
                        row.getString("title"),
                        row.getString("need"),
                        row.getArray("groups") == null
                                ? List.of()
                                : List.of((String[]) row.getArray("groups").getArray()),
                        row.getString("idea"),
                        row.getString("decision"),
                        row.getString("summary")))
                .single();
    }
}
