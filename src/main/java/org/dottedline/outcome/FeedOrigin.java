package org.dottedline.outcome;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * What tells the feeds of this installation from all others, for ever.
 *
 * @param since when it was drawn
 */
public record FeedOrigin(UUID id, Instant since) {

    /** The same for the same name, and used nowhere else. */
    public String idOf(String name) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes((id + " " + name).getBytes(StandardCharsets.UTF_8));
    }
}
