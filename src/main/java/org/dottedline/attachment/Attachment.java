package org.dottedline.attachment;

import java.time.Instant;
import org.dottedline.people.Side;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;

/**
 * One version of a file.
 *
 * @param number counts what its side keeps at its step, from 1
 * @param version counts the files of this name, from 1
 * @param size in bytes
 * @param sha256 of the content, 64 hexadecimal digits
 * @param aside that it no longer counts, and why; absent while it does
 */
public record Attachment(
        Id id,
        String name,
        int version,
        FileType type,
        int size,
        String sha256,
        String login,
        Instant at,
        @Nullable SetAside aside) {

    /** Where it is: in addresses {@code strategy-3}. */
    public record Id(Ref ref, Side side, int number) {

        public String text() {
            return side.word() + "-" + number;
        }
    }

    /** Who set it aside, why and when. */
    public record SetAside(String login, String reason, Instant at) {}
}
