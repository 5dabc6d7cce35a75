package org.dottedline.initiative;

import java.math.BigDecimal;
import java.util.Optional;
import org.dottedline.initiative.persistence.ApprovalTable;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How the strategy side judges and decides on initiatives. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Approvals {

    private final ApprovalTable table;

    Approvals(ApprovalTable table) {
        this.table = table;
    }

    /** Begins a round with the judgement of the strategist. */
    public void assess(Ref ref, String fit, String effect, String budgetBand, String note) {
        table.insert(ref, fit, effect, budgetBand, note);
    }

    /** Keeps what the executive decided in the present round. */
    public void decide(Ref ref, String decision, @Nullable String reason, @Nullable BigDecimal cap) {
        table.decide(ref, decision, reason, cap);
    }

    public Optional<Approval> latest(Ref ref) {
        return table.latest(ref);
    }

    /** The present round; throws {@link IllegalStateException} where none has begun. */
    public Approval present(Ref ref) {
        return latest(ref).orElseThrow(() -> new IllegalStateException(ref + " has not been judged yet."));
    }
}
