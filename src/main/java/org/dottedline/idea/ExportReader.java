package org.dottedline.idea;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.dottedline.refusal.PlainText;
import org.dottedline.upload.BrokenFile;
import org.dottedline.upload.Personal;
import org.dottedline.upload.Rows;
import org.dottedline.upload.Source;
import org.jspecify.annotations.Nullable;

/** Reads a file of ideas row by row. It is taken as a whole or not at all, so it gathers what is wrong with its rows. */
final class ExportReader implements AutoCloseable {

    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_DESCRIPTION = 20_000;
    private static final int LONGEST_NUMBER = 60;
    private static final int MOST_FLAWS = 10;
    private static final int MOST_VOTES = 100_000_000;
    private static final Pattern NOT_OF_A_NAME = Pattern.compile("[^a-z0-9]+");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    /** What Discourse gives as text may be its markup. */
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]{0,2000}>");

    private final Rows rows;
    private final List<String> flaws = new ArrayList<>();
    private final Map<String, Long> lines = new HashMap<>();
    private int flawed;
    private int struck;
    private Tool tool = Tool.PLAIN;

    ExportReader(Source source) throws IOException {
        this.rows = Rows.of(
                source,
                header -> Tool.of(header.stream().map(ExportReader::name).toList()) != Tool.PLAIN);
    }

    /** A cell cannot be what its column is. */
    private static final class Flaw extends Exception {
        private static final long serialVersionUID = 1L;

        Flaw(String why) {
            super(why, null, false, false);
        }
    }

    Export read() throws IOException {
        Rows.Row header = rows.next();
        if (header == null) {
            throw new BrokenFile("The file is empty.");
        }
        List<String> names = header.cells().stream().map(ExportReader::name).toList();
        tool = Tool.of(names);
        Tool.Columns columns = tool.in(names);
        require(header, columns);
        List<Suggestion> suggestions = new ArrayList<>();
        for (Rows.Row row = rows.next(); row != null; row = rows.next()) {
            if (row.cells().equals(header.cells())) {
                continue;
            }
            try {
                if (row.flaw() != null) {
                    throw new Flaw(row.flaw());
                }
                suggestions.add(suggestion(row, names.size(), columns));
            } catch (Flaw flaw) {
                flawed++;
                if (flaws.size() < MOST_FLAWS) {
                    flaws.add(place() + " " + row.line() + ": " + flaw.getMessage());
                }
            }
            if (suggestions.size() > Export.MOST) {
                throw new BrokenFile("The file has more than 20,000 ideas. Export them in parts.");
            }
        }
        if (flawed > 0) {
            String more = flawed > flaws.size() ? "\nThese are the first " + flaws.size() + " of " + flawed + "." : "";
            throw new BrokenFile("Nothing was taken, since "
                    + (flawed == 1 ? "one row cannot be read." : flawed + " rows cannot be read.") + "\n"
                    + String.join("\n", flaws) + more);
        }
        if (suggestions.isEmpty()) {
            throw new BrokenFile("The file has a header, and no ideas below it.");
        }
        return new Export(tool, rows.encoding(), dropped(header.cells(), columns), struck, suggestions);
    }

    /** What a person calls the place of a row, to begin a sentence. */
    private String place() {
        return rows.place().equals("row") ? "Row" : "Line";
    }

    private static String name(String cell) {
        return NOT_OF_A_NAME
                .matcher(cell.toLowerCase(Locale.ROOT))
                .replaceAll("_")
                .replaceAll("^_|_$", "");
    }

    private void require(Rows.Row header, Tool.Columns columns) throws BrokenFile {
        if (header.cells().stream().anyMatch(Personal::isIn)) {
            throw new BrokenFile("The header is missing: " + rows.place() + " " + header.line()
                    + " should name the columns, but an address stands there.");
        }
        if (columns.title() == null) {
            throw new BrokenFile("No column is called “title”. " + place() + " " + header.line()
                    + " should name the columns: “title”, and where there are any “number”, “description”, “votes”,"
                    + " “comments” and “created_at”.");
        }
        if (columns.votes() == null) {
            throw new BrokenFile(
                    "No column in " + rows.place() + " " + header.line()
                            + " is called “votes”. Without votes ideas cannot be weighed: add the column, with 0 where nobody voted.");
        }
    }

    private static List<String> dropped(List<String> header, Tool.Columns columns) {
        List<String> dropped = new ArrayList<>();
        for (int column = 0; column < header.size(); column++) {
            if (!columns.has(column) && !header.get(column).isEmpty()) {
                dropped.add(PlainText.shown(header.get(column)));
            }
        }
        return dropped;
    }

    private Suggestion suggestion(Rows.Row row, int columns, Tool.Columns at) throws Flaw {
        List<String> cells = row.cells();
        if (cells.size() != columns) {
            throw new Flaw("it has " + cells.size() + (cells.size() == 1 ? " cell" : " cells") + ", but the header has "
                    + columns + ".");
        }
        for (String cell : cells) {
            if (!PlainText.isStorable(cell)) {
                throw new Flaw("it has characters that cannot be stored.");
            }
        }
        String number = cell(cells, at.number());
        if (at.number() != null && number == null) {
            throw new Flaw("it has no number, but other ideas have.");
        }
        if (number != null && number.length() > LONGEST_NUMBER) {
            throw new Flaw("its number is longer than " + LONGEST_NUMBER + " characters.");
        }
        Long before = number == null ? null : lines.get(number);
        if (before != null) {
            throw new Flaw("its number " + number + " stands in line " + before + " already.");
        }
        String title = cell(cells, at.title());
        String bare = title == null ? "" : BLANKS.matcher(title).replaceAll(" ");
        if (bare.isEmpty()) {
            throw new Flaw("it has no title.");
        }
        if (bare.length() > LONGEST_TITLE) {
            throw new Flaw("its title is longer than " + LONGEST_TITLE + " characters.");
        }
        String description = cell(cells, at.description());
        String kept = Personal.struckOut(bare);
        String told = description == null ? null : Personal.struckOut(text(description));
        if (!kept.equals(bare) || description != null && !text(description).equals(told)) {
            struck++;
        }
        Suggestion said = new Suggestion(
                row.line(),
                number,
                kept,
                told == null || told.isEmpty() ? null : told,
                whole("votes", cell(cells, at.votes()), 0),
                at.comments() == null ? null : whole("comments", cell(cells, at.comments()), 0),
                day(cell(cells, at.day())),
                cell(cells, at.original()));
        if (number != null) {
            lines.put(number, row.line());
        }
        return said;
    }

    private static @Nullable String cell(List<String> cells, @Nullable Integer column) {
        return column == null || cells.get(column).isEmpty() ? null : cells.get(column);
    }

    private String text(String description) {
        String text = tool == Tool.DISCOURSE
                ? TAG.matcher(description).replaceAll(" ").strip()
                : description;
        return text.length() <= LONGEST_DESCRIPTION ? text : text.substring(0, LONGEST_DESCRIPTION) + "…";
    }

    private static int whole(String name, @Nullable String cell, int none) throws Flaw {
        if (cell == null) {
            return none;
        }
        if (!cell.matches("[0-9]{1,9}") || Integer.parseInt(cell) > MOST_VOTES) {
            throw new Flaw(
                    "its " + name + " are “" + PlainText.shown(cell) + "”, which is no whole number from 0 upwards.");
        }
        return Integer.parseInt(cell);
    }

    private static @Nullable LocalDate day(@Nullable String cell) throws Flaw {
        if (cell == null) {
            return null;
        }
        var found = DAY.matcher(cell);
        try {
            if (found.lookingAt()) {
                return LocalDate.parse(found.group());
            }
        } catch (DateTimeParseException noDay) {
            // said below
        }
        throw new Flaw("its date is “" + PlainText.shown(cell) + "”; write it as 2026-05-31.");
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
