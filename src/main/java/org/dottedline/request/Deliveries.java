package org.dottedline.request;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dottedline.funding.Asked;
import org.dottedline.funding.Cost;
import org.dottedline.request.persistence.DeliveryTable;
import org.dottedline.sourcing.Choice;
import org.dottedline.sourcing.Option;
import org.dottedline.sourcing.Sourcing;
import org.dottedline.sourcing.Wanted;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Requests as strategy works on them: designs, what was decided on their money, and what was delivered. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Deliveries implements Asked, Wanted {

    private final DeliveryTable table;
    private final Sourcing sourcing;
    private final Trails trails;

    Deliveries(DeliveryTable table, Sourcing sourcing, Trails trails) {
        this.table = table;
        this.sourcing = sourcing;
        this.trails = trails;
    }

    /** A decision on the money of a request. */
    public record Spending(
            BigDecimal amount,
            String decision,
            String stage,
            @Nullable String reason) {}

    /** Begins a round with a design. */
    public void design(
            Ref ref, String scope, List<String> points, BigDecimal oneOff, BigDecimal runningYearly, int monthsToLive) {
        table.insert(ref, scope, points, oneOff, runningYearly, monthsToLive);
    }

    /** The designs of all rounds, the oldest first. */
    public List<Design> designs(Ref ref) {
        return table.designs(ref);
    }

    /** The present design; throws {@link IllegalStateException} where there is none yet. */
    public Design present(Ref ref) {
        List<Design> designs = designs(ref);
        if (designs.isEmpty()) {
            throw new IllegalStateException(ref + " has not been designed yet.");
        }
        return designs.get(designs.size() - 1);
    }

    /** The choice between building and buying that the present design led to; a cut of scope makes an earlier one void. */
    public Optional<Choice> choice(Ref ref) {
        return sourcing.chosen(ref);
    }

    /** What was decided on its money, now or on the way there. */
    public void decided(Ref ref, BigDecimal amount, String decision, String stage, @Nullable String reason) {
        table.decided(ref, new Spending(amount, decision, stage, reason));
        if ("cut-scope".equals(decision)) {
            sourcing.startAgain(ref);
        }
    }

    /** The last decision on its money. */
    public Optional<Spending> lastDecision(Ref ref) {
        return table.lastDecision(ref);
    }

    /** The one-off costs approved for the running and delivered requests under an initiative, but for this one. */
    public BigDecimal approvedBeside(Ref request) {
        return table.approvedUnder(request.parent().orElseThrow(), request);
    }

    public void confirm(Ref ref, Delivered delivered) {
        table.deliver(ref, delivered);
    }

    /** What was delivered by the present design; empty before that. */
    public Optional<Delivered> delivered(Ref ref) {
        return table.delivered(ref);
    }

    @Override
    public Cost cost(Ref request) {
        Design design = present(request);
        return choice(request)
                .map(Choice::option)
                .map(option -> new Cost(option.oneOff(), option.yearly(), option.monthsToLive()))
                .orElse(design.cost());
    }

    /** What it costs in the end where that is known, else what it is to cost. */
    public BigDecimal amount(Ref request) {
        return delivered(request)
                .map(Delivered::actual)
                .orElseGet(() -> cost(request).oneOff());
    }

    /** Whether it is built, not bought. */
    public boolean inHouse(Ref request) {
        return choice(request).map(Choice::option).map(Option::inHouse).orElse(true);
    }

    @Override
    public String community(Ref request) {
        return String.valueOf(trails.find(request).orElseThrow().unit());
    }

    @Override
    public String lob(Ref request) {
        Ref objective = request.parent().orElseThrow().parent().orElseThrow();
        return String.valueOf(trails.find(objective).orElseThrow().unit());
    }

    @Override
    public Map<String, Object> facts(Ref request) {
        return present(request).facts();
    }

    @Override
    public Map<String, Object> wanted(Ref request) {
        return present(request).facts();
    }
}
