package org.dottedline.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file, with the lines they begin in. */
final class CsvRows implements Rows {

    private static final int HEAD = 64 * 1024;
    private static final String DELIMITERS = ",;\t|";
    /** What spreadsheets write in front to say what divides cells. */
    private static final Pattern SAID = Pattern.compile("\"?sep=(.)\"?\\s*\\R", Pattern.CASE_INSENSITIVE);

    private static final Pattern AT_LINE = Pattern.compile("line: ([0-9]+)");

    private final Text text;
    private final CSVParser parser;
    private final char delimiter;
    private final int skipped;

    CsvRows(InputStream file) throws IOException {
        try {
            this.text = Text.of(file);
            PushbackReader reader = new PushbackReader(text, HEAD);
            char[] start = new char[HEAD];
            int length = 0;
            for (int more = 0; more >= 0 && length < HEAD; more = reader.read(start, length, HEAD - length)) {
                length += more;
            }
            String head = new String(start, 0, length);
            Matcher said = SAID.matcher(head);
            boolean says = said.lookingAt();
            this.delimiter = says ? said.group(1).charAt(0) : delimiter(head);
            this.skipped = says ? 1 : 0;
            int from = says ? said.end() : 0;
            reader.unread(start, from, length - from);
            this.parser = CSVParser.builder()
                    .setReader(reader)
                    .setFormat(CSVFormat.DEFAULT
                            .builder()
                            .setDelimiter(delimiter)
                            .setIgnoreEmptyLines(false)
                            .setIgnoreSurroundingSpaces(true)
                            .get())
                    .get();
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    /** What divides the cells of the first row most often, outside of quotation marks. */
    private static char delimiter(String head) {
        int[] seen = new int[DELIMITERS.length()];
        boolean quoted = false;
        boolean begun = false;
        for (char one : head.toCharArray()) {
            if (one == '"') {
                quoted = !quoted;
            } else if (!quoted && begun && (one == '\n' || one == '\r')) {
                break;
            } else if (!quoted && DELIMITERS.indexOf(one) >= 0) {
                seen[DELIMITERS.indexOf(one)]++;
            }
            begun |= !Character.isWhitespace(one);
        }
        int most = 0;
        for (int one = 1; one < seen.length; one++) {
            most = seen[one] > seen[most] ? one : most;
        }
        return DELIMITERS.charAt(most);
    }

    @Override
    public char delimiter() {
        return delimiter;
    }

    @Override
    public String encoding() {
        return text.encoding();
    }

    @Override
    public String place() {
        return "line";
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (true) {
            long line = parser.getCurrentLineNumber() + 1 + skipped;
            text.nextRow(line);
            CSVRecord one;
            try {
                one = parser.iterator().hasNext() ? parser.iterator().next() : null;
            } catch (UncheckedIOException failed) {
                throw broken(line, failed.getCause());
            }
            if (one == null) {
                return null;
            }
            String[] cells = one.values();
            boolean blank = true;
            for (int cell = 0; cell < cells.length; cell++) {
                cells[cell] = cells[cell] == null ? "" : cells[cell].strip();
                blank &= cells[cell].isEmpty();
            }
            if (!blank) {
                return new Row(line, Arrays.asList(cells), null);
            }
        }
    }

    private IOException broken(long line, IOException failed) {
        if (failed instanceof BrokenFile) {
            return failed;
        }
        String message = String.valueOf(failed.getMessage());
        if (message.contains("EOF reached before")) {
            return new BrokenFile("The quotation mark that is opened in the row of line " + line + " is never closed.");
        }
        Matcher at = AT_LINE.matcher(message);
        if (message.contains("nvalid char") || at.find()) {
            return new BrokenFile("The row of line " + line
                    + " cannot be read: after a closing quotation mark a cell has to end. Write a quotation mark inside of a"
                    + " cell twice.");
        }
        return failed;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
