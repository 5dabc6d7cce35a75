package org.dottedline.research.survey;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.dottedline.upload.BrokenFile;
import org.dottedline.upload.Source;

/**
 * What a file is, after one look at it: enough to choose what its columns and values mean. Of personal columns it knows the
 * names only.
 *
 * @param encoding what it is written in
 * @param delimiter what divides cells; zero in a workbook
 * @param place what a person calls the place of a row: its line, or its row
 * @param rows how many rows of answers there are
 * @param flawed how many of them cannot be read, the first of them with their places in {@code flaws}
 */
public record Survey(
        Tool tool,
        String encoding,
        char delimiter,
        String place,
        List<Column> columns,
        int rows,
        int flawed,
        List<Flaw> flaws) {

    /** The most values of a column that a person gives a meaning to one by one. */
    public static final int MOST_VALUES = 30;

    /** The most rows that are named by their places. */
    public static final int MOST_FLAWS = 50;

    /**
     * Looks at a file from its beginning to its end.
     *
     * @param kept gets of each row what can be counted, for {@link Tally}; no text of the file
     * @throws BrokenFile if it cannot be read, with a sentence that says what is wrong and where
     */
    public static Survey of(Source source, OutputStream kept) throws IOException {
        try (Sheet sheet = new Sheet(source)) {
            return new Look(sheet, new DataOutputStream(new BufferedOutputStream(kept, 64 * 1024))).survey();
        }
    }

    /** The columns of which a person can say what their values mean. */
    public List<Column> choosable() {
        return columns.stream().filter(Column::choosable).toList();
    }

    /** The column at this place, where it can be chosen. */
    public Optional<Column> choosable(int index) {
        return choosable().stream().filter(column -> column.index() == index).findFirst();
    }

    /** The names of the columns for this. */
    public List<String> names(Role role) {
        return columns.stream()
                .filter(column -> column.role() == role)
                .map(Column::name)
                .toList();
    }
}
