package org.dottedline.engine;

import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.CreateFilterCmd;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Refuses every query that carries an expression, in nested {@code or()} queries too, which the engine of 7.24.0 does not check
 * (CVE-2026-109432), and stored filters altogether.
 */
final class QueryGuard extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof CreateFilterCmd
                || command instanceof SaveFilterCmd
                || command instanceof AbstractExecuteFilterCmd) {
            throw new ProcessEngineException("Stored filters are switched off.");
        }
        if (command instanceof AbstractQuery<?, ?> query) {
            refuseExpressions(query);
        }
        return next.execute(command);
    }

    private static void refuseExpressions(AbstractQuery<?, ?> query) {
        // A task query and its or() queries share one flat list, each of them included.
        if (hasExpressions(query)
                || query instanceof TaskQueryImpl tasks
                        && tasks.getQueries().stream().anyMatch(QueryGuard::hasExpressions)) {
            throw new ProcessEngineException("Expressions in queries are switched off.");
        }
    }

    private static boolean hasExpressions(AbstractQuery<?, ?> query) {
        return !query.getExpressions().isEmpty();
    }
}
