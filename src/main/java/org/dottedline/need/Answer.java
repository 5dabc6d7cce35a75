package org.dottedline.need;

import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;

/**
 * What a line of business says to a need.
 *
 * @param decision {@code adopt}, {@code link} or {@code decline}
 * @param reference the objective under which it is adopted, or the initiative that works on it already
 */
public record Answer(
        String decision, @Nullable Ref reference, @Nullable String reason) {}
