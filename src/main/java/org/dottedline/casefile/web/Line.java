package org.dottedline.casefile.web;

import java.util.List;
import org.dottedline.page.Fact;
import org.dottedline.page.Moment;
import org.dottedline.page.Points;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a case file as a page shows it.
 *
 * @param seq its number in the record; absent while it is on its way
 * @param place where it stands: {@code strategy}, {@code community}, {@code across} or {@code between}
 * @param quiet whether it is no act of its own, such as a rule that was asked
 * @param crossing of a handover: to which shore and with which result
 * @param decided what came of it, in words
 * @param who absent where the system did it; {@code role} as held then; {@code forName} for whom a deputy acted
 * @param said what the decision table said
 * @param passed what a handover carried
 * @param basis what it rests on: versions, form, rule
 */
record Line(
        @Nullable Long seq,
        String side,
        String place,
        boolean quiet,
        @Nullable Crossing crossing,
        Moment at,
        @Nullable String ref,
        String title,
        @Nullable String decided,
        @Nullable String who,
        @Nullable String role,
        @Nullable String forName,
        @Nullable String reason,
        @Nullable String said,
        List<Changed> changes,
        List<Fact> passed,
        List<Fact> basis) {

    /** @param result as the contract has it */
    record Crossing(boolean toCommunity, String result) {}

    /**
     * A value that is otherwise now.
     *
     * @param how {@code added}, {@code removed}, {@code changed}, or {@code stood} where it was so and nothing is said of it now
     * @param points what was added or removed, where that is a list of points
     * @param withheld whether the record keeps no content of it
     */
    record Changed(
            String what,
            String was,
            String is,
            String how,
            boolean withheld,
            @Nullable Points points) {}
}
