package org.dottedline.upload;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** What has to be so in the parts of a workbook, told one event of their XML after the other. */
final class PartChecks {

    /** Where the elements that hold cells and texts stand, and nowhere else. */
    private static final Map<String, String> PARENT = Map.of(
            "sheetData", "worksheet", "row", "sheetData", "c", "row", "v", "c", "f", "c", "is", "c", "si", "sst");

    private static final Set<String> IN_CELLS = Set.of("row", "c", "v", "f", "is", "si");
    private static final int MOST_COLUMNS = 2000;
    private static final int MOST_ROWS = 1_048_576;
    private static final int MOST_DEPTH = 40;
    /** Texts of a workbook are kept while it is read: 64 million letters. */
    private static final long MOST_LETTERS = 64L * 1024 * 1024;

    private static final int LONGEST_TEXT = Text.LONGEST_ROW;
    private static final int LONGEST_NUMBER = 60;
    private static final int LONGEST_FORMULA = 8192;
    /** Formulas over several cells; a reader looks at each of them for each cell. */
    private static final int MOST_ARRAYS = 1000;
    /** Letters of formulas that are shared, times the cells that share them. */
    private static final long MOST_SHARED = 1_000_000_000;

    /** Names of elements and attributes, which a reader keeps for the next workbook. */
    private static final int MOST_NAMES = 5000;

    private final Set<String> names = new HashSet<>();
    private final Deque<String> open = new ArrayDeque<>();
    private String root = "";
    private boolean inCells;
    private boolean behindCells;
    private long row;
    private int column;
    private int textAt;
    private String kind = "n";
    private String inCell = "";
    private final StringBuilder number = new StringBuilder();
    private long texts = -1;
    private long letters;
    private long mostText = -1;
    private int arrays;
    private long longestFormula;
    private long shared;

    void begin() {
        open.clear();
        root = "";
        inCells = false;
        behindCells = false;
        row = 0;
    }

    /** Whether a part of this kind may be large. */
    boolean isLarge() {
        return inCells || behindCells || root.equals("sst");
    }

    private boolean isRead() {
        return root.equals("worksheet") && !behindCells || root.equals("sst");
    }

    boolean isStyles() {
        return root.equals("styleSheet");
    }

    /** Behind which row, where that is known. */
    String where() {
        return row == 0 ? "" : " behind row " + row;
    }

