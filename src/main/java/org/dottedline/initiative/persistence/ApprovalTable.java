package org.dottedline.initiative.persistence;

import java.math.BigDecimal;
import java.util.Optional;
import org.dottedline.initiative.Approval;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code initiative_approval}. */
@Repository
public class ApprovalTable {

    private final JdbcClient jdbc;

    ApprovalTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(Ref ref, String fit, String effect, String budgetBand, String note) {
        jdbc.sql("""
                        insert into initiative_approval (ref, round, fit, effect, budget_band, note)
                        select :ref, coalesce(max(round), 0) + 1, :fit, :effect, :band, :note
                        from initiative_approval where ref = :ref""")
                .param("ref", ref.text())
                .param("fit", fit)
                .param("effect", effect)
                .param("band", budgetBand)
                .param("note", note)
                .update();
    }

    public void decide(Ref ref, String decision, @Nullable String reason, @Nullable BigDecimal cap) {
        jdbc.sql("""
                        update initiative_approval set decision = :decision, reason = :reason, cap = :cap
                        where ref = :ref and round = (select max(round) from initiative_approval where ref = :ref)""")
                .param("decision", decision)
                .param("reason", reason)
                .param("cap", cap)
                .param("ref", ref.text())
                .update();
    }

    public Optional<Approval> latest(Ref ref) {
        return jdbc.sql("select * from initiative_approval where ref = :ref order by round desc limit 1")
                .param("ref", ref.text())
                .query((row, number) -> new Approval(
                        row.getInt("round"),
                        row.getString("fit"),
                        row.getString("effect"),
                        row.getString("budget_band"),
                        row.getString("note"),
                        row.getString("decision"),
                        row.getString("reason"),
                        row.getBigDecimal("cap")))
                .optional();
    }
}
