package org.dottedline.trail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of the trail as it stands.
 *
 * @param unit the line of business or community that it belongs to; absent for a goal
 * @param result how it ended, in the words of its kind
 * @param reason why it ended, as far as both sides may read it
 */
public record TrailRow(
        Ref ref,
        Kind kind,
        String title,
        @Nullable String unit,
        State state,
        @Nullable String result,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant endedAt) {

    TrailRow withoutResult() {
        return new TrailRow(ref, kind, title, unit, state, null, null, createdAt, endedAt);
    }

    public boolean running() {
        return state == State.RUNNING;
    }
}
