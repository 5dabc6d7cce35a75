package org.dottedline.upload;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Spliterator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the sheet with the answers in an Excel workbook. Its cells are read as text: dates year-month-day, formulas as what they
 * came to when the file was saved. Empty cells at the end of a row, which workbooks leave out, are there.
 */
final class WorkbookRows implements Rows {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    /** The first day that no spreadsheet knows, 10000-01-01, in days as they count them. */
    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_466);
    /** Beyond this many digits a number is left as it stands. */
    private static final int DIGITS = 30;

    /** So many sheets are looked at for the answers, and so many rows of each. */
    private static final int MOST_SHEETS = 50;

    private static final int MOST_BLANK = 200;

    private final ReadableWorkbook book;
    private final org.dhatim.fastexcel.reader.Sheet sheet;
    private final Stream<org.dhatim.fastexcel.reader.Row> stream;
    private final Spliterator<org.dhatim.fastexcel.reader.Row> rows;
    private long line;
    private int width;

    private WorkbookRows(ReadableWorkbook book, org.dhatim.fastexcel.reader.Sheet sheet) throws IOException {
        this.book = book;
        this.sheet = sheet;
        this.stream = sheet.openStream();
        this.rows = stream.spliterator();
    }

    /** Reads the bytes to their end; what they need of the disk has no name there and goes with this. */
    static WorkbookRows of(InputStream bytes, Predicate<List<String>> known) throws IOException {
        Path path = Files.createTempFile("dottedline-upload-", ".xlsx");
        try (bytes) {
            Files.copy(bytes, path, StandardCopyOption.REPLACE_EXISTING);
            boolean styles = WorkbookGuard.check(path);
            ReadableWorkbook book = new ReadableWorkbook(path.toFile(), new ReadingOptions(styles, true));
            try {
                return new WorkbookRows(book, meant(book, known));
            } catch (IOException | RuntimeException failed) {
                book.close();
                throw failed;
            }
        } catch (RuntimeException failed) {
            throw damaged();
        } finally {
            Files.delete(path);
        }
    }

    private static BrokenFile damaged() {
        return new BrokenFile(
                "This is no Excel workbook, or a damaged one: a part of it is missing or cannot be read. Open it in the"
                        + " spreadsheet and save it again.");
    }

    /** The first sheet whose header is known; else the first with a header and a row below it. */
    private static org.dhatim.fastexcel.reader.Sheet meant(ReadableWorkbook book, Predicate<List<String>> known)
            throws IOException {
        List<org.dhatim.fastexcel.reader.Sheet> visible = book.getSheets()
                .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                .limit(MOST_SHEETS)
                .toList();
        org.dhatim.fastexcel.reader.Sheet first = null;
        for (org.dhatim.fastexcel.reader.Sheet sheet : visible) {
            try (Stream<org.dhatim.fastexcel.reader.Row> stream = sheet.openStream()) {
                Spliterator<org.dhatim.fastexcel.reader.Row> rows = stream.spliterator();
                List<String> header = filled(rows);
                if (header.size() > 1 && !filled(rows).isEmpty()) {
                    if (known.test(header)) {
                        return sheet;
                    }
                    first = first == null ? sheet : first;
                }
            }
        }
        if (first == null && visible.isEmpty()) {
            throw new BrokenFile("The workbook has no sheet that can be seen.");
        }
        return first == null ? visible.get(0) : first;
    }

    private static List<String> filled(Spliterator<org.dhatim.fastexcel.reader.Row> rows) {
        List<String> cells = new ArrayList<>();
        for (int row = 0;
                row < MOST_BLANK
                        && cells.isEmpty()
                        && rows.tryAdvance(one -> one.stream()
                                .map(cell -> cell == null ? "" : cell.getText().strip())
                                .filter(text -> !text.isEmpty())
                                .forEach(cells::add));
                row++) {
            // on to the first row with anything in it
        }
        return cells;
    }

    @Override
    public @Nullable Row next() throws IOException {
        Row[] found = new Row[1];
        try {
            while (found[0] == null && rows.tryAdvance(row -> found[0] = row(row))) {
                // on to the first row with anything in it
            }
        } catch (RuntimeException failed) {
            throw new BrokenFile("What follows row " + line + " of the sheet “" + sheet.getName()
                    + "” cannot be read. Open the workbook in the spreadsheet and save it again.");
        }
        return found[0];
    }

    private @Nullable Row row(org.dhatim.fastexcel.reader.Row row) {
        line = Math.max(line + 1, row.getRowNum());
        int filled = 0;
        String flaw = null;
        String[] cells = new String[Math.max(width, row.getCellCount())];
        Arrays.fill(cells, "");
        for (int column = 0; column < row.getCellCount(); column++) {
            Cell cell = row.getCell(column);
            if (cell != null) {
                cells[column] = text(cell);
                if (!cells[column].isEmpty()) {
                    filled = column + 1;
                } else if (cell.getFormula() != null && cell.getRawValue() == null) {
                    flaw = "the formula in " + cell.getAddress()
                            + " has no result: open the workbook in the spreadsheet and save it.";
                }
            }
        }
        if (filled == 0 && flaw == null) {
            return null;
        }
        if (width == 0) {
            width = filled;
        }
        return new Row(line, Arrays.asList(cells).subList(0, Math.max(width, filled)), flaw);
    }

    private static String text(Cell cell) {
        Object value = cell.getValue();
        if (value instanceof String text) {
            return text.strip();
        }
        if (value instanceof Boolean yes) {
            return yes ? "TRUE" : "FALSE";
        }
        if (value instanceof BigDecimal number) {
            return DateFormats.isDate(cell.getDataFormatString())
                            && number.signum() >= 0
                            && number.compareTo(LAST_DAY) < 0
                    ? moment(cell, number)
                    : plain(number);
        }
        return cell.getType() == CellType.ERROR && cell.getRawValue() != null
                ? cell.getRawValue().strip()
                : "";
    }

    private static String moment(Cell cell, BigDecimal number) {
        LocalDateTime moment = cell.asDate().plusNanos(500_000_000).truncatedTo(ChronoUnit.SECONDS);
        if (number.compareTo(BigDecimal.ONE) < 0) {
            return TIME.format(moment);
        }
        LocalDate day = moment.toLocalDate();
        return moment.toLocalTime().equals(LocalTime.MIDNIGHT) ? day.toString() : MOMENT.format(moment);
    }

    private static String plain(BigDecimal number) {
        BigDecimal bare = number.signum() == 0 ? BigDecimal.ZERO : number;
        if (bare.precision() > DIGITS || Math.abs((long) bare.scale()) > DIGITS) {
            return bare.toString();
        }
        return bare.stripTrailingZeros().toPlainString();
    }

    @Override
    public String place() {
        return "row";
    }

    @Override
    public String encoding() {
        return "Excel, sheet “" + sheet.getName() + "”";
    }

    @Override
    public char delimiter() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        stream.close();
        book.close();
    }
}
