package org.dottedline.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether the database can be worked with, without making anybody wait who asks. One thread asks the server every second over a
 * connection of its own, which the pool cannot starve; another takes a connection from the pool and gives it back, and how long
 * that takes is how long people wait.
 */
public final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration PACE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** A moment of full work is no outage: people wait for their turn, and get it. */
    private static final Duration STARVED = Duration.ofSeconds(3);

    private static final Executor HERE = Runnable::run;

    private final Database database;
    private final DataSource pool;
    private final TurnedAway turnedAway;
    private final List<Runnable> whenBack = new CopyOnWriteArrayList<>();
    private final Thread pulse = new Thread(this::beat, "heartbeat");
    private final Thread turn = new Thread(this::takeTurns, "heartbeat-pool");

    private volatile int missed;
    private volatile long waitingSince = System.nanoTime();
    private volatile boolean waiting;
    private volatile boolean closed;
    private volatile boolean back;
    private boolean opened;
    private @Nullable Connection own;

    Heartbeat(Database database, DataSource pool, TurnedAway turnedAway) {
        this.database = database;
        this.pool = pool;
        this.turnedAway = turnedAway;
    }

    Heartbeat start() {
        askOnce();
        pulse.setDaemon(true);
        turn.setDaemon(true);
        pulse.start();
        turn.start();
        return this;
    }

    /** Whether the server answered when it was last asked, at most some three seconds ago. */
    public boolean isAnswering() {
        return missed == 0;
    }

    /** Whether the server has been silent or gone for some seconds, so that whoever asks it now only waits. */
    public boolean isAway() {
        return missed > 1;
    }

    /** Whether somebody has just waited in vain for a connection of this node, or whoever needs one now waits for more than a moment. */
    public boolean isStarved() {
        return turnedAway.lately() || (waiting && System.nanoTime() - waitingSince > STARVED.toNanos());
    }

    /**
     * Says what is to be done each time the server has been away, be it for less than a moment, and can be worked with again. Nobody waits
     * for it; where the server goes away meanwhile, it is done once more.
     */
    public void whenBack(Runnable done) {
        whenBack.add(done);
    }

    private void beat() {
        while (!closed) {
            askOnce();
            if (missed > 1) {
                database.revive();
            }
            pause();
        }
        forget();
    }

    private void askOnce() {
        boolean answered = asked();
        if (answered && missed > 1) {
            LOG.info("The database answers again");
        }
        missed = answered ? 0 : missed + 1;
        if (missed == 2) {
            LOG.warn("The database does not answer");
        }
    }

    private boolean asked() {
        boolean kept = own != null;
        long begin = System.nanoTime();
        if (answers()) {
            return true;
        }
        // a kept connection may have died of something else, as of a firewall; a silent server has been waited for
        // already
        return kept && System.nanoTime() - begin < PATIENCE.toNanos() / 2 && answers();
    }

    private boolean answers() {
        try {
            Connection connection = own;
            if (connection == null) {
                own = connection = open();
                back = opened; // a server that ended and came back between two beats ends every connection, too
                opened = true;
            }
            try (Statement statement = connection.createStatement()) {
                return statement.execute("SELECT 1");
            }
        } catch (SQLException silent) {
            forget();
            return false;
        }
    }

    private Connection open() throws SQLException {
        PGSimpleDataSource source = database.app().dataSource();
        source.setApplicationName("Dotted Line, heartbeat");
        source.setConnectTimeout((int) PATIENCE.toSeconds());
        source.setLoginTimeout((int) PATIENCE.toSeconds());
        source.setSocketTimeout((int) PATIENCE.toSeconds());
        return source.getConnection();
    }

    private void forget() {
        Connection old = own;
        own = null;
        if (old != null) {
            try {
                old.abort(HERE);
            } catch (SQLException gone) {
                // that is what is wanted
            }
        }
    }

    private void takeTurns() {
        while (!closed) {
            waitingSince = System.nanoTime();
            waiting = true;
            try {
                pool.getConnection().close();
                waiting = false;
                welcome();
            } catch (SQLException none) {
                waiting = false; // the pool has noted it
            }
            pause();
        }
    }

    private void welcome() {
        if (back) {
            back = false;
            try {
                whenBack.forEach(Runnable::run);
            } catch (RuntimeException goneAgain) {
                LOG.warn("What was to be done after the database came back is tried again: {}", goneAgain.getMessage());
                back = true;
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PACE.toMillis());
        } catch (InterruptedException ended) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        pulse.interrupt();
        turn.interrupt();
        try {
            pulse.join(PATIENCE.toMillis());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
