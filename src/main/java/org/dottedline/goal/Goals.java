package org.dottedline.goal;

import java.util.List;
import org.dottedline.goal.persistence.GoalTable;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.State;
import org.dottedline.trail.Trails;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Board goals and what may happen to them. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Goals {

    private final GoalTable table;
    private final Trails trails;

    Goals(GoalTable table, Trails trails) {
        this.table = table;
        this.trails = trails;
    }

    /** Opens a goal under the next number. */
    public Ref propose(String title, String why, int fiscalYear, String measure, List<String> lobs) {
        Ref ref = trails.open(Kind.GOAL, title, null);
        table.insert(ref, why, fiscalYear, measure);
        table.setLobs(ref, lobs);
        return ref;
    }

    /** Writes a goal anew after it was sent back. */
    public void revise(Ref ref, String title, String why, int fiscalYear, String measure, List<String> lobs) {
        trails.rename(ref, title);
        table.update(ref, why, fiscalYear, measure);
        table.setLobs(ref, lobs);
    }

    /** Closes it with its result: {@code achieved}, {@code partly} or {@code missed}. */
    public void close(Ref ref, String result, String summary) {
        table.close(ref, result, summary);
        trails.end(ref, State.CLOSED, result, summary);
    }

    /** Throws {@link org.springframework.dao.EmptyResultDataAccessException} if the reference is not a goal. */
    public Goal get(Ref ref) {
        return table.get(ref);
    }
}
