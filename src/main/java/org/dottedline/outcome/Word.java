package org.dottedline.outcome;

import java.time.Instant;
import java.util.Map;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;

/**
 * What members are owed to be told about a step, and what they were told.
 *
 * @param occasion {@code research}, {@code refusal}, {@code launch}, {@code outcome}, {@code need} or {@code withdrawal}
 * @param facts what the community knows of it
 * @param publishedAt absent until they were told
 */
public record Word(
        long id,
        Ref ref,
        String community,
        String occasion,
        Map<String, Object> facts,
        Instant owedAt,
        @Nullable String youSaid,
        @Nullable String weDid,
        @Nullable Instant publishedAt) {}
