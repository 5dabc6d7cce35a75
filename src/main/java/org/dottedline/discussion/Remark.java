package org.dottedline.discussion;

import java.time.Instant;
import org.dottedline.people.Side;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was said at a step.
 *
 * @param number its place among what the reader may read at the step, from 1; 0 where it was read by itself
 * @param side the side that reads it
 * @param login who said it; absent for what came from the other side, which hands over words and no name
 * @param across what it has to do with the other side; absent for what one's own side says to itself
 */
public record Remark(
        int number,
        Ref ref,
        Side side,
        @Nullable String login,
        String text,
        Instant at,
        @Nullable Across across) {

    /** How a remark met the other side. */
    public enum Across {
        /** Handed over, and there. */
        DELIVERED,
        /** Handed over when the step had ended. */
        RECEIVER_ENDED,
        /** Said by the other side to this one. */
        CAME;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        public static Across of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        }
    }
}
