package org.dottedline.watch;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A failure as it may stand in a log. A database repeats what was typed in what it says, and whoever wraps that repeats it again: of
 * such words only the state is kept.
 */
final class Errors {

    private Errors() {}

    /** Classes, places, and the words of those that say what they say themselves; null where nothing failed. */
    static @Nullable String of(ILoggingEvent event) {
        return event.getThrowableProxy() == null
                ? null
                : without(
                        event,
                        ThrowableProxyUtil.asString(event.getThrowableProxy()).strip());
    }

    /** What is said of a failure, which may repeat it. */
    static String message(ILoggingEvent event) {
        return without(event, event.getFormattedMessage());
    }

    private static String without(ILoggingEvent event, String text) {
        if (!(event.getThrowableProxy() instanceof ThrowableProxy failure)) {
            return text;
        }
        // the longest first: one may be a part of another
        Map<String, String> states = new TreeMap<>(
                (one, other) -> one.length() == other.length() ? one.compareTo(other) : other.length() - one.length());
        find(failure.getThrowable(), states, Collections.newSetFromMap(new IdentityHashMap<>()));
        String plain = text;
        for (Map.Entry<String, String> said : states.entrySet()) {
            plain = plain.replace(said.getKey(), said.getValue());
        }
        return plain;
    }

    private static void find(@Nullable Throwable failure, Map<String, String> states, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return;
        }
        if (failure instanceof SQLException database) {
            if (database.getMessage() != null && !database.getMessage().isBlank()) {
                states.put(database.getMessage(), "SQLSTATE " + database.getSQLState());
            }
            find(database.getNextException(), states, seen);
        }
        find(failure.getCause(), states, seen);
        for (Throwable suppressed : failure.getSuppressed()) {
            find(suppressed, states, seen);
        }
    }
}
