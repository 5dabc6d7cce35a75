package org.dottedline.engine;

import java.time.Instant;
import java.util.List;
import org.dottedline.engine.persistence.StuckTable;
import org.dottedline.time.ApplicationClock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How the steps get on that the system takes by itself. */
@Service
@Transactional(readOnly = true)
public class Progress {

    private static final int MOST = 200;

    private final StuckTable table;
    private final ApplicationClock clock;

    Progress(StuckTable table, ApplicationClock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * A step that failed as often as it is tried, and waits for somebody.
     *
     * @param ref the trail reference; empty for a step of none
     * @param step its BPMN id
     */
    public record Stuck(Instant since, String ref, String step) {}

    /** The oldest first, 200 at most. */
    public List<Stuck> stuck() {
        return table.stuck(MOST);
    }

    /** How many could be taken now. */
    public int due() {
        return table.due(clock.instant());
    }

    /** How many wait for their time. */
    public int later() {
        return table.later(clock.instant());
    }
}
