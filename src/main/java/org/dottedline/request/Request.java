package org.dottedline.request;

import java.time.LocalDate;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;

/**
 * The community's side of a feature request.
 *
 * @param need what members need, {@code description} what they ask for; absent until described
 * @param answer the last answer to a cut of scope: {@code still-welcome} or {@code end}
 * @param launchedOn when members got it
 */
public record Request(
        Ref ref,
        String community,
        String title,
        @Nullable String need,
        @Nullable String description,
        @Nullable String answer,
        @Nullable String answerReason,
        @Nullable LocalDate launchedOn,
        @Nullable String announcement) {}
