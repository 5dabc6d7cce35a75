package org.dottedline.tasklist;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dottedline.refusal.InvalidFields;

/** Where a page of tasks ended: due date and id, so that the next page is found by key and not by counting. */
record Cursor(Instant due, String id) {

    /** A moment of a year with four digits, and an id as the engine makes them: what the database can be asked about. */
    private static final Pattern SHAPE = Pattern.compile("(\\d{4}-[0-9T:.-]{1,30}Z) ([A-Za-z0-9-]{1,64})");

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((due + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    static Cursor of(String text) {
        try {
            Matcher parts = SHAPE.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            if (parts.matches()) {
                return new Cursor(Instant.parse(parts.group(1)), parts.group(2));
            }
        } catch (IllegalArgumentException | DateTimeException malformed) {
            // answered below, like any other that is none
        }
        throw new InvalidFields("after", "This is not a place in the list; start without it.");
    }
}
