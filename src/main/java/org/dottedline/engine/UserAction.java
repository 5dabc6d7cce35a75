package org.dottedline.engine;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.dottedline.refusal.MovedOn;
import org.dottedline.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One user action, one transaction. Where two actions meet, the loser is tried once more in a new transaction, and then told so.
 */
@Component
public class UserAction {

    private static final String PARENT_GONE = "ENGINE-03077";

    /** PostgreSQL's words for a deadlock and for what cannot be put in order: inside the engine Spring does not translate them. */
    private static final Set<String> COLLISIONS = Set.of("40P01", "40001");

    private final TransactionTemplate transaction;

    UserAction(PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Runs all of it or nothing.
     *
     * @throws Refusal as the action throws it, whatever the engine wrapped it in
     * @throws MovedOn if somebody else changed the same thing at the same moment, twice
     */
    public <T extends @Nullable Object> T run(Supplier<T> action) {
        try {
            return once(action);
        } catch (RuntimeException first) {
            if (!isCollision(first)) {
                throw first;
            }
        }
        try {
            return once(action);
        } catch (RuntimeException second) {
            if (isCollision(second)) {
                throw new MovedOn(
                        "Somebody changed the same thing at the same moment. Look again, then repeat it if it is still needed.");
            }
            throw second;
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

    /** A job of the same process ended its branch between two reads of the engine, which has no exception of its own for that. */
    private static boolean isGoneMeanwhile(@Nullable String message) {
        return message != null && message.startsWith(PARENT_GONE);
    }
}
