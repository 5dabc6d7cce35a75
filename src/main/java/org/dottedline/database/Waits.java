package org.dottedline.database;

import java.time.Duration;
import org.springframework.core.env.Environment;

/**
 * How long anything waits for the database before it says so, in whole seconds. Each is shorter than the next that could hide it: the
 * server ends a statement itself, and says why, before the connection is given up as dead.
 *
 * @param connection {@code DOTTEDLINE_DB_CONNECTION_WAIT}: for a connection of the pool
 * @param lock {@code DOTTEDLINE_DB_LOCK_WAIT}: for what another action holds
 * @param statement {@code DOTTEDLINE_DB_STATEMENT_WAIT}: for a statement, as the server measures it
 * @param answer {@code DOTTEDLINE_DB_ANSWER_WAIT}: for a server that says nothing at all
 */
record Waits(Duration connection, Duration lock, Duration statement, Duration answer) {

    /** What a transaction may do nothing for, so that a node that stands still does not keep its locks. */
    static final Duration IDLE = Duration.ofSeconds(60);

    Waits {
        if (lock.compareTo(statement) >= 0 || statement.compareTo(answer) >= 0) {
            throw new StartFailure(
                    "The waits for the database are in the wrong order",
                    "let DOTTEDLINE_DB_LOCK_WAIT be shorter than DOTTEDLINE_DB_STATEMENT_WAIT, and that shorter than"
                            + " DOTTEDLINE_DB_ANSWER_WAIT");
        }
    }

    static Waits of(Environment environment) {
        return new Waits(
                seconds(environment, "connection", 15),
                seconds(environment, "lock", 10),
                seconds(environment, "statement", 20),
                seconds(environment, "answer", 25));
    }

    private static Duration seconds(Environment environment, String what, int normal) {
        String text = Settings.like(
                "[1-9]\\d{0,3}",
                environment,
                "dottedline.db." + what + "-wait",
                Integer.toString(normal),
                "a number of seconds from 1 to 9999");
        return Duration.ofSeconds(Long.parseLong(text));
    }

    /** What each new connection tells the server. */
    String asSettings() {
        return "SET lock_timeout = " + lock.toMillis() + "; SET statement_timeout = " + statement.toMillis()
                + "; SET idle_in_transaction_session_timeout = " + IDLE.toMillis();
    }
}
