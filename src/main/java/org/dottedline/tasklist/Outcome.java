package org.dottedline.tasklist;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What completing a task comes to.
 *
 * @param variables what gateways and decision tables read, and nothing else
 * @param before what was so until now, for the record
 */
public record Outcome(
        Map<String, Object> variables, @Nullable Map<String, Object> before) {

    /** Nothing that the process would need to know. */
    public static Outcome none() {
        return new Outcome(Map.of(), null);
    }

    public static Outcome of(String variable, Object value) {
        return new Outcome(Map.of(variable, value), null);
    }

    public Outcome from(@Nullable Map<String, Object> earlier) {
        return new Outcome(variables, earlier);
    }
}
