package org.dottedline.research.survey;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a file is to be read.
 *
 * @param answer the column of the answer
 * @param meanings what its values mean; a value that is not there is left out
 * @param group the column that tells the group; absent where all rows are of one
 * @param groups the member group by the values of that column; a value that is not there is left out
 * @param onlyGroup the group of all rows, where no column tells
 */
public record Mapping(
        int answer,
        Map<String, Meaning> meanings,
        @Nullable Integer group,
        Map<String, String> groups,
        @Nullable String onlyGroup) {

    /** All rows are answers of one group. */
    public static Mapping ofOneGroup(int answer, Map<String, Meaning> meanings, String group) {
        return new Mapping(answer, meanings, null, Map.of(), group);
    }

    /** A column tells the group of each row. */
    public static Mapping byGroup(int answer, Map<String, Meaning> meanings, int column, Map<String, String> groups) {
        return new Mapping(answer, meanings, column, groups, null);
    }
}
