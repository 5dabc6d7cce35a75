package org.dottedline.lists;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a list in words.
 *
 * @param actor login of who did it, {@code name} what they are called; no name where the system did it
 * @param role the group through which they acted, {@code as} that group in words
 * @param onBehalfOf login of the person a deputy acted for, {@code forName} what they are called
 * @param what the step or the change
 * @param decided what came of it
 * @param amount in the company's currency, where there is one
 */
public record Row(
        long seq,
        Instant at,
        @Nullable String ref,
        String kind,
        @Nullable String element,
        String actor,
        @Nullable String name,
        @Nullable String role,
        @Nullable String as,
        @Nullable String onBehalfOf,
        @Nullable String forName,
        String what,
        @Nullable String decided,
        @Nullable BigDecimal amount,
        @Nullable String reason) {}
