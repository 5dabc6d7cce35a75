package org.dottedline.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a decision table said.
 *
 * @param table its key, {@code version} its deployed version
 * @param facts what it was asked with
 * @param rules ids of the rules that fired, in the order of the table
 * @param outputs one map of outputs per rule that fired
 */
public record Ruling(
        String table, int version, Map<String, Object> facts, List<String> rules, List<Map<String, Object>> outputs) {

    /** One output of a table in which exactly one rule fires. */
    public String text(String output) {
        return String.valueOf(outputs.get(0).get(output));
    }

    /** The reasons in words of all rules that fired. */
    public List<String> reasons() {
        return outputs.stream()
                .map(output -> String.valueOf(output.get("reason")))
                .toList();
    }

    /** As it is kept in the record, with what it was asked about where a table is asked about each of several: a group, an option. */
    public Map<String, Object> forRecord(String about) {
        Map<String, Object> ruling = forRecord();
        ruling.put("about", about);
        return ruling;
    }

    /** As it is kept in the record. */
    public Map<String, Object> forRecord() {
        Map<String, Object> ruling = new LinkedHashMap<>();
        ruling.put("table", table);
        ruling.put("version", version);
        ruling.put("facts", facts);
        ruling.put("rules", rules);
        ruling.put("outputs", outputs);
        return ruling;
    }
}
