package org.dottedline.objective;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dottedline.goal.Goals;
import org.dottedline.objective.persistence.ObjectiveTable;
import org.dottedline.people.People;
import org.dottedline.people.Unit;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.State;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Objectives and what may happen to them. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Objectives {

    private final ObjectiveTable table;
    private final Goals goals;
    private final Trails trails;
    private final People people;
    private final ApplicationClock clock;

    Objectives(ObjectiveTable table, Goals goals, Trails trails, People people, ApplicationClock clock) {
        this.table = table;
        this.goals = goals;
        this.trails = trails;
        this.people = people;
        this.clock = clock;
    }

    /** Opens one objective for each line of business of a goal, still without content. */
    public List<Ref> openUnder(Ref goal) {
        List<Ref> opened = new ArrayList<>();
        for (String lob : goals.get(goal).lobs()) {
            String name = people.unit(lob).map(Unit::name).orElse(lob);
            Ref ref = trails.openUnder(goal, Kind.OBJECTIVE, "Objective of " + name, lob);
            table.insert(ref, lob);
            opened.add(ref);
        }
        return opened;
    }

    /** Those of these objectives that have been committed to. */
    public Set<Ref> committed(Collection<Ref> refs) {
        return table.committed(refs);
    }

    public Objective get(Ref ref) {
        return table.get(ref);
    }

    /** Keeps what the executive filled in, whether or not it turns out to be measurable. */
    public void draft(Ref ref, Commitment commitment) {
        trails.rename(ref, commitment.title());
        table.update(ref, commitment);
        table.setCommunities(ref, commitment.communities());
    }

    /** What {@code objective-readiness} is asked with about the objective as it stands. */
    public Map<String, Object> readinessFacts(Ref ref) {
        Objective objective = get(ref);
        if (objective.direction() == null
                || objective.target() == null
                || objective.dueOn() == null
                || objective.cadence() == null) {
            throw new IllegalStateException(ref + " has not been filled in.");
        }
        return new Commitment(
                        objective.title(),
                        String.valueOf(objective.measure()),
                        String.valueOf(objective.unit()),
                        objective.direction(),
                        objective.baseline(),
                        objective.target(),
                        objective.dueOn(),
                        objective.cadence(),
                        objective.communities())
                .facts(clock.today());
    }

    /** From now on it is committed to. */
    public void commit(Ref ref) {
        table.commit(ref, clock.instant());
    }

    /** Gives it more time. */
    public void extend(Ref ref, LocalDate newDueOn, BigDecimal value, String reason) {
        table.close(ref, "extended", value, reason, newDueOn);
    }

    /** Closes it as {@code achieved} or {@code missed}: nothing new starts under it. */
    public void close(Ref ref, String result, @Nullable BigDecimal finalValue, String reason) {
        table.close(ref, result, finalValue, reason, null);
        trails.end(ref, State.CLOSED, result, reason);
    }
}
