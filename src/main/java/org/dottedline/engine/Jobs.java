package org.dottedline.engine;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs the engine's jobs: started last, when the application is ready, and stopped first, waiting for those that run. */
@Component
public class Jobs implements SmartLifecycle {

    private final JobExecutor executor;

    /** Takes the engine too, which registers itself with the executor when it is built. */
    Jobs(SpringJobExecutor executor, ProcessEngine engine) {
        this.executor = executor;
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
