package org.dottedline.goal;

import java.util.List;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;

/**
 * What the board sets for a fiscal year.
 *
 * @param measure by what the board will see it, in words
 * @param lobs ids of the lines of business that are to pursue it, in their order
 * @param result {@code achieved}, {@code partly} or {@code missed}, once closed
 */
public record Goal(
        Ref ref,
        String title,
        String why,
        int fiscalYear,
        String measure,
        List<String> lobs,
        @Nullable String result,
        @Nullable String summary) {}
