package org.dottedline.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dottedline.page.Plot.Box;
import org.dottedline.page.Plot.Label;
import org.dottedline.page.Plot.Line;
import org.dottedline.page.Plot.Mark;
import org.jspecify.annotations.Nullable;

/** Draws the tables that people would rather look at: the months against the floor, the series of outcomes, what groups said. */
final class Plots {

    static final int WIDTH = 360;
    static final int LEFT = 8;
    static final int RIGHT = WIDTH - 8;
    private static final int TOP = 26;
    private static final int BOTTOM = 128;
    private static final int HEIGHT = 152;
    private static final int STEP = 36;

    private Plots() {}

    /** The picture of a fact of this name, where it has one and its rows say enough. */
    static Optional<Plot> of(String name, String title, List<? extends Map<?, ?>> rows, Words words) {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return switch (name) {
            case "months" -> Optional.of(months(title, rows, "before", "after", words));
            case "runRate" -> Optional.of(months(title, rows, "surplus", "surplus", words));
            case "waterfall" -> Optional.of(waterfall(title, rows, words));
            case "outcomes" -> Optional.of(outcomes(title, rows, words));
            case "research" -> Optional.of(GroupsPlot.of(title, rows, words));
            default -> Optional.empty();
        };
    }

    private static Plot months(String title, List<? extends Map<?, ?>> rows, String was, String willBe, Words words) {
        List<Double> before = numbers(rows, was);
        List<Double> after = numbers(rows, willBe);
        List<Double> floor = numbers(rows, "floor");
        Scale scale = Scale.over(List.of(before, after, floor));
        List<Line> lines =
                List.of(line("floor", floor, scale), line("before", before, scale), line("after", after, scale));
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            boolean below = after.get(i) < floor.get(i);
            marks.add(new Mark(below ? "below" : "filled", x(i, rows.size()), scale.y(after.get(i))));
        }
        long failing =
                marks.stream().filter(mark -> mark.kind().equals("below")).count();
        String said = failing == 0 ? words.text("plot.months.holds") : words.text("plot.months.falls", failing);
        int tightest = IntStream.range(0, rows.size())
                .boxed()
                .min(Comparator.comparing(month -> after.get(month) - floor.get(month)))
                .orElse(0);
        List<Label> labels = List.of(
                new Label("start", LEFT, 14, said),
                new Label(
                        "start",
                        LEFT,
                        HEIGHT + 12,
                        words.text(
                                "plot.months.least",
                                money(after.get(tightest), words),
                                money(floor.get(tightest), words))),
                new Label(
                        "start",
                        LEFT,
                        HEIGHT - 6,
                        words.month(String.valueOf(rows.get(0).get("month")))),
                new Label(
                        "end",
                        RIGHT,
                        HEIGHT - 6,
                        words.month(String.valueOf(rows.get(rows.size() - 1).get("month")))));
        return new Plot(title, said, WIDTH, HEIGHT + 18, lines, List.of(), marks, labels);
    }

    private static String money(double amount, Words words) {
        return words.money(BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP));
    }

    private static Plot outcomes(String title, List<? extends Map<?, ?>> rows, Words words) {
        List<Double> values = numbers(rows, "value");
        List<Double> target = numbers(rows, "target");
        List<Double> baseline = numbers(rows, "baseline");
        Scale scale = Scale.over(List.of(values, target, baseline));
        List<Integer> counted = new ArrayList<>();
        List<Mark> marks = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            boolean disputed = "disputed".equals(rows.get(i).get("state"));
            if (!disputed) {
                counted.add(i);
            }
            double x = x(i, rows.size());
            marks.add(new Mark(disputed ? "hollow" : "filled", x, scale.y(values.get(i))));
            labels.add(new Label(
                    i == 0 ? "start" : i == rows.size() - 1 ? "end" : "middle",
                    x,
                    scale.y(values.get(i)) - 8,
                    plain(rows.get(i).get("value"))));
        }
        int all = rows.size();
        String path = counted.stream()
                .map(i -> point(x(i, all), scale.y(values.get(i))))
                .collect(Collectors.joining(" "));
        String said = words.text(
                "plot.outcomes",
                plain(rows.get(0).get("baseline")),
                plain(rows.get(0).get("target")));
        labels.add(new Label("start", LEFT, HEIGHT - 6, said));
        return new Plot(
                title,
                said,
                WIDTH,
                HEIGHT,
                List.of(
                        flat("baseline", baseline.get(0), scale),
                        flat("floor", target.get(0), scale),
                        new Line("after", path)),
                List.of(),
                marks,
                labels);
    }

    /** From what there is without a request to what is left with it, one step under the other, against the floor. */
    private static Plot waterfall(String title, List<? extends Map<?, ?>> rows, Words words) {
        List<Double> amounts = numbers(rows, "amount");
        double floor = numbers(rows, "floor").get(0);
        double level = 0;
        List<double[]> spans = new ArrayList<>();
        for (int i = 0; i < amounts.size(); i++) {
            boolean total = i == 0 || i == amounts.size() - 1;
            double to = total ? amounts.get(i) : level + amounts.get(i);
            spans.add(new double[] {Math.min(total ? 0 : level, to), Math.max(total ? 0 : level, to)});
            level = to;
        }
        double least = Math.min(
                0,
                Math.min(
                        floor, spans.stream().mapToDouble(span -> span[0]).min().orElse(0)));
        double most = Math.max(
                floor, spans.stream().mapToDouble(span -> span[1]).max().orElse(0));
        double wide = most == least ? 1 : most - least;
        List<Box> boxes = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            int y = STEP * i;
            double from = LEFT + (RIGHT - LEFT) * (spans.get(i)[0] - least) / wide;
            double to = LEFT + (RIGHT - LEFT) * (spans.get(i)[1] - least) / wide;
            String kind = i == 0 || i == spans.size() - 1 ? "inFavour" : "neutral";
            boxes.add(new Box(kind, from, y + 18, Math.max(1, to - from), 12));
            labels.add(new Label(
                    "start",
                    LEFT,
                    y + 13,
                    words.text("value.part." + rows.get(i).get("part")) + ": " + money(amounts.get(i), words)));
        }
        int height = STEP * spans.size() + 20;
        double x = LEFT + (RIGHT - LEFT) * (floor - least) / wide;
        String said = words.text(level < floor ? "plot.waterfall.falls" : "plot.waterfall.holds");
        labels.add(new Label("start", LEFT, height - 4, said));
        return new Plot(
                title,
                said,
                WIDTH,
                height,
                List.of(new Line("floor", point(x, 14) + " " + point(x, height - 18))),
                boxes,
                List.of(),
                labels);
    }

    private static Line line(String kind, List<Double> values, Scale scale) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            points.append(point(x(i, values.size()), scale.y(values.get(i)))).append(' ');
        }
        return new Line(kind, points.toString().strip());
    }

    private static Line flat(String kind, double value, Scale scale) {
        return new Line(kind, point(LEFT, scale.y(value)) + " " + point(RIGHT, scale.y(value)));
    }

    /** The place of one of several, from left to right; a single one stands in the middle. */
    private static double x(int index, int all) {
        return all == 1 ? WIDTH / 2.0 : LEFT + (RIGHT - LEFT) * (double) index / (all - 1);
    }

    static String point(double x, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
    }

    private static List<Double> numbers(List<? extends Map<?, ?>> rows, String column) {
        List<Double> numbers = new ArrayList<>();
        for (Map<?, ?> row : rows) {
            Double number = number(row.get(column));
            numbers.add(number == null ? 0.0 : number);
        }
        return numbers;
    }

    static @Nullable Double number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return value == null ? null : Double.valueOf(value.toString());
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private static String plain(@Nullable Object value) {
        return value instanceof BigDecimal decimal
                ? decimal.stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }

    /** From values to heights; equal values stand in the middle. */
    record Scale(double least, double most) {

        static Scale over(List<List<Double>> series) {
            double least = series.stream()
                    .flatMap(List::stream)
                    .mapToDouble(Double::doubleValue)
                    .min()
                    .orElse(0);
            double most = series.stream()
                    .flatMap(List::stream)
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
            return new Scale(least, most);
        }

        double y(double value) {
            return most == least ? (TOP + BOTTOM) / 2.0 : BOTTOM - (BOTTOM - TOP) * (value - least) / (most - least);
        }
    }
}
