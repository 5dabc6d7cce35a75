package org.dottedline.research.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.dottedline.research.survey.SurveyFileTest.bytes;
import static org.dottedline.research.survey.SurveyFileTest.counted;
import static org.dottedline.research.survey.SurveyFileTest.look;
import static org.dottedline.research.survey.SurveyFileTest.named;
import static org.dottedline.research.survey.SurveyFileTest.refused;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dottedline.research.survey.Tally.Count;
import org.dottedline.upload.Source;
import org.dottedline.upload.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Survey files as Excel workbooks, and broken and hostile ones. */
class WorkbookTest {

    private static final String HEADER = "<row r='1'><c r='A1' t='inlineStr'><is><t>id</t></is></c>"
            + "<c r='B1' t='inlineStr'><is><t>answer</t></is></c></row>";
    private static final String YES =
            "<row r='2'><c r='A2'><v>1</v></c><c r='B2' t='inlineStr'><is><t>yes</t></is></c></row>";

    /** A workbook as a spreadsheet writes it. */
    private static byte[] book(Consumer<Workbook> sheets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "Test", null)) {
            sheets.accept(book);
        }
        return out.toByteArray();
    }

    private static Source sheet(Consumer<Worksheet> cells) throws IOException {
        return bytes(book(book -> cells.accept(book.newWorksheet("Answers"))));
    }

    private static void rows(Worksheet sheet, Object[]... rows) {
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows[row].length; column++) {
                Object cell = rows[row][column];
                if (cell instanceof Number number) {
                    sheet.value(row, column, number);
                } else if (cell instanceof Boolean yes) {
                    sheet.value(row, column, yes);
                } else if (cell instanceof LocalDateTime at) {
                    sheet.value(row, column, at);
                    sheet.style(row, column).format("d/m/yyyy h:mm").set();
                } else if (!"".equals(cell)) {
                    sheet.value(row, column, (String) cell);
                }
            }
        }
    }

    private static Object[] row(Object... cells) {
        return cells;
    }

    /** A workbook of these parts. */
    private static byte[] parts(Map<String, String> parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static Map<String, String> partsOf(String sheet) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "[Content_Types].xml",
                "<Types><Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-officedocument"
                        + ".spreadsheetml.sheet.main+xml'/><Override PartName='/xl/sharedStrings.xml' ContentType="
                        + "'application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml'/></Types>");
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>"
                        + "<sheets><sheet name='One' sheetId='1' r:id='a'/></sheets></workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id='a' Target='worksheets/sheet1.xml'/></Relationships>");
        parts.put("xl/sharedStrings.xml", "<sst><si><t>yes</t></si><si><r><t>n</t></r><r><t>o</t></r></si></sst>");
        parts.put("xl/worksheets/sheet1.xml", sheet);
        return parts;
    }

    private static Source raw(String rows) throws IOException {
        return bytes(parts(partsOf("<worksheet><sheetData>" + rows + "</sheetData></worksheet>")));
    }

    private static Source fromCsv(String csv) throws IOException {
        return sheet(sheet -> {
            try {
                int row = 0;
                for (CSVRecord one : CSVFormat.DEFAULT.parse(new StringReader(csv))) {
                    rows(sheet, row++, one.values());
                }
            } catch (IOException failed) {
                throw new AssertionError(failed);
            }
        });
    }

    private static void rows(Worksheet sheet, int row, String[] cells) {
        for (int column = 0; column < cells.length; column++) {
            if (!cells[column].isEmpty()) {
                sheet.value(row, column, cells[column]);
            }
        }
    }

    // What tools write

    @ParameterizedTest
    @CsvSource({
        "LIMESURVEY, G01Q02",
        "QUALTRICS, Q1",
        "TYPEFORM, How useful would it be?",
        "GOOGLE_FORMS, Would you welcome it?"
    })
    void aWorkbookComesToTheSameAsTheCsvFileOfItsTool(Tool tool, String answer) throws IOException {
        String csv = switch (tool) {
            case LIMESURVEY -> SurveyFileTest.LIMESURVEY;
            case QUALTRICS -> SurveyFileTest.QUALTRICS;
            case TYPEFORM -> SurveyFileTest.TYPEFORM;
            default -> SurveyFileTest.GOOGLE_FORMS;
        };
        Source workbook = fromCsv(csv);
        Survey survey = look(workbook);

        assertThat(survey.tool()).isEqualTo(tool);
        assertThat(survey.columns()).isEqualTo(look(SurveyFileTest.file(csv)).columns());
        assertThat(survey.encoding()).isEqualTo("Excel, sheet “Answers”");
        assertThat(counted(workbook, answer)).isEqualTo(counted(SurveyFileTest.file(csv), answer));
    }

    @Test
    void numbersAndYesAndNoAreReadAsTheyAreWritten() throws IOException {
        Source file = sheet(sheet -> rows(
                sheet, row("score", "yes", "share"), row(5, true, 0.25), row(4.0, false, -12), row(1e20, true, 1e-5)));

        assertThat(named(look(file), "score").values()).containsOnlyKeys("5", "4", "100000000000000000000");
        assertThat(named(look(file), "yes").values()).containsOnlyKeys("TRUE", "FALSE");
        assertThat(named(look(file), "share").values()).containsOnlyKeys("0.25", "-12", "0.00001");
    }

    @Test
    void aDayIsADayHoweverItsCellShowsIt() throws IOException {
        Source file = sheet(sheet -> rows(
                sheet,
                row("Timestamp", "when", "answer"),
                row(LocalDateTime.parse("2026-03-01T10:00:00"), LocalDateTime.parse("2026-03-01T00:00:00"), "yes"),
                row(LocalDateTime.parse("2026-03-02T09:59:59"), LocalDateTime.parse("2026-03-01T00:00:00"), "no")));

        assertThat(named(look(file), "when").values()).containsOnlyKeys("2026-03-01");
        assertThat(look(file).flaws()).isEmpty();
        assertThat(look(file).tool()).isEqualTo(Tool.GOOGLE_FORMS);
    }

    @Test
    void aDateTypedAsTextAmongDatesIsNamedByItsRow() throws IOException {
        Source file = sheet(sheet -> rows(
                sheet,
                row("Timestamp", "answer"),
                row(LocalDateTime.parse("2026-03-01T10:00:00"), "yes"),
                row("02.03.2026 10:00", "no")));

        assertThat(look(file).place()).isEqualTo("row");
        assertThat(look(file).flaws())
                .containsExactly(new Flaw(
                        3,
                        "its date is written with the year last and “.” between, where row 2 has it year-month-day."));
    }

    @Test
    void aFormulaIsWhatItCameTo() throws IOException {
        Source file = raw(HEADER
                + "<row r='2'><c r='A2'><f>1+1</f><v>2</v></c><c r='B2' t='str'><f>IF(1,\"yes\")</f><v>yes</v></c></row>"
                + "<row r='3'><c r='A3' t='s'><v>0</v></c><c r='B3' t='s'><v>1</v></c></row>"
                + "<row r='7'><c r='A7'><v>4</v></c><c r='B7'><f>A7</f></c></row>");

        assertThat(named(look(file), "answer").values()).containsOnlyKeys("yes", "no");
        assertThat(look(file).flaws())
                .containsExactly(new Flaw(
                        7, "the formula in B7 has no result: open the workbook in the spreadsheet and save it."));
        assertThat(counted(file, "answer").groups()).containsOnly(entry("customers", new Count(1, 0, 1)));
    }

    @Test
    void theSheetWithTheAnswersIsRead() throws IOException {
        Source file = bytes(book(book -> {
            rows(book.newWorksheet("About"), row("What", "Answers of March"), row("By", "us"));
            Worksheet hidden = book.newWorksheet("Old");
            hidden.setVisibilityState(VisibilityState.HIDDEN);
            rows(hidden, row("Timestamp", "old"), row("2025-01-01", "a"));
            book.newWorksheet("Empty").value(0, 0, "nothing");
            rows(book.newWorksheet("Form"), row("Timestamp", "answer"), row("2026-03-01", "yes"));
        }));

        assertThat(look(file).encoding()).isEqualTo("Excel, sheet “Form”");
        assertThat(look(bytes(book(book -> {
                            book.newWorksheet("Cover").value(0, 0, "Our survey");
                            rows(book.newWorksheet("Data"), row("id", "answer"), row(1, "yes"));
                        })))
                        .encoding())
                .isEqualTo("Excel, sheet “Data”");
    }

    @Test
    void aRowThatIsTooWideIsNamedAndEmptyCellsAtItsEndAreThere() throws IOException {
        Source file = sheet(sheet -> {
            rows(sheet, row("id", "answer", "why"), row(1, "yes"), row("", ""), row(3, "no", "x", "y"));
            sheet.style(1, 7).bold().set();
        });

        assertThat(look(file).rows()).isEqualTo(2);
        assertThat(look(file).flaws()).containsExactly(new Flaw(4, "it has 4 cells, but the header has 3."));
    }

    @Test
    void whatIsWrongWithTheHeaderIsSaidOfItsRow() throws IOException {
        refused(sheet(sheet -> rows(sheet, row(), row("answer"), row("yes"))), "Row 2 has one column only", "beside");
        refused(
                sheet(sheet -> rows(sheet, row("a@example.org", "yes"), row("b@example.org", "no"))),
                "The header is missing: row 1",
                "an address");
        refused(sheet(sheet -> rows(sheet, row("id", "answer"))), "no answers");
        refused(sheet(sheet -> sheet.style(3, 3).bold().set()), "empty");
    }

    // Broken ones

    @Test
    void whatIsNoWorkbookIsRefused() throws IOException {
        byte[] whole = book(book -> rows(book.newWorksheet("A"), row("id", "answer"), row(1, "yes")));
        refused(bytes(Arrays.copyOf(whole, whole.length / 2)), "damaged or ends too early");
        refused(bytes(parts(Map.of("answers.csv", "id,answer\n1,yes\n"))), "packed folder, not an Excel workbook");
        refused(bytes(parts(Map.of("[Content_Types].xml", "<Types/>"))), "no Excel workbook, or a damaged one");
        refused(bytes(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0}), "old Excel file", "password");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(whole);
        }
        refused(bytes(packed.toByteArray()), "Upload the workbook itself");
    }

    @Test
    void damageIsNamedByItsPartAndTheRowBefore() throws IOException {
        refused(
                bytes(parts(partsOf("<worksheet><sheetData>" + HEADER + YES + "<row r='3'><c r='A3'></row>"))),
                "xl/worksheets/sheet1.xml",
                "behind row 3");
        refused(raw(HEADER + YES + "<row r='3'><c r='A3' t='d'><v>2026</v></c></row>"), "What follows row 2", "One");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<row r='3'><c r='ZZZZZZ3'><v>1</v></c></row>|row 3 has a cell without a place",
                "<row r='3'><c r='XFD3'><v>1</v></c></row>|Row 3 has a cell in column 16384",
                "<row r='3'><c t='s'><v>2147483646</v></c></row>|which is no number of a text",
                "<row r='3'><c t='s'><v>2</v></c></row>|a cell has text number 2 of 2",
                "<row r='3'><c t='s'><v>-1</v></c></row>|which is no number of a text",
                "<row r='2'><c><v>1</v></c></row>|the rows are not in order behind row 2",
                "<row r='9999999'><c><v>1</v></c></row>|more than 1,048,576 rows",
                "<row r='3'><c><si/></c></row>|“si” stands where no spreadsheet writes it",
                "<row r='3'><row r='4'/></row>|“row” stands where no spreadsheet writes it",
                "<row r='3'><c><v><c><v>1</v></c></v></c></row>|“c” stands where no spreadsheet writes it"
            })
    void whatNoSpreadsheetWritesIsRefused(String row, String why) throws IOException {
        refused(raw(HEADER + YES + row), why);
    }

    @Test
    void aWorkbookThatDeclaresEntitiesIsNotRead() throws IOException {
        Map<String, String> parts = partsOf("<!DOCTYPE worksheet [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>"
                + "<!ENTITY c SYSTEM 'file:///etc/passwd'>]><worksheet><sheetData>" + HEADER + YES
                + "</sheetData></worksheet>");

        refused(bytes(parts(parts)), "declares entities");
        parts.put("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + HEADER + YES + "</sheetData></worksheet>");
        parts.put("xl/sharedStrings.xml", "<!DOCTYPE sst SYSTEM 'http://localhost/'><sst/>");
        refused(bytes(parts(parts)), "declares entities");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xl/media/large.png", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"})
    void aWorkbookThatUnpacksWithoutEndIsRefused(String part) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> one : partsOf("<worksheet/>").entrySet()) {
                if (!one.getKey().equals(part)) {
                    zip.putNextEntry(new ZipEntry(one.getKey()));
                    zip.write(one.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
            zip.putNextEntry(new ZipEntry(part));
            String begin = switch (part) {
                case "xl/worksheets/sheet1.xml" -> "<worksheet><sheetData>";
                case "xl/styles.xml" -> "<styleSheet>";
                case "xl/sharedStrings.xml" -> "<sst>";
                default -> "\u0089PNG";
            };
            zip.write(begin.getBytes(StandardCharsets.ISO_8859_1));
            String again = switch (part) {
                case "xl/worksheets/sheet1.xml" -> "<row><c><v>1</v></c></row>";
                case "xl/sharedStrings.xml" -> "<si><t>" + "a".repeat(1000) + "</t></si>";
                default -> "<xf numFmtId='14'/>";
            };
            byte[] block = again.repeat(10_000).getBytes(StandardCharsets.UTF_8);
            long enough = part.endsWith("png") ? Text.MOST : 80L * 1024 * 1024;
            for (long written = 0; written <= enough; written += block.length) {
                zip.write(block);
            }
        }

        assertThat(out.size()).isLessThan(4 * 1024 * 1024);
        refused(
                bytes(out.toByteArray()),
                switch (part) {
                    case "xl/styles.xml" -> "“xl/styles.xml” of the workbook is larger than 16 MB";
                    case "xl/sharedStrings.xml" -> "longer than 64 million letters";
                    case "xl/worksheets/sheet1.xml" -> "more than 1,048,576 rows";
                    default -> "larger than 256 MB";
                });
    }

    @Test
    void aCellWithoutEndIsRefused() throws IOException {
        refused(
                raw(HEADER + "<row r='2'><c r='A2' t='inlineStr'><is><t>" + "a".repeat(Text.LONGEST_ROW + 10)
                        + "</t></is></c></row>"),
                "larger than 1 MB");
        refused(raw(HEADER + "<row r='2'><c r='A2'><v>" + "1".repeat(70) + "</v></c></row>"), "row 2 has a number");
        refused(raw(HEADER + YES + "<row r='3'>" + "<c><v>1</v></c>".repeat(2001) + "</row>"), "column 2001");
    }

    @Test
    void nothingOfAWorkbookStaysOnTheDisk() throws IOException {
        Survey.of(sheet(sheet -> rows(sheet, row("id", "answer"), row(1, "yes"))), OutputStream.nullOutputStream());
        refused(raw(HEADER + YES + "<row r='1'/>"), "in order");

        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("dottedline-upload-"));
        }
    }
}
