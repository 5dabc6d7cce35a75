package org.dottedline.need;

import java.util.List;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;

/**
 * What members need, whether or not an objective asks for it.
 *
 * @param lob the line of business that is to hear it
 * @param need absent until described, as {@code evidence}
 * @param groups the member groups whose need it is
 */
public record Need(
        Ref ref,
        String community,
        String lob,
        String title,
        @Nullable String need,
        List<String> groups,
        @Nullable String evidence) {}
