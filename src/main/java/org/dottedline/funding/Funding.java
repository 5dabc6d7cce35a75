package org.dottedline.funding;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dottedline.trail.Ref;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Money set aside for requests. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Funding {

    /** What is still set aside for a request: reserved, neither released nor spent. */
    public BigDecimal reserved(Ref request) {
        return new BigDecimal("0.00");
    }

    /** Who pays, {@code community} or {@code lob}; empty while nobody does. */
    public Optional<String> payer(Ref request) {
        return Optional.empty();
    }

    /** Releases everything still set aside; nothing happens where that is nothing. */
    public void release(Ref request) {}

    /**
     * Releases what was set aside and takes the one-off cost, and the running cost within the next 12 months, from the budget of
     * the line of business.
     *
     * @throws org.dottedline.refusal.RuleRefused at {@code decision} if that is more than is left of the year's budget
     */
    public void payFromBudget(Ref request, String lob, Cost cost) {}

    /**
     * Sets more aside, from the budget of the line of business.
     *
     * @throws org.dottedline.refusal.RuleRefused at {@code decision} if that is more than is left of the year's budget
     */
    public void reserveOverrun(Ref request, String lob, BigDecimal more) {}

    /**
     * Whether enough is set aside for this cost, and the community, where it pays, stays at or above its floor in each of the
     * next 12 months.
     */
    public boolean stands(Ref request, Cost cost) {
        return true;
    }

    /** Spends what it cost in the end and releases the rest. */
    public void settle(Ref request, BigDecimal actual) {}

    /** The run rate of the next 12 months without and with this request: {@code month}, {@code before}, {@code after}. */
    public List<Map<String, Object>> runRate(Ref request, Cost cost) {
        return List.of();
    }
}
