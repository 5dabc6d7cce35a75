package org.dottedline.initiative;

import java.util.List;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;

/**
 * The community's side of an initiative.
 *
 * @param title absent until it was first filled in
 * @param groups the member groups whose need it is
 * @param decision the last decision that was handed over: {@code approve}, {@code decline} or {@code changes}
 */
public record Initiative(
        Ref ref,
        String community,
        @Nullable String title,
        @Nullable String need,
        List<String> groups,
        @Nullable String idea,
        @Nullable String decision,
        @Nullable String summary) {

    public boolean approved() {
        return "approve".equals(decision);
    }
}