    void next(int event, XMLStreamReader reader) throws BrokenFile, XMLStreamException {
        if (event == XMLStreamConstants.START_ELEMENT) {
            names(reader);
            start(reader.getLocalName(), reader);
            open.push(reader.getLocalName());
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            end(open.pop());
        } else if (event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE) {
            text(reader);
        } else if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new BrokenFile(
                    "The workbook declares entities of its own, which no spreadsheet does. It is not read.");
        }
    }

    private void names(XMLStreamReader reader) throws BrokenFile {
        names.add(reader.getLocalName());
        for (int one = 0; one < reader.getAttributeCount(); one++) {
            names.add(reader.getAttributeLocalName(one));
        }
        if (names.size() > MOST_NAMES) {
            throw strange("its elements have more than " + MOST_NAMES + " names");
        }
    }

    private void start(String name, XMLStreamReader reader) throws BrokenFile {
        if (open.isEmpty()) {
            root = name;
            if (root.equals("sst")) {
                if (texts >= 0) {
                    throw strange("it has two tables of texts");
                }
                texts = 0;
            }
        }
        if (open.size() > MOST_DEPTH) {
            throw strange("its elements stand in each other more than " + MOST_DEPTH + " deep");
        }
        String parent = PARENT.get(name);
        boolean matters = name.equals("sheetData") || name.equals("si") || isRead();
        if (parent != null && matters && (!parent.equals(open.peek()) || open.size() != depth(name))) {
            throw strange("“" + name + "” stands where no spreadsheet writes it");
        }
        if (!isRead()) {
            return;
        }
        switch (name) {
            case "sheetData" -> inCells = true;
            case "row" -> row(reader.getAttributeValue(null, "r"));
            case "c" -> cell(reader);
            case "si" -> texts++;
            case "f" -> formula(reader);
            default -> {}
        }
        if (IN_CELLS.contains(name)) {
            inCell = name;
            textAt = 0;
            number.setLength(0);
        }
    }

    private static int depth(String name) {
        int depth = 0;
        for (String parent = PARENT.get(name); parent != null; parent = PARENT.get(parent)) {
            depth++;
        }
        return depth;
    }

    private void row(@Nullable String at) throws BrokenFile {
        if (at != null && (!isNumber(at, 0) || Integer.parseInt(at) <= row)) {
            throw strange("the rows are not in order behind row " + row);
        }
        column = 0;
        row = at == null ? row + 1 : Integer.parseInt(at);
        if (row > MOST_ROWS) {
            throw new BrokenFile("The sheet has more than 1,048,576 rows.");
        }
    }

    private void cell(XMLStreamReader reader) throws BrokenFile {
        kind = Objects.requireNonNullElse(reader.getAttributeValue(null, "t"), "n");
        String at = reader.getAttributeValue(null, "r");
        column = at == null ? column + 1 : column(at);
        if (column > MOST_COLUMNS) {
            throw new BrokenFile("Row " + row + " has a cell in column " + column
                    + "; at most 2,000 columns can be read. Delete what stands far to the right.");
        }
    }

    private int column(String at) throws BrokenFile {
        int found = 0;
        int letters = 0;
        while (letters < at.length() && at.charAt(letters) >= 'A' && at.charAt(letters) <= 'Z' && letters < 4) {
            found = found * 26 + at.charAt(letters++) - 'A' + 1;
        }
        if (letters == 0 || letters > 3 || !isNumber(at, letters)) {
            throw strange("row " + row + " has a cell without a place");
        }
        return found;
    }

    /** At most seven digits, and nothing else. */
    private static boolean isNumber(String text, int from) {
        boolean digits = from < text.length() && text.length() - from <= 7;
        for (int place = from; place < text.length(); place++) {
            digits &= text.charAt(place) >= '0' && text.charAt(place) <= '9';
        }
        return digits;
    }

    private void formula(XMLStreamReader reader) throws BrokenFile {
        String type = reader.getAttributeValue(null, "t");
        if ("array".equals(type) && ++arrays > MOST_ARRAYS) {
            throw strange("it has more than " + MOST_ARRAYS + " formulas over several cells");
        }
        if ("shared".equals(type)) {
            shared += longestFormula;
            if (shared > MOST_SHARED) {
                throw strange("its formulas are too long");
            }
        }
    }

    private void text(XMLStreamReader reader) throws BrokenFile {
        if (!isRead() || open.size() < 2) {
            return;
        }
        int length = reader.getTextLength();
        textAt += length;
        if (textAt > LONGEST_TEXT) {
            throw new BrokenFile((row > 0 ? "Row " + row : "The workbook")
                    + " has a cell that is larger than 1 MB. Leave out what is not needed.");
        }
        if (root.equals("sst")) {
            letters += length;
            if (letters > MOST_LETTERS) {
                throw new BrokenFile(
                        "The texts of the workbook are longer than 64 million letters. Save the sheet with the answers as"
                                + " CSV.");
            }
        } else if (inCell.equals("v") && (kind.equals("s") || kind.equals("n"))) {
            if (textAt > LONGEST_NUMBER) {
                throw strange("row " + row + " has a number with more than " + LONGEST_NUMBER + " digits");
            }
            number.append(reader.getText());
        } else if (inCell.equals("f") && textAt > LONGEST_FORMULA) {
            throw strange("row " + row + " has a formula longer than " + LONGEST_FORMULA + " letters");
        } else if (inCell.equals("f")) {
            longestFormula = Math.max(longestFormula, textAt);
        }
    }

    private void end(String name) throws BrokenFile {
        if (name.equals("sheetData")) {
            inCells = false;
            behindCells = true;
        }
        if (name.equals("v") && inCell.equals("v") && kind.equals("s") && !number.isEmpty()) {
            String which = number.toString();
            if (!isNumber(which, 0)) {
                throw strange("row " + row + " has a cell whose text is “" + which + "”, which is no number of a text");
            }
            mostText = Math.max(mostText, Long.parseLong(which));
        }
        if (name.equals(inCell)) {
            inCell = "";
        }
    }

    /** Every text that a cell names has to be there. */
    void requireTexts() throws BrokenFile {
        if (mostText >= 0 && mostText >= texts) {
            throw strange("a cell has text number " + mostText + " of " + Math.max(0, texts));
        }
    }

    private static BrokenFile strange(String why) {
        return new BrokenFile("The workbook is not as spreadsheets write it: " + why
                + ". Open it in the spreadsheet, save it again and upload that.");
    }
}
