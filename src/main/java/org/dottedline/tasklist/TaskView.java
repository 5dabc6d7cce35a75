package org.dottedline.tasklist;

import java.time.Instant;
import java.util.List;
import org.dottedline.people.Side;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;

/**
 * A task as a person sees it.
 *
 * @param state {@code open} while nobody has taken it, else {@code claimed}
 * @param onBehalfOf login of whom the person stands in for at this task; absent where it is their own
 * @param notes why a rule or a person sent it back, and who could do it where nobody can
 */
public record TaskView(
        String id,
        String task,
        String name,
        String process,
        int version,
        Ref ref,
        Side side,
        String state,
        Instant created,
        @Nullable Instant due,
        boolean overdue,
        @Nullable String assignee,
        @Nullable String onBehalfOf,
        String group,
        String form,
        Context context,
        List<String> notes) {}
