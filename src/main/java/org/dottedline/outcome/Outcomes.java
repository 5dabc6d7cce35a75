package org.dottedline.outcome;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dottedline.objective.Direction;
import org.dottedline.objective.Objective;
import org.dottedline.objective.Objectives;
import org.dottedline.objective.process.Series;
import org.dottedline.outcome.persistence.OutcomeTable;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Ref;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The series of an objective: every record is kept, one is accepted for each review number. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Outcomes implements Series {

    private final OutcomeTable table;
    private final Objectives objectives;
    private final ApplicationClock clock;

    Outcomes(OutcomeTable table, Objectives objectives, ApplicationClock clock) {
        this.table = table;
        this.objectives = objectives;
        this.clock = clock;
    }

    /**
     * Records a value for the present review.
     *
     * @param value in the unit of the objective
     * @param last whether no further review comes
     * @return whether a reason is asked for: it is worse than the last accepted one, or the last and short of the target
     * @throws InvalidFields at {@code measuredOn} if that is still to come, or before the last accepted measurement
     */
    public boolean record(Ref objective, BigDecimal value, LocalDate measuredOn, String source, boolean last) {
        if (measuredOn.isAfter(clock.today())) {
            throw new InvalidFields("measuredOn", "This day is still to come.");
        }
        Optional<Measured> before = lastAccepted(objective);
        if (before.isPresent() && measuredOn.isBefore(before.get().measuredOn())) {
            throw new InvalidFields(
                    "measuredOn",
                    "The last accepted value was measured on " + before.get().measuredOn() + ", which is later.");
        }
        table.insert(objective, accepted(objective) + 1, value, measuredOn, source, last, clock.instant());
        return before.map(earlier -> direction(objective).improvement(earlier.value(), value) < 0)
                        .orElse(false)
                || last && shortOfTarget(objective, value);
    }

    /** Says why the present record is worse or short. */
    public void explain(Ref objective, String cause, String reason) {
        table.explain(objective, cause, reason);
    }

    public void accept(Ref objective) {
        table.settle(objective, "accepted", null);
    }

    public void dispute(Ref objective, String reason) {
        table.settle(objective, "disputed", reason);
    }

    /** All records, in the order of writing. */
    public List<Measured> series(Ref objective) {
        return table.series(objective);
    }

    /** The latest record, accepted or not; throws {@link IllegalStateException} where there is none. */
    public Measured latest(Ref objective) {
        List<Measured> series = series(objective);
        if (series.isEmpty()) {
            throw new IllegalStateException("Nothing has been recorded for " + objective);
        }
        return series.get(series.size() - 1);
    }

    /** The last accepted outcome of each of these objectives that has one. */
    public Map<Ref, Reached> reached(Collection<Ref> of) {
        return table.reached(of);
    }

    public Optional<Measured> lastAccepted(Ref objective) {
        return series(objective).stream().filter(Measured::accepted).reduce((earlier, later) -> later);
    }

    @Override
    public int accepted(Ref objective) {
        return Math.toIntExact(
                series(objective).stream().filter(Measured::accepted).count());
    }

    @Override
    public List<Map<String, Object>> rows(Ref objective) {
        Objective committed = objectives.get(objective);
        return series(objective).stream()
                .map(measured -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("review", measured.review());
                    row.put("measuredOn", measured.measuredOn());
                    row.put("value", measured.value());
                    row.put("state", measured.state());
                    row.put("target", committed.target());
                    row.put("baseline", committed.baseline());
                    return row;
                })
                .toList();
    }

    private boolean shortOfTarget(Ref objective, BigDecimal value) {
        BigDecimal target = objectives.get(objective).target();
        return target != null && direction(objective).improvement(target, value) < 0;
    }

    private Direction direction(Ref objective) {
        Direction direction = objectives.get(objective).direction();
        if (direction == null) {
            throw new IllegalStateException(objective + " has not been committed to.");
        }
        return direction;
    }
}
