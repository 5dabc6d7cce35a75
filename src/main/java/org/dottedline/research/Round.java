package org.dottedline.research;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dottedline.refusal.FieldError;

/** What one round of asking brought. It adds to the rounds before; a group left out adds nothing. */
public record Round(List<Counts> results, String summary, List<String> quotes) {

    /**
     * What cannot be right in it, by field; none where it can be.
     *
     * @param earlier the sums of the rounds before by group, one for every group of the plan
     */
    List<FieldError> errors(Map<String, Counts> earlier) {
        List<FieldError> errors = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int row = 0; row < results.size(); row++) {
            Counts counts = results.get(row);
            Counts before = earlier.get(counts.group());
            String at = "results[" + row + "].";
            if (before == null) {
                errors.add(new FieldError(at + "group", "This group is not in the plan."));
            } else if (!seen.add(counts.group())) {
                errors.add(new FieldError(at + "group", "This group is in the results already."));
            } else if (!counts.addUp()) {
                errors.add(new FieldError(
                        at + "answered", "In favour, neutral and against have to add up to the answers."));
            } else if ((long) before.answered() + counts.answered() > (long) before.asked() + counts.asked()) {
                errors.add(new FieldError(at + "answered", "These are more answers than were asked, over all rounds."));
            } else if ((long) before.asked() + counts.asked() > Integer.MAX_VALUE) {
                errors.add(new FieldError(at + "asked", "This number is too large."));
            }
        }
        return errors;
    }
}
