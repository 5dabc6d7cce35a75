package org.dottedline.research.survey;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.dottedline.upload.BrokenFile;
import org.dottedline.upload.Personal;
import org.dottedline.upload.Rows;
import org.dottedline.upload.Source;
import org.jspecify.annotations.Nullable;

/** A file behind its headers: the tool, the columns, and the rows of answers. */
final class Sheet implements AutoCloseable {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");
    private static final int MOST_COLUMNS = 2000;
    private static final int LONGEST_LABEL = 160;
    private static final String IMPORT_ID = "\"ImportId\"";

    private final Rows rows;
    private final long headerLine;
    private final Tool tool;
    private final List<String> names;
    private final List<String> labels;
    private final List<Role> roles;
    private final Map<Integer, Dates> dates = new HashMap<>();
    private Rows.@Nullable Row ahead;
    private int repeats;

    Sheet(Source source) throws IOException {
        this.rows = Rows.of(source, header -> Tool.of(header) != Tool.PLAIN);
        try {
            Rows.Row header = rows.next();
            if (header == null) {
                throw new BrokenFile("The file is empty.");
            }
            this.headerLine = header.line();
            requireHeader(header);
            this.tool = Tool.of(header.cells());
            this.names = unique(header.cells());
            this.labels = new ArrayList<>(names);
            this.roles = names.stream().map(name -> Header.role(tool, name)).toList();
            ahead = rows.next();
            if (tool == Tool.QUALTRICS) {
                passOverQuestions();
            }
            for (int column = 0; column < roles.size(); column++) {
                if (roles.get(column) == Role.DATE) {
                    dates.put(column, new Dates(rows.place()));
                }
            }
        } catch (IOException | RuntimeException failed) {
            rows.close();
            throw failed;
        }
    }

    private void requireHeader(Rows.Row header) throws BrokenFile {
        List<String> cells = header.cells();
        if (cells.size() == 1) {
            throw new BrokenFile(capital(rows.place()) + " " + header.line() + " has one column only."
                    + (rows.delimiter() == 0
                            ? " The answers and what they belong to have to stand beside each other."
                            : " Cells have to be divided by commas, semicolons, tabs or “|”."));
        }
        if (cells.size() > MOST_COLUMNS) {
            throw new BrokenFile(capital(rows.place()) + " " + header.line() + " has " + cells.size()
                    + " columns; at most 2,000 can be read.");
        }
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            String kind = Dates.isDate(cell) ? "a date" : Personal.isIn(cell) ? "an address" : null;
            if (kind != null) {
                throw headerMissing(header.line(), "cell " + (column + 1) + " is " + kind);
            }
        }
        if (cells.stream().allMatch(cell -> cell.isEmpty() || cell.matches("-?[0-9.,]+"))) {
            throw headerMissing(header.line(), "it has numbers only");
        }
    }

    BrokenFile headerMissing(long line, String why) {
        return new BrokenFile(
                "The header is missing: " + rows.place() + " " + line + " should name the columns, but " + why + ".");
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** Names, each once: what has none or the name of another is known by its place. */
    private static List<String> unique(List<String> cells) {
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (String cell : cells) {
            String place = "column " + (names.size() + 1);
            String name = cell.isEmpty() ? "Column " + (names.size() + 1) : clean(cell);
            names.add(taken.add(name.toLowerCase(Locale.ROOT)) ? name : name + " (" + place + ")");
        }
        return names;
    }

    /** Qualtrics writes the questions and its own ids below the names. */
    private void passOverQuestions() throws IOException {
        int started = names.stream().map(Header::plain).toList().indexOf("startdate");
        if (ahead != null
                && !isImportIds(ahead)
                && !(started < ahead.cells().size()
                        && Dates.isDate(ahead.cells().get(started)))) {
            for (int column = 0; column < Math.min(names.size(), ahead.cells().size()); column++) {
                String question = clean(ahead.cells().get(column));
                if (!question.isEmpty() && !question.equals(names.get(column))) {
                    labels.set(column, shortened(names.get(column) + ": " + question));
                }
            }
            ahead = rows.next();
        }
        if (ahead != null && isImportIds(ahead)) {
            ahead = rows.next();
        }
    }

    private static boolean isImportIds(Rows.Row row) {
        return row.cells().get(0).contains(IMPORT_ID);
    }

    private static String shortened(String label) {
        return label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 1) + "…";
    }

    /** Without blanks at its ends, and one blank for many. */
    static String clean(String cell) {
        for (int place = 0; place < cell.length(); place++) {
            char one = cell.charAt(place);
            boolean next = place + 1 < cell.length() && cell.charAt(place + 1) == ' ';
            if (one < ' ' || one == '\u00a0' || one == ' ' && next) {
                return BLANKS.matcher(cell).replaceAll(" ").strip();
            }
        }
        return cell.strip();
    }

    Tool tool() {
        return tool;
    }

    String encoding() {
        return rows.encoding();
    }

    /** What a person calls the place of a row. */
    String place() {
        return rows.place();
    }

    char delimiter() {
        return rows.delimiter();
    }

    List<String> names() {
        return names;
    }

    List<String> labels() {
        return labels;
    }

    List<Role> roles() {
        return roles;
    }

    /** Where the header is. */
    long headerLine() {
        return headerLine;
    }

    /** How many rows so far were the header once more. */
    int repeats() {
        return repeats;
    }

    /** The next row of answers; absent at the end. */
    Rows.@Nullable Row next() throws IOException {
        Rows.Row row = ahead;
        if (row != null) {
            ahead = rows.next();
        }
        return row;
    }

    /** Why a row cannot be counted; absent where it can. Asked of each row once, in their order. */
    @Nullable
    String flaw(Rows.Row row) {
        if (row.flaw() != null) {
            return row.flaw();
        }
        if (row.cells().size() != names.size()) {
            return "it has " + row.cells().size() + (row.cells().size() == 1 ? " cell" : " cells")
                    + ", but the header has " + names.size() + ".";
        }
        String first = row.cells().get(0);
        if (!first.isEmpty()
                && first.charAt(0) == names.get(0).charAt(0)
                && clean(first).equals(names.get(0))
                && unique(row.cells()).equals(names)) {
            repeats++;
            return "it repeats the header.";
        }
        for (Map.Entry<Integer, Dates> column : dates.entrySet()) {
            String flaw = column.getValue().flaw(row.cells().get(column.getKey()), row.line());
            if (flaw != null) {
                return flaw;
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
