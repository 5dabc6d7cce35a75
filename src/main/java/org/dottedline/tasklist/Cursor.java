package org.dottedline.tasklist;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.dottedline.refusal.InvalidFields;

/** Where a page of tasks ended: due date and id, so that the next page is found by key and not by counting. */
record Cursor(Instant due, String id) {

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((due + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    static Cursor of(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
            return new Cursor(Instant.parse(parts[0]), parts[1]);
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException malformed) {
            throw new InvalidFields("after", "This is not a place in the list; start without it.");
        }
    }
}
