package org.dottedline.casefile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of a process.
 *
 * @param id the engine's id of the instance
 * @param definition the engine's id of the very version that ran
 * @param key the process key, {@code name} what it is called, {@code version} its version
 * @param ended absent while it runs
 */
public record Run(
        String id,
        String definition,
        String key,
        String name,
        int version,
        String ref,
        Instant started,
        @Nullable Instant ended) {}
