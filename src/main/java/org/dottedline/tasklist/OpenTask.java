package org.dottedline.tasklist;

import java.time.Instant;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;

/**
 * A task that is open.
 *
 * @param id the engine's
 * @param task its BPMN id
 * @param name its name in the model
 * @param group the candidate group whose members may take it
 * @param assignee login of who has taken it, if anybody has
 */
public record OpenTask(
        String id,
        String task,
        String name,
        String process,
        int version,
        String definition,
        Ref ref,
        String instance,
        String group,
        @Nullable String assignee,
        Instant created,
        @Nullable Instant due) {

    /** The unit of the group; throws {@link IllegalStateException} where the group is company-wide. */
    public String unit() {
        int dot = group.indexOf('.');
        if (dot < 0) {
            throw new IllegalStateException(group + " has no unit.");
        }
        return group.substring(dot + 1);
    }

    /** The id of its form: its own in kebab case. */
    public String form() {
        return task.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
    }
}
