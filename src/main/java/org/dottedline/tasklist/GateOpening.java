package org.dottedline.tasklist;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The gate stands open for one task and one person while this transaction's thread is inside. The listener on every user task
 * refuses what comes another way.
 *
 * @param assignee who is to have the task, where it is being given; absent where it returns to its group
 */
record GateOpening(String taskId, @Nullable String assignee) implements AutoCloseable {

    static GateOpening of(String taskId, @Nullable String assignee) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("The gate opens within a transaction alone.");
        }
        GateOpening opening = new GateOpening(taskId, assignee);
        TransactionSynchronizationManager.bindResource(GateOpening.class, opening);
        return opening;
    }

    static boolean isOpenFor(String taskId, @Nullable String assignee) {
        return TransactionSynchronizationManager.getResource(GateOpening.class) instanceof GateOpening opening
                && opening.taskId.equals(taskId)
                && java.util.Objects.equals(opening.assignee, assignee);
    }

    @Override
    public void close() {
        TransactionSynchronizationManager.unbindResource(GateOpening.class);
    }
}
