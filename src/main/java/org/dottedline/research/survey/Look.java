package org.dottedline.research.survey;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.upload.BrokenFile;
import org.dottedline.upload.Personal;
import org.dottedline.upload.Rows;
import org.jspecify.annotations.Nullable;

/**
 * The one look at a file from its beginning to its end. It keeps, row by row, what can be counted: where the row belongs, a hash of
 * its respondent, and for each column the number of its value. What has too many values or is personal has none.
 */
final class Look {

    /** Files put together repeat their header less often than this many answers. */
    private static final int ANSWERS_PER_HEADER = 20;

    private static final int LONGEST_VALUE = 120;

    private final Sheet sheet;
    private final DataOutputStream kept;
    private final Role[] roles;
    private final @Nullable Values[] told;
    private final Placing placing;
    private final List<Flaw> flaws = new ArrayList<>();
    private final byte[] numbers;
    private int rows;
    private int flawed;

    /** The values of a column, each with its number from one. */
    private static final class Values {

        private final Map<String, Integer> numbers = new LinkedHashMap<>();
        private final int[] counts = new int[Survey.MOST_VALUES + 1];

        /** The number of the value in a cell; zero for one too many. */
        int number(String cell) {
            Integer known = numbers.get(cell);
            String value = known == null ? Sheet.clean(cell) : cell;
            known = known == null ? numbers.get(value) : known;
            if (known == null) {
                if (value.length() > LONGEST_VALUE || numbers.size() == Survey.MOST_VALUES) {
                    return 0;
                }
                known = numbers.size() + 1;
                numbers.put(value, known);
            }
            counts[known]++;
            return known;
        }

        Map<String, Integer> counted() {
            Map<String, Integer> counted = new LinkedHashMap<>();
            numbers.forEach((value, number) -> counted.put(value, counts[number]));
            return counted;
        }
    }

    Look(Sheet sheet, DataOutputStream kept) {
        this.sheet = sheet;
        this.kept = kept;
        this.roles = sheet.roles().toArray(Role[]::new);
        this.told = new Values[roles.length];
        this.numbers = new byte[roles.length];
        this.placing = new Placing(sheet.tool(), sheet.names(), sheet.roles());
        for (int column = 0; column < roles.length; column++) {
            told[column] = roles[column] == Role.QUESTION ? new Values() : null;
        }
    }

    Survey survey() throws IOException {
        for (Rows.Row row = sheet.next(); row != null; row = sheet.next()) {
            rows++;
            keep(row);
        }
        kept.flush();
        if (rows == 0) {
            throw new BrokenFile("The file has a header, and no answers below it.");
        }
        requireHeader();
        List<Column> columns = new ArrayList<>();
        for (int column = 0; column < roles.length; column++) {
            Values values = told[column];
            columns.add(new Column(
                    column,
                    sheet.names().get(column),
                    sheet.labels().get(column),
                    roles[column],
                    values == null ? Map.of() : values.counted()));
        }
        return new Survey(
                sheet.tool(), sheet.encoding(), sheet.delimiter(), sheet.place(), columns, rows, flawed, flaws);
    }

    private void keep(Rows.Row row) throws IOException {
        String flaw = sheet.flaw(row);
        Place place = Place.FLAWED;
        long respondent = 0;
        Arrays.fill(numbers, (byte) 0);
        if (flaw == null) {
            look(row.cells());
            place = placing.place(row.cells());
            respondent = place == Place.ANSWER ? placing.respondent(row.cells()) : 0;
        } else {
            flawed++;
            if (flaws.size() < Survey.MOST_FLAWS) {
                flaws.add(new Flaw(row.line(), flaw));
            }
        }
        kept.writeByte(place.ordinal());
        kept.writeLong(respondent);
        kept.write(numbers);
    }

    private void look(List<String> cells) {
        for (int column = 0; column < roles.length; column++) {
            String cell = cells.get(column);
            if (cell.isEmpty() || roles[column] != Role.QUESTION) {
                continue;
            }
            Values values = told[column];
            if (Personal.isIn(cell)) {
                roles[column] = Role.PERSONAL;
                told[column] = null;
            } else if (values != null) {
                int number = values.number(cell);
                numbers[column] = (byte) number;
                if (number == 0) {
                    told[column] = null;
                }
            }
        }
    }

    /** Two headers that are answers to their own columns are none. Choices of a tool are: “Other” below “Other”. */
    private void requireHeader() throws BrokenFile {
        if (sheet.tool() != Tool.PLAIN) {
            return;
        }
        int answers = 0;
        for (int column = 0; column < roles.length; column++) {
            Values values = told[column];
            answers +=
                    values != null && values.numbers.containsKey(sheet.names().get(column)) ? 1 : 0;
        }
        if (answers > 1 || sheet.repeats() * ANSWERS_PER_HEADER > rows) {
            throw sheet.headerMissing(sheet.headerLine(), "what stands there stands below as an answer, too");
        }
    }
}
