package org.dottedline.tasklist;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The handlers by the task that they serve. */
@Component
class TaskHandlers {

    private final ObjectProvider<TaskHandler> beans;
    private volatile Map<String, TaskHandler> byTask = Map.of();

    TaskHandlers(ObjectProvider<TaskHandler> beans) {
        this.beans = beans;
    }

    TaskHandler of(String task) {
        TaskHandler handler = all().get(task);
        if (handler == null) {
            throw new IllegalStateException("Nothing handles the task " + task + ".");
        }
        return handler;
    }

    Set<String> tasks() {
        return all().keySet();
    }

    private Map<String, TaskHandler> all() {
        Map<String, TaskHandler> known = byTask;
        if (known.isEmpty()) {
            known = new HashMap<>();
            for (TaskHandler handler : List.copyOf(beans.stream().toList())) {
                if (known.put(handler.task(), handler) != null) {
                    throw new IllegalStateException("Two handlers for the task " + handler.task() + ".");
                }
            }
            byTask = known;
        }
        return known;
    }
}
