package org.dottedline.tasklist;

import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;

/**
 * What to list.
 *
 * @param at tasks at and below this reference
 * @param task tasks of this BPMN id
 * @param mineOnly those that the person has taken, not those of the groups
 * @param overdueOnly those past their due date
 */
public record TaskFilter(@Nullable Ref at, @Nullable String task, boolean mineOnly, boolean overdueOnly) {

    public static TaskFilter all() {
        return new TaskFilter(null, null, false, false);
    }
}
