package org.dottedline.objective.persistence;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.dottedline.objective.Cadence;
import org.dottedline.objective.Commitment;
import org.dottedline.objective.Direction;
import org.dottedline.objective.Objective;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables {@code objective} and {@code objective_invitation}. */
@Repository
public class ObjectiveTable {

    private final JdbcClient jdbc;

    ObjectiveTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(Ref ref, String lob) {
        jdbc.sql("insert into objective (ref, lob) values (:ref, :lob)")
                .param("ref", ref.text())
                .param("lob", lob)
                .update();
    }

    public void update(Ref ref, Commitment commitment) {
        jdbc.sql("""
                        update objective set measure = :measure, unit = :unit, direction = :direction, baseline = :baseline,
                               target = :target, due_on = :dueOn, cadence = :cadence
                        where ref = :ref""")
                .param("measure", commitment.measure())
                .param("unit", commitment.unit())
                .param("direction", commitment.direction().word())
                .param("baseline", commitment.baseline())
                .param("target", commitment.target())
                .param("dueOn", commitment.dueOn())
                .param("cadence", commitment.cadence().word())
                .param("ref", ref.text())
                .update();
    }

    public void setCommunities(Ref ref, List<String> communities) {
        jdbc.sql("delete from objective_invitation where objective = :ref")
                .param("ref", ref.text())
                .update();
        jdbc.sql("""
                        insert into objective_invitation (objective, community, position)
                        select :ref, community, position from unnest(:communities) with ordinality as c (community, position)""")
                .param("ref", ref.text())
                .param("communities", communities.toArray(String[]::new))
                .update();
    }

    public Set<Ref> committed(Collection<Ref> refs) {
        return jdbc.sql("select ref from objective where ref = any(:refs) and committed_at is not null")
                .param("refs", refs.stream().map(Ref::text).toArray(String[]::new))
                .query((row, number) -> Ref.of(row.getString("ref")))
                .set();
    }

    public void commit(Ref ref, Instant at) {
        jdbc.sql("update objective set committed_at = :at where ref = :ref")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("ref", ref.text())
                .update();
    }

    public void close(Ref ref, String result, @Nullable BigDecimal value, String reason, @Nullable LocalDate newDueOn) {
        jdbc.sql("""
                        update objective set result = :result, final_value = :value, closing_reason = :reason,
                               due_on = coalesce(:newDueOn::date, due_on)
                        where ref = :ref""")
                .param("result", result)
                .param("value", value)
                .param("reason", reason)
                .param("newDueOn", newDueOn)
                .param("ref", ref.text())
                .update();
    }

    public Objective get(Ref ref) {
        return jdbc.sql("""
                        select t.title, o.*,
                               array(select i.community from objective_invitation i
                                     where i.objective = o.ref order by i.position) as communities
                        from objective o join trail t using (ref) where ref = :ref""")
                .param("ref", ref.text())
                .query((row, number) -> read(ref, row))
                .single();
    }

    private static Objective read(Ref ref, ResultSet row) throws SQLException {
        String direction = row.getString("direction");
        String cadence = row.getString("cadence");
        OffsetDateTime committed = row.getObject("committed_at", OffsetDateTime.class);
        return new Objective(
                ref,
                row.getString("title"),
                row.getString("lob"),
                row.getString("measure"),
                row.getString("unit"),
                direction == null ? null : Direction.of(direction),
                row.getBigDecimal("baseline"),
                row.getBigDecimal("target"),
                row.getObject("due_on", LocalDate.class),
                cadence == null ? null : Cadence.of(cadence),
                List.of((String[]) row.getArray("communities").getArray()),
                committed == null ? null : committed.toInstant(),
                row.getString("result"),
                row.getBigDecimal("final_value"),
                row.getString("closing_reason"));
    }
}
