package org.dottedline.engine;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.dottedline.database.Outage;
import org.dottedline.refusal.MovedOn;
import org.dottedline.refusal.Refusal;
import org.dottedline.watch.Refusals;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One user action, one transaction. Where it meets another action, or the engine's own work on what is under way at the same
 * step, it is tried again in a new transaction after a short wait, a few times, and only then told so.
 */
@Component
public class UserAction {

    /** The engine's codes for an execution, and for a job, that went between two of its reads: it has no exceptions for them. */
    private static final Set<String> GONE_MEANWHILE = Set.of("ENGINE-03077", "ENGINE-14026");

    private static final int TRIES = 5;
    private static final int LONGEST_FIRST_WAIT = 20;

    /** PostgreSQL's words for a deadlock and for what cannot be put in order: inside the engine Spring does not translate them. */
    private static final Set<String> COLLISIONS = Set.of("40P01", "40001");

    private final TransactionTemplate transaction;
    private final Refusals refusals;

    UserAction(PlatformTransactionManager transactions, Refusals refusals) {
        this.transaction = new TransactionTemplate(transactions);
        this.refusals = refusals;
    }

    /**
     * Runs all of it or nothing.
     *
     * @throws Refusal as the action throws it, whatever the engine wrapped it in
     * @throws MovedOn if others changed the same thing at the same moment at every try
     */
    public <T extends @Nullable Object> T run(Supplier<T> action) {
        for (int next = 1; ; next++) {
            try {
                return once(action);
            } catch (RuntimeException thrown) {
                // who has waited for a lock as long as one waits does not begin to wait again
                if (Outage.behind(thrown).isPresent() || !isCollision(thrown)) {
                    if (thrown instanceof Refusal refusal) {
                        refusals.count(refusal);
                    }
                    throw thrown;
                }
                if (next == TRIES || !waited(next)) {
                    throw new MovedOn(
                            "Somebody changed the same thing at the same moment. Look again, then repeat it if it is still needed.");
                }
            }
        }
    }

    /** Waits for a moment of random length, so that those who met do not meet again; false where the thread is to end. */
    private static boolean waited(int tries) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong((long) LONGEST_FIRST_WAIT << tries));
            return true;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public void run(Runnable action) {
        run(() -> {
            action.run();
            return null;
        });
    }

    private <T extends @Nullable Object> T once(Supplier<T> action) {
        try {
            return transaction.execute(status -> action.get());
        } catch (RuntimeException wrapped) {
            throw unwrapped(wrapped);
        }
    }

    private static RuntimeException unwrapped(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        return thrown;
    }

    private static boolean isCollision(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockingException
                    || cause instanceof ConcurrencyFailureException
                    || cause instanceof SQLException database
                            && COLLISIONS.contains(String.valueOf(database.getSQLState()))
                    || cause instanceof ProcessEngineException && isGoneMeanwhile(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isGoneMeanwhile(@Nullable String message) {
        return message != null && GONE_MEANWHILE.stream().anyMatch(message::startsWith);
    }
}
