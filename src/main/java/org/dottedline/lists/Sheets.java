package org.dottedline.lists;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as an XLSX while they come. What is written is forgotten: texts stand in their cells, since a table of all texts
 * would have to be kept. A full sheet is followed by another.
 */
public final class Sheets {

    /** What a sheet holds at most. */
    private static final int ROWS = 1_048_576;

    private static final int LONGEST_CELL = 32_767;
    private static final int FORGET_AFTER = 500;

    private final Workbook book;
    private final String name;
    private final List<String> headings;
    private @Nullable Worksheet sheet;
    private int sheets;
    private int next;

    public Sheets(OutputStream out, String name, List<String> headings) {
        this.book = new Workbook(out, "Dotted Line", null);
        this.name = name;
        this.headings = headings;
    }

    /** A first sheet that says what the others are. */
    public void about(String title, List<List<String>> facts) throws IOException {
        Worksheet about = book.newWorksheet(title);
        about.width(0, 24);
        about.width(1, 80);
        for (int row = 0; row < facts.size(); row++) {
            for (int column = 0; column < facts.get(row).size(); column++) {
                about.inlineString(row, column, facts.get(row).get(column));
            }
        }
        about.finish();
    }

    /** Numbers and moments become cells of their kind, all else text. */
    public void row(List<? extends @Nullable Object> cells) throws IOException {
        Worksheet to = sheet == null || next == ROWS ? further() : sheet;
        for (int column = 0; column < cells.size(); column++) {
            Object cell = cells.get(column);
            if (cell instanceof Long || cell instanceof BigDecimal) {
                to.value(next, column, (Number) cell);
            } else if (cell instanceof Instant at) {
                to.value(next, column, LocalDateTime.ofInstant(at, ZoneOffset.UTC));
                to.style(next, column).format("yyyy-mm-dd hh:mm:ss").set();
            } else if (cell != null) {
                String text = cell.toString();
                to.inlineString(next, column, text.length() > LONGEST_CELL ? text.substring(0, LONGEST_CELL) : text);
            }
        }
        next++;
        if (next % FORGET_AFTER == 0) {
            to.flush();
        }
    }

    /** Ends the file. */
    public void finish() throws IOException {
        if (sheet == null) {
            further();
        }
        if (sheet != null) {
            sheet.finish();
        }
        book.finish();
    }

    private Worksheet further() throws IOException {
        if (sheet != null) {
            sheet.finish();
        }
        sheets++;
        Worksheet fresh = book.newWorksheet(sheets == 1 ? name : name + " " + sheets);
        fresh.freezePane(0, 1);
        fresh.width(1, 20);
        for (int column = 0; column < headings.size(); column++) {
            fresh.inlineString(0, column, headings.get(column));
        }
        next = 1;
        sheet = fresh;
        return fresh;
    }
}
