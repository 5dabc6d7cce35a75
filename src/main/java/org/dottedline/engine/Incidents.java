package org.dottedline.engine;

import java.time.Instant;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.dottedline.engine.persistence.IncidentTable;
import org.dottedline.refusal.MovedOn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the engine gave up on after all its tries, and what it still means to do. */
@Service
public class Incidents {

    private final IncidentTable table;
    private final ManagementService management;

    Incidents(IncidentTable table, ManagementService management) {
        this.table = table;
        this.management = management;
    }

    /**
     * A job that failed for the last time.
     *
     * @param job its id
     * @param ref the trail reference of its process
     * @param element the BPMN id where it stopped
     * @param message what went wrong, in the engine's words
     */
    public record Incident(
            String job,
            String ref,
            String process,
            String element,
            Instant since,
            @Nullable String message) {}

    /**
     * The engine's work at this moment.
     *
     * @param waiting jobs that are due and not done, {@code failing} those of them that failed at least once
     * @param timers timers set for later
     */
    public record Workload(int incidents, int waiting, int failing, int timers) {}

    /** The oldest first. */
    @Transactional(readOnly = true)
    public List<Incident> list(int limit) {
        return table.list(limit);
    }

    @Transactional(readOnly = true)
    public Workload workload() {
        return table.workload();
    }

    /**
     * Lets a job that was given up on be tried once more.
     *
     * @return the incident that it ends
     * @throws MovedOn if it is no incident any more
     */
    @Transactional
    public Incident tryAgain(String job) {
        Incident incident = table.find(job).orElseThrow(() -> new MovedOn("This is no longer waiting for anybody."));
        management.setJobRetries(job, 1);
        return incident;
    }
}
