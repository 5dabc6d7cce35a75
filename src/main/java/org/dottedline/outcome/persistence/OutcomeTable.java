package org.dottedline.outcome.persistence;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.outcome.Measured;
import org.dottedline.outcome.Reached;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code outcome}. */
@Repository
public class OutcomeTable {

    private static final String LATEST = "id = (select max(id) from outcome where ref = :ref) and state = 'recorded'";

    private final JdbcClient jdbc;

    OutcomeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(
            Ref ref, int review, BigDecimal value, LocalDate measuredOn, String source, boolean last, Instant at) {
        jdbc.sql("""
                        insert into outcome (ref, review, value, measured_on, source, last, state, recorded_at)
                        values (:ref, :review, :value, :measuredOn, :source, :last, 'recorded', :at)""")
                .param("ref", ref.text())
                .param("review", review)
                .param("value", value)
                .param("measuredOn", measuredOn)
                .param("source", source)
                .param("last", last)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    public void explain(Ref ref, String cause, String reason) {
        jdbc.sql("update outcome set cause = :cause, cause_reason = :reason where " + LATEST)
                .param("cause", cause)
                .param("reason", reason)
                .param("ref", ref.text())
                .update();
    }

    public void settle(Ref ref, String state, @Nullable String reason) {
        jdbc.sql("update outcome set state = :state, disputed = :reason where " + LATEST)
                .param("state", state)
                .param("reason", reason)
                .param("ref", ref.text())
                .update();
    }

    /** The last accepted outcome of each of these objectives that has one. */
    public Map<Ref, Reached> reached(Collection<Ref> objectives) {
        Map<Ref, Reached> reached = new HashMap<>();
        jdbc.sql("""
                        select distinct on (o.ref) o.ref, o.value, o.measured_on, b.target, b.unit
                        from outcome o join objective b on b.ref = o.ref
                        where o.ref = any(:refs) and o.state = 'accepted' order by o.ref, o.id desc""")
                .param("refs", objectives.stream().map(Ref::text).toArray(String[]::new))
                .query((row, number) -> reached.put(
                        Ref.of(row.getString("ref")),
                        new Reached(
                                row.getBigDecimal("value"),
                                row.getBigDecimal("target"),
                                row.getString("unit"),
                                row.getObject("measured_on", LocalDate.class))))
                .list();
        return reached;
    }

    public List<Measured> series(Ref ref) {
        return jdbc.sql("select * from outcome where ref = :ref order by id")
                .param("ref", ref.text())
                .query((row, number) -> new Measured(
                        row.getInt("review"),
                        row.getBigDecimal("value"),
                        row.getObject("measured_on", LocalDate.class),
                        row.getString("source"),
                        row.getBoolean("last"),
                        row.getString("state"),
                        row.getString("cause"),
                        row.getString("cause_reason"),
                        row.getString("disputed")))
                .list();
    }
}
