package org.dottedline.upload;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rows of a file one after the other, whatever it is written as. Those without anything in them are passed over. */
public interface Rows extends AutoCloseable {

    /**
     * One row.
     *
     * @param line where it is, as a person finds it: its first line, or its number in the sheet
     * @param flaw why it cannot be read, as a sentence that begins small; absent where it can
     */
    record Row(long line, List<String> cells, @Nullable String flaw) {}

    /**
     * Opens a file by what it is, whatever it is called.
     *
     * @param known tells by its header the sheet of a workbook that is meant; where it knows none, the first is taken that has a
     *     header and a row below it
     */
    static Rows of(Source source, Predicate<List<String>> known) throws IOException {
        InputStream file = source.open();
        try {
            BufferedInputStream bytes = new BufferedInputStream(file, 64 * 1024);
            if (Text.startsWith(Text.head(bytes), 'P', 'K', 3, 4)) {
                return WorkbookRows.of(bytes, known);
            }
            return new CsvRows(bytes);
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    /** The next row that has anything in it; absent at the end. */
    @Nullable
    Row next() throws IOException;

    /** What a person calls the place of a row: a line of a text, a row of a sheet. */
    String place();

    /** What it is written in. */
    String encoding();

    /** What divides cells; zero where nothing does. */
    char delimiter();

    @Override
    void close() throws IOException;
}
