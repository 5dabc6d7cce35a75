package org.dottedline.research;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dottedline.refusal.FieldError;

/**
 * How members are asked, and what decides.
 *
 * @param method {@code survey}, {@code poll} or {@code interviews}
 * @param closesOn the last day for answers
 */
public record Plan(String question, String method, List<PlannedGroup> groups, LocalDate closesOn) {

    /** What cannot be right in it, by field; none where it can be. */
    List<FieldError> errors(LocalDate today) {
        List<FieldError> errors = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int row = 0; row < groups.size(); row++) {
            PlannedGroup planned = groups.get(row);
            if (!seen.add(planned.group())) {
                errors.add(new FieldError("groups[" + row + "].group", "This group is in the plan already."));
            }
            if (planned.unwelcomeBelow() > planned.welcomeAt()) {
                errors.add(new FieldError(
                        "groups[" + row + "].unwelcomeBelow",
                        "Unwelcome cannot reach above where welcome begins, " + planned.welcomeAt() + " %."));
            }
        }
        if (!closesOn.isAfter(today)) {
            errors.add(new FieldError("closesOn", "The last day for answers has to be later than today."));
        }
        return errors;
    }

    /** As the form has it. */
    public Map<String, Object> asJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("question", question);
        json.put("method", method);
        json.put("groups", groups.stream().map(PlannedGroup::row).toList());
        json.put("closesOn", closesOn.toString());
        return json;
    }
}
