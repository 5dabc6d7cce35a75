package org.dottedline.tasklist;

import java.util.HashMap;
import java.util.Map;
import org.dottedline.engine.Ruling;
import org.jspecify.annotations.Nullable;

/**
 * What completing a task comes to.
 *
 * @param variables what gateways and decision tables read, and nothing else
 * @param before what was so until now, for the record
 * @param ruling what a decision table said, where one was asked
 */
public record Outcome(
        Map<String, Object> variables,
        @Nullable Map<String, Object> before,
        @Nullable Ruling ruling) {

    /** Nothing that the process would need to know. */
    public static Outcome none() {
        return new Outcome(Map.of(), null, null);
    }

    public static Outcome of(String variable, Object value) {
        return new Outcome(Map.of(variable, value), null, null);
    }

    public Outcome and(String variable, @Nullable Object value) {
        Map<String, Object> more = new HashMap<>(variables);
        more.put(variable, value);
        return new Outcome(more, before, ruling);
    }

    public Outcome from(@Nullable Map<String, Object> earlier) {
        return new Outcome(variables, earlier, ruling);
    }

    public Outcome ruled(Ruling said) {
        return new Outcome(variables, before, said);
    }
}
