package org.dottedline.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** Why something failed that is nobody's fault who asked for it: the database is away, or has too much to do. It passes by itself. */
public enum Outage {
    /** The server cannot be reached, is stopping or starting, does not answer, or cannot write. What was under way may or may not be kept. */
    AWAY,
    /** No connection is free, the disk or another means is used up, or something took too long; nothing of it was kept. */
    BUSY,
    /** Somebody else held what was needed for longer than one waits; nothing of it was kept. */
    HELD;

    /** Which one is the reason of this failure, however deep; empty if it is something else. */
    public static Optional<Outage> behind(Throwable failure) {
        return behind(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static Optional<Outage> behind(@Nullable Throwable failure, Set<Throwable> seen) {
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            // a rollback over a dead connection fails, too, and hides what failed before it
            if (cause instanceof TransactionSystemException end) {
                Optional<Outage> before = behind(end.getOriginalException(), seen);
                if (before.isPresent()) {
                    return before;
                }
            }
            if (cause instanceof SQLException database) {
                Optional<Outage> found = of(database);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Outage> of(SQLException failure) {
        if (failure instanceof SQLTransientConnectionException) { // the pool's word for "none was free in time"
            return Optional.of(BUSY);
        }
        String state = String.valueOf(failure.getSQLState());
        if (state.equals("55P03")) {
            return Optional.of(HELD);
        }
        // a statement that took too long; too many connections, no memory, no disk
        if (state.equals("57014") || state.startsWith("53")) {
            return Optional.of(BUSY);
        }
        // no connection; the server is stopping, has crashed, or is starting; it waited for us; its machine fails it
        if (state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("25P03")
                || state.startsWith("58")
                || "Connection is closed".equals(failure.getMessage())) { // the pool's word, without a state
            return Optional.of(AWAY);
        }
        return Optional.empty();
    }
}
