package org.dottedline.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dottedline.time.persistence.DatabaseTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Keeps the application's clock with the database's, at the start and every minute. Nodes whose clocks differ would else take each
 * other's jobs for abandoned, or wait for those of a killed one for as long as it was fast.
 */
@Component
class ClockKeeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ClockKeeper.class);

    /** Less than this is the time that the question took, or nothing that anybody notices. */
    private static final Duration TOLERATED = Duration.ofMillis(500);

    private final DatabaseTime database;
    private final ApplicationClock clock;
    private volatile boolean running;
    private final ScheduledExecutorService everyMinute = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "clock-keeper");
        thread.setDaemon(true);
        return thread;
    });

    ClockKeeper(DatabaseTime database, ApplicationClock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void start() {
        keep();
        everyMinute.scheduleWithFixedDelay(this::keep, 1, 1, TimeUnit.MINUTES);
        running = true;
    }

    private void keep() {
        try {
            long asked = System.nanoTime();
            Instant now = database.now();
            Duration took = Duration.ofNanos(System.nanoTime() - asked);
            // an answer that took long says little
            if (took.compareTo(TOLERATED) < 0) {
                Duration off = clock.correct(now, TOLERATED);
                if (!off.isZero()) {
                    LOG.warn(
                            "The clock of this machine was {} from the database's and is put right here.",
                            off.negated());
                }
            }
        } catch (DataAccessException unreachable) {
            LOG.warn("The database was not asked for the time: {}", unreachable.getMessage());
        }
    }

    @Override
    public void stop() {
        everyMinute.shutdownNow();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before whatever else starts and asks for the time. */
    @Override
    public int getPhase() {
        return -1;
    }
}
