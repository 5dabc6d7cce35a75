package org.dottedline.page;

import static org.dottedline.page.Plots.LEFT;
import static org.dottedline.page.Plots.RIGHT;
import static org.dottedline.page.Plots.WIDTH;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dottedline.page.Plot.Box;
import org.dottedline.page.Plot.Label;
import org.dottedline.page.Plot.Line;

/** Draws what groups said: a bar for each, its pieces from left to right, hatched where their counts are kept back. */
final class GroupsPlot {

    private static final int ROW = 46;
    private static final int BAR = 14;
    private static final int HATCH = 6;
    private static final int LEGEND = 86;
    private static final int THIN = 30;

    private final List<Box> boxes = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();

    private GroupsPlot() {}

    static Plot of(String title, List<? extends Map<?, ?>> rows, Words words) {
        GroupsPlot plot = new GroupsPlot();
        int y = 4;
        for (Map<?, ?> row : rows) {
            plot.group(row, y, words);
            y += ROW;
        }
        plot.legend(y + 2, Counted.keepBack(rows), words);
        return new Plot(
                title, words.text("plot.research"), WIDTH, y + 22, plot.lines, plot.boxes, List.of(), plot.labels);
    }

    private void group(Map<?, ?> row, int y, Words words) {
        Double answered = Plots.number(row.get("answered"));
        StringBuilder said = new StringBuilder(String.valueOf(row.get("group")));
        if (row.get("share") != null) {
            said.append(" · ").append(words.text("plot.research.share", row.get("share")));
        }
        if (answered != null && answered < THIN) {
            said.append(" · ").append(words.text("plot.research.thin"));
        }
        labels.add(new Label("start", LEFT, y + 12, said.toString()));
        if (answered == null) {
            hidden(LEFT, RIGHT, y + 18);
        } else if (answered > 0) {
            bar(row, answered, y + 18);
        }
        Double low = Plots.number(row.get("low"));
        Double high = Plots.number(row.get("high"));
        if (low != null && high != null) {
            lines.add(new Line("whisker", Plots.point(share(low), y + 36) + " " + Plots.point(share(high), y + 36)));
        }
    }

    private void bar(Map<?, ?> row, double answered, int y) {
        double from = LEFT;
        double told = 0;
        for (String piece : List.of("inFavour", "neutral", "against")) {
            Double count = Plots.number(row.get(piece));
            if (count != null) {
                double width = (RIGHT - LEFT) * count / answered;
                boxes.add(new Box(piece, from, y, width, BAR));
                from += width;
                told += count;
            }
        }
        if (told < answered) {
            hidden(from, RIGHT, y);
        }
    }

    /** A piece of which one is told its size alone: slanted strokes, each cut where the piece ends. */
    private void hidden(double from, double to, double y) {
        boxes.add(new Box("hidden", from, y, to - from, BAR));
        for (double x = from - BAR + HATCH; x < to; x += HATCH) {
            double left = Math.max(x, from);
            double right = Math.min(x + BAR, to);
            lines.add(new Line(
                    "hatch",
                    Plots.point(left, y + BAR - (left - x)) + " " + Plots.point(right, y + BAR - (right - x))));
        }
    }

    private void legend(int y, boolean keptBack, Words words) {
        double x = LEFT;
        for (String piece : List.of("inFavour", "neutral", "against")) {
            boxes.add(new Box(piece, x, y, BAR, BAR));
            labels.add(new Label("start", x + BAR + 5, y + 11, words.text("fact." + piece)));
            x += LEGEND;
        }
        if (keptBack) {
            hidden(x, x + BAR, y);
            labels.add(new Label("start", x + BAR + 5, y + 11, words.text("fact.kept-back")));
        }
    }

    private static double share(double percent) {
        return LEFT + (RIGHT - LEFT) * percent / 100;
    }
}
