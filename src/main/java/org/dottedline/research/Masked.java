package org.dottedline.research;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts as they may leave the community, so that no small number of members can be told from them. A cell under five is masked,
 * none at all included, and with it the next smallest until those hidden come to five answers or more: a single hidden cell could
 * be worked out from the number of answers. Where a group gave fewer than five answers altogether, their number is masked too.
 */
final class Masked {

    static final int LEAST = 5;

    private Masked() {}

    private record Cell(String name, int count) {}

    /** One row of the payload: {@code group}, {@code asked}, and what may be told of {@code answered} and the three cells. */
    static Map<String, Object> row(Counts counts) {
        List<Cell> cells = List.of(
                new Cell("inFavour", counts.inFavour()),
                new Cell("neutral", counts.neutral()),
                new Cell("against", counts.against()));
        List<Cell> hidden = hidden(cells);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("group", counts.group());
        row.put("asked", counts.asked());
        if (counts.answered() >= LEAST) {
            row.put("answered", counts.answered());
        }
        cells.stream().filter(cell -> !hidden.contains(cell)).forEach(cell -> row.put(cell.name(), cell.count()));
        return row;
    }

    private static List<Cell> hidden(List<Cell> cells) {
        List<Cell> hidden = new ArrayList<>();
        int sum = 0;
        for (Cell cell :
                cells.stream().sorted(Comparator.comparingInt(Cell::count)).toList()) {
            boolean small = cell.count() < LEAST;
            boolean covers = !hidden.isEmpty() && sum < LEAST;
            if (small || covers) {
                hidden.add(cell);
                sum += cell.count();
            }
        }
        return hidden;
    }
}
