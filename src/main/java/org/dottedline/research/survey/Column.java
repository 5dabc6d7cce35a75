package org.dottedline.research.survey;

import java.util.Map;

/**
 * A column of a file.
 *
 * @param name as the header has it
 * @param label how a person recognises it: with the text of its question where the file has one
 * @param values how often which value stands in it; empty where it is no question, or has more than can be told one by one
 */
public record Column(int index, String name, String label, Role role, Map<String, Integer> values) {

    /** Whether its values can be told one by one. */
    public boolean choosable() {
        return role == Role.QUESTION && !values.isEmpty();
    }
}
