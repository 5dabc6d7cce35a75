package org.dottedline.casefile;

import java.util.List;

/**
 * A decision table as it was in one version.
 *
 * @param asks what each condition is about, {@code says} what each output is, {@code names} by which name it is given
 */
public record RuleTable(
        String name, String description, List<Asked> asks, List<String> says, List<String> names, List<Rule> rules) {

    /** @param variable the name of the fact that it is asked with; empty where it is worked out from others */
    public record Asked(String label, String variable) {}

    /** @param conditions one for each question; empty where any answer will do */
    public record Rule(String id, String description, List<String> conditions, List<String> outputs) {}
}
