package org.dottedline.request.persistence;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.dottedline.request.Delivered;
import org.dottedline.request.Deliveries.Spending;
import org.dottedline.request.Design;
import org.dottedline.trail.Ref;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables {@code request_design}, {@code request_spending} and {@code request_delivery}: the strategy side. */
@Repository
public class DeliveryTable {

    private final JdbcClient jdbc;

    DeliveryTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(
            Ref ref, String scope, List<String> points, BigDecimal oneOff, BigDecimal runningYearly, int monthsToLive) {
        jdbc.sql("""
                        insert into request_design (ref, round, scope, points, one_off, running_yearly, months_to_live)
                        select :ref, coalesce(max(round), 0) + 1, :scope, :points, :oneOff, :runningYearly, :months
                        from request_design where ref = :ref""")
                .param("ref", ref.text())
                .param("scope", scope)
                .param("points", points.toArray(String[]::new))
                .param("oneOff", oneOff)
                .param("runningYearly", runningYearly)
                .param("months", monthsToLive)
                .update();
    }

    public List<Design> designs(Ref ref) {
        return jdbc.sql("select * from request_design where ref = :ref order by round")
                .param("ref", ref.text())
                .query((row, number) -> new Design(
                        row.getInt("round"),
                        row.getString("scope"),
                        List.of((String[]) row.getArray("points").getArray()),
                        row.getBigDecimal("one_off"),
                        row.getBigDecimal("running_yearly"),
                        row.getInt("months_to_live")))
                .list();
    }

    /** Remembers a decision; a cut of scope is noted at the design that it cuts. */
    public void decided(Ref ref, Spending spending) {
        jdbc.sql("""
                        insert into request_spending (ref, amount, decision, stage, reason)
                        values (:ref, :amount, :decision, :stage, :reason)""")
                .param("ref", ref.text())
                .param("amount", spending.amount())
                .param("decision", spending.decision())
                .param("stage", spending.stage())
                .param("reason", spending.reason())
                .update();
        if ("cut-scope".equals(spending.decision())) {
            jdbc.sql("""
                            update request_design set cut_reason = :reason
                            where ref = :ref and round = (select max(round) from request_design where ref = :ref)""")
                    .param("reason", spending.reason())
                    .param("ref", ref.text())
                    .update();
        }
    }

    public Optional<Spending> lastDecision(Ref ref) {
        return jdbc.sql("select * from request_spending where ref = :ref order by id desc limit 1")
                .param("ref", ref.text())
                .query((row, number) -> new Spending(
                        row.getBigDecimal("amount"),
                        row.getString("decision"),
                        row.getString("stage"),
                        row.getString("reason")))
                .optional();
    }

    public BigDecimal approvedUnder(Ref initiative, Ref but) {
        return jdbc.sql("""
                        select coalesce(sum(s.amount), 0.00) from trail t
                               join lateral (select amount, decision from request_spending s where s.ref = t.ref order by id desc limit 1) s
                                    on s.decision = 'approve'
                        where t.parent = :initiative and t.ref <> :but and t.state in ('running', 'closed')""")
                .param("initiative", initiative.text())
                .param("but", but.text())
                .query(BigDecimal.class)
                .single();
    }

    public void deliver(Ref ref, Delivered delivered) {
        jdbc.sql("""
                        insert into request_delivery (ref, round, design, met, unmet, actual)
                        select :ref, coalesce(max(round), 0) + 1, (select max(d.round) from request_design d where d.ref = :ref),
                               :met, :unmet, :actual
                        from request_delivery where ref = :ref""")
                .param("ref", ref.text())
                .param("met", delivered.met().toArray(String[]::new))
                .param("unmet", delivered.unmet().toArray(String[]::new))
                .param("actual", delivered.actual())
                .update();
    }

    public Optional<Delivered> delivered(Ref ref) {
        return jdbc.sql("""
                        select * from request_delivery
                        where ref = :ref and design = (select max(d.round) from request_design d where d.ref = :ref)
                        order by round desc limit 1""")
                .param("ref", ref.text())
                .query((row, number) -> new Delivered(
                        List.of((String[]) row.getArray("met").getArray()),
                        List.of((String[]) row.getArray("unmet").getArray()),
                        row.getBigDecimal("actual")))
                .optional();
    }
}
