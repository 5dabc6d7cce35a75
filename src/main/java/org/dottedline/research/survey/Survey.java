package org.dottedline.research.survey;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dottedline.csv.BrokenFile;
import org.dottedline.csv.Personal;
import org.dottedline.csv.Rows;
import org.dottedline.csv.Source;

/**
 * What a file is, after one look at it: enough to choose what its columns and values mean. Of personal columns it knows the
 * names only.
 *
 * @param rows how many rows of answers there are
 */
public record Survey(Tool tool, String encoding, char delimiter, List<Column> columns, int rows) {

    /** The most values of a column that a person gives a meaning to one by one. */
    public static final int MOST_VALUES = 30;

    /** Files put together repeat their header less often than this many answers. */
    private static final int ANSWERS_PER_HEADER = 20;

    private static final int LONGEST_VALUE = 120;

    /**
     * Looks at a file from its beginning to its end.
     *
     * @throws BrokenFile if it cannot be read, with a sentence that says what is wrong and where
     */
    public static Survey of(Source source) throws IOException {
        try (Sheet sheet = new Sheet(source)) {
            List<Role> roles = new ArrayList<>(sheet.roles());
            List<Map<String, Integer>> values = new ArrayList<>();
            roles.forEach(role -> values.add(new LinkedHashMap<>()));
            Set<Integer> toldOneByOne = new HashSet<>();
            for (int column = 0; column < roles.size(); column++) {
                if (roles.get(column) == Role.QUESTION) {
                    toldOneByOne.add(column);
                }
            }
            int rows = 0;
            for (Rows.Row row = sheet.next(); row != null; row = sheet.next()) {
                rows++;
                if (sheet.flaw(row) == null) {
                    look(row.cells(), roles, values, toldOneByOne);
                }
            }
            if (rows == 0) {
                throw new BrokenFile("The file has a header, and no answers below it.");
            }
            requireHeader(sheet, values, rows);
            List<Column> columns = new ArrayList<>();
            for (int column = 0; column < roles.size(); column++) {
                columns.add(new Column(
                        column,
                        sheet.names().get(column),
                        sheet.labels().get(column),
                        roles.get(column),
                        toldOneByOne.contains(column) ? values.get(column) : Map.of()));
            }
            return new Survey(sheet.tool(), sheet.encoding(), sheet.delimiter(), columns, rows);
        }
    }

    private static void look(
            List<String> cells, List<Role> roles, List<Map<String, Integer>> values, Set<Integer> toldOneByOne) {
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            if (cell.isEmpty() || roles.get(column) != Role.QUESTION) {
                continue;
            }
            if (Personal.isIn(cell)) {
                roles.set(column, Role.PERSONAL);
                values.get(column).clear();
                toldOneByOne.remove(column);
            } else if (toldOneByOne.contains(column)) {
                Map<String, Integer> seen = values.get(column);
                String value = Sheet.clean(cell);
                seen.merge(value, 1, Integer::sum);
                if (value.length() > LONGEST_VALUE || seen.size() > MOST_VALUES) {
                    seen.clear();
                    toldOneByOne.remove(column);
                }
            }
        }
    }

    /** Two headers that are answers to their own columns are none. Choices of a tool are: “Other” below “Other”. */
    private static void requireHeader(Sheet sheet, List<Map<String, Integer>> values, int rows) throws BrokenFile {
        if (sheet.tool() != Tool.PLAIN) {
            return;
        }
        int answers = 0;
        for (int column = 0; column < values.size(); column++) {
            answers += values.get(column).containsKey(sheet.names().get(column)) ? 1 : 0;
        }
        if (answers > 1 || sheet.repeats() * ANSWERS_PER_HEADER > rows) {
            throw Sheet.headerMissing(1, "what stands there stands below as an answer, too");
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
