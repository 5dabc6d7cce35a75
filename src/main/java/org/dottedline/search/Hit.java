package org.dottedline.search;

import java.util.List;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;

/**
 * A text that was found.
 *
 * @param source the table and column it comes from
 * @param key the key of its row there
 * @param kind what it is: {@code title}, {@code need}, {@code reason} ...
 * @param ref the step it belongs to; absent for what belongs to none
 * @param title the title of that step
 * @param unit the unit it is of, where it belongs to no step
 * @param reader whose it is: {@code strategy}, {@code community}, {@code both} ...
 * @param snippet the part of it that fits best, in pieces
 */
public record Hit(
        String source,
        String key,
        String kind,
        @Nullable Ref ref,
        @Nullable String title,
        @Nullable String unit,
        String reader,
        List<Piece> snippet,
        Place place) {

    /** A piece of a text, and whether it is what was looked for. */
    public record Piece(String text, boolean found) {}

    /** Where it stands in the answer: the better first, and of equals each in its place. */
    public record Place(String rank, String source, String key) {}
}
