package org.dottedline.engine;

import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.dottedline.database.Heartbeat;
import org.dottedline.engine.persistence.JobLocks;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs the engine's jobs: started last, when the application is ready, and stopped first, waiting for those that run. */
@Component
public class Jobs implements SmartLifecycle {

    private final JobExecutor executor;
    private final ManagementService management;
    private final JobLocks locks;

    /** Takes the engine's service too, since the engine registers itself with the executor when it is built. */
    Jobs(SpringJobExecutor executor, ManagementService management, JobLocks locks, Heartbeat heartbeat) {
        this.executor = executor;
        this.management = management;
        this.locks = locks;
        heartbeat.whenBack(this::freeOwn);
    }

    /**
     * What this node was at when the database went away it could not give back: it would wait until the lock runs out. What it is
     * at just now, at worst, is begun twice and done once.
     */
    private void freeOwn() {
        locks.freeOf(executor.getLockOwner());
    }

    /**
     * Runs what is due now, and what that makes due, in the caller's transaction where there is one: for whoever cannot wait for
     * the threads, as the demo that tells of the past.
     *
     * @throws RuntimeException as the job throws it
     */
    public void runDue() {
        List<Job> due = due();
        while (!due.isEmpty()) {
            due.forEach(job -> management.executeJob(job.getId()));
            due = due();
        }
    }

    /**
     * Frees jobs that a killed run had locked, which would else wait until the lock runs out. Only for whoever knows that no other
     * node works on this database.
     */
    public void freeAll() {
        locks.free();
    }

    private List<Job> due() {
        return management
                .createJobQuery()
                .executable()
                .withRetriesLeft()
                .orderByJobId()
                .asc()
                .list();
    }

    /** Not with the context: whoever has made everything ready says when. */
    @Override
    public boolean isAutoStartup() {
        return false;
    }

    @Override
    public void start() {
        executor.start();
    }

    @Override
    public void stop() {
        executor.shutdown();
    }

    @Override
    public boolean isRunning() {
        return executor.isActive();
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
