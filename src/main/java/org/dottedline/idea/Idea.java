package org.dottedline.idea;

import java.time.LocalDate;
import java.util.List;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;

/**
 * An idea of members, with those that were merged into it.
 *
 * @param number what its source calls it
 * @param votes its own, and {@code total} with those merged into it
 * @param state {@code new}, {@code raised} or {@code aside}
 * @param merged those merged into it, the most votes first
 * @param raised the needs and requests that it was raised with
 */
public record Idea(
        long id,
        String community,
        Tool source,
        @Nullable String number,
        String title,
        @Nullable String description,
        @Nullable LocalDate day,
        int votes,
        @Nullable Integer comments,
        long total,
        String state,
        List<Merged> merged,
        List<Ref> raised) {

    /** One that says the same as another. */
    public record Merged(long id, @Nullable String number, String title, int votes) {}

    public Idea with(List<Merged> others, List<Ref> refs) {
        return new Idea(
                id, community, source, number, title, description, day, votes, comments, total, state, others, refs);
    }

    /** How many ideas it stands for: itself and those merged into it. */
    public int ideas() {
        return merged.size() + 1;
    }
}
