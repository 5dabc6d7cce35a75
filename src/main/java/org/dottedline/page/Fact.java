package org.dottedline.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A label and what is so. A wide one gets a line of its own.
 *
 * @param table the value as rows, where it has rows
 * @param plot the table as a picture, where one says more
 * @param points the value as a list of points, where it is one
 * @param href where the value leads, where it leads somewhere
 */
public record Fact(
        String label,
        String value,
        boolean wide,
        @Nullable Table table,
        @Nullable Plot plot,
        @Nullable Points points,
        @Nullable String href) {

    public Fact(String label, String value, boolean wide) {
        this(label, value, wide, null, null, null, null);
    }

    /**
     * Headings, and a cell for each in every row; what is absent is empty.
     *
     * @param note what one has to know to read it
     */
    public record Table(
            List<String> columns,
            List<List<String>> rows,
            @Nullable String note) {}
}
