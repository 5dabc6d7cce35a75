package org.dottedline.handover;

import java.time.Instant;
import java.util.Map;
import org.dottedline.people.Side;
import org.dottedline.trail.Ref;

/**
 * One passage between the sides.
 *
 * @param from key of the sending process, {@code to} of the receiving one
 * @param payload what passed, and nothing else did
 */
public record Handover(
        long seq,
        String message,
        String from,
        String to,
        Side fromSide,
        Ref ref,
        Instant at,
        Map<String, Object> payload,
        Result result) {

    /** What came of it. A waiting one is still on its way and is tried again by itself. */
    public enum Result {
        DELIVERED,
        RECEIVER_ENDED,
        WAITING;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        public static Result of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        }
    }
}
