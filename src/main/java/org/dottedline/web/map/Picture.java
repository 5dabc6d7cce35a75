package org.dottedline.web.map;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where everything on the map stands: five columns of boxes, and ribbons between them, in the coordinates of one SVG. What hangs from
 * a box starts at its height and has the space below to itself, so nothing crosses what is not its own.
 */
final class Picture {

    static final int WIDTH = 1184;
    private static final int BOX = 196;
    private static final int BETWEEN = 50;
    private static final int EDGE = 2;
    private static final int TOP = 40;
    private static final int JOINT = 32;
    private static final int PAD = 12;
    private static final int ROW = 16;
    private static final int BELOW_BOX = 14;
    private static final int BELOW_GOAL = 18;
    private static final int LETTERS = 24;

    /** Widths of ribbons: the least that can be seen, the most, and that of all where money is not told. */
    static final double LEAST = 3;

    static final double MOST = 44;
    static final double EVEN = 6;

    /** The widest dot that is still one and not a ball. */
    private static final double DOT = 9;

    private final List<Box> boxes = new ArrayList<>();
    private final List<Ribbon> ribbons = new ArrayList<>();
    private final boolean byMoney;
    private final double most;

    private Picture(List<Stop> goals, boolean byMoney) {
        this.byMoney = byMoney;
        this.most = goals.stream()
                .map(Stop::money)
                .reduce(BigDecimal.ZERO, BigDecimal::max)
                .doubleValue();
    }

    record Drawn(int width, int height, List<Column> columns, List<Box> boxes, List<Ribbon> ribbons) {}

    /** The head of a column; its word is {@code map.column.<key>}. */
    record Column(String key, double x) {}

    /** Words in a box; {@code kind} is title, note or gap. */
    record Text(String kind, double x, double y, String words) {}

    /**
     * A box.
     *
     * @param joint the height at which ribbons leave and arrive: the same in all boxes of a row, unless many meet in one
     */
    record Box(Stop stop, double x, double y, double width, double height, double joint, List<Text> texts) {

        double bottom() {
            return y + height;
        }

        private double right() {
            return x + width;
        }
    }

    /**
     * A ribbon from the right side of a box to the left side of another.
     *
     * @param kind {@code pending}, {@code done} or {@code dropped}
     * @param bend where it leaves the straight line
     */
    record Ribbon(
            String kind, Box from, Box to, double x1, double y1, double bend, double x2, double y2, double thickness) {

        public String path() {
            double half = (bend + x2) / 2;
            return String.format(
                    Locale.ROOT,
                    "M%.1f %.1f H%.1f C%.1f %.1f %.1f %.1f %.1f %.1f",
                    x1,
                    y1,
                    bend,
                    half,
                    y1,
                    half,
                    y2,
                    x2,
                    y2);
        }

        public String width() {
            return String.format(Locale.ROOT, "%.1f", thickness);
        }

        /** Round dots, with air between them; none where it is one piece. */
        public @Nullable String dots() {
            return kind.equals("pending") ? String.format(Locale.ROOT, "0.1 %.1f", dot() * 1.45 + 1) : null;
        }

        /** How wide the dots are where the ribbon is wider than dots may be: then they run in its middle. None elsewhere. */
        public @Nullable String within() {
            return kind.equals("pending") && thickness > DOT ? String.format(Locale.ROOT, "%.1f", dot()) : null;
        }

        private double dot() {
            return Math.min(DOT, thickness);
        }
    }

    /** Draws the goals below each other, in this order. */
    static Drawn of(List<Stop> goals, boolean byMoney) {
        Picture picture = new Picture(goals, byMoney);
        double y = TOP;
        for (Stop goal : goals) {
            y = picture.place(goal, y).bottom() + BELOW_GOAL;
        }
        List<Column> columns = new ArrayList<>();
        for (String key : List.of("goal", "objective", "initiative", "request", Stop.OUTCOME)) {
            columns.add(new Column(key, x(columns.size())));
        }
        return new Drawn(WIDTH, (int) Math.ceil(y), columns, picture.boxes, picture.ribbons);
    }

    /** A box with what hangs from it, and how far down all that goes. */
    private record Placed(Box box, List<Box> ends, double bottom) {}

    private Placed place(Stop stop, double top) {
        List<Stop> below = stop.below().stream().filter(one -> !one.outcome()).toList();
        List<Double> leaving = below.stream().map(this::thickness).toList();
        Box box = box(stop, top, sum(leaving));
        boxes.add(box);
        List<Box> ends = new ArrayList<>();
        double next = top;
        double bottom = box.bottom();
        double from = box.joint() - sum(leaving) / 2;
        for (int i = 0; i < below.size(); i++) {
            Placed placed = place(below.get(i), next);
            join(
                    box,
                    placed.box(),
                    from + leaving.get(i) / 2,
                    placed.box().joint(),
                    leaving.get(i),
                    kind(below.get(i)));
            from += leaving.get(i);
            ends.addAll(placed.ends());
            bottom = Math.max(bottom, placed.bottom());
            next = placed.bottom() + BELOW_BOX;
        }
        if (below.isEmpty() && !stop.dropped()) {
            ends.add(box);
        }
        for (Stop outcome : stop.below().stream().filter(Stop::outcome).toList()) {
            bottom = Math.max(bottom, arrive(outcome, ends, top).bottom());
        }
        return new Placed(box, ends, bottom);
    }

    /** What came of an objective stands at its height; all that serves it arrives there. */
    private Box arrive(Stop outcome, List<Box> ends, double top) {
        List<Double> arriving = ends.stream().map(end -> thickness(end.stop())).toList();
        Box box = box(outcome, top, sum(arriving));
        boxes.add(box);
        double at = box.joint() - sum(arriving) / 2;
        for (int i = 0; i < ends.size(); i++) {
            Box end = ends.get(i);
            join(
                    end,
                    box,
                    end.joint(),
                    at + arriving.get(i) / 2,
                    arriving.get(i),
                    end.stop().pending() || outcome.pending() ? "pending" : "done");
            at += arriving.get(i);
        }
        return box;
    }

    private void join(Box from, Box to, double y1, double y2, double thickness, String kind) {
        ribbons.add(new Ribbon(kind, from, to, from.right(), y1, to.x() - BETWEEN, to.x(), y2, thickness));
    }

    private Box box(Stop stop, double top, double ribbonsWidth) {
        double x = x(stop.column());
        List<Text> texts = new ArrayList<>();
        double y = top + PAD + 22;
        for (String line : lines(stop.title(), LETTERS, 2)) {
            texts.add(new Text("title", x + PAD, y += ROW, line));
        }
        y += 3;
        for (String note : stop.notes()) {
            for (String line : lines(note, LETTERS + 4, 2)) {
                texts.add(new Text("note", x + PAD, y += ROW, line));
            }
        }
        if (stop.gap() != null) {
            for (String line : lines(stop.gap(), LETTERS + 1, 2)) {
                texts.add(new Text("gap", x + PAD, y += ROW, line));
            }
        }
        double joint = Math.max(JOINT, ribbonsWidth / 2 + PAD);
        return new Box(
                stop, x, top, BOX, Math.max(y + PAD - 2 - top, joint + ribbonsWidth / 2 + PAD), top + joint, texts);
    }

    private double thickness(Stop stop) {
        if (stop.dropped()) {
            return LEAST;
        }
        if (!byMoney) {
            return EVEN;
        }
        return most == 0 ? LEAST : Math.max(LEAST, MOST * stop.money().doubleValue() / most);
    }

    private static String kind(Stop to) {
        return to.dropped() ? "dropped" : to.pending() ? "pending" : "done";
    }

    private static double x(int column) {
        return EDGE + column * (double) (BOX + BETWEEN);
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** A text in lines of so many letters; what is too long ends with an ellipsis. */
    static List<String> lines(String text, int letters, int most) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > letters) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        List<String> kept = new ArrayList<>(lines.subList(0, Math.min(most, lines.size())));
        for (int i = 0; i < kept.size(); i++) {
            boolean goesOn = i == kept.size() - 1 && lines.size() > most;
            if (kept.get(i).length() > letters || goesOn) {
                String cut = kept.get(i).substring(0, Math.min(kept.get(i).length(), letters - 1));
                kept.set(i, cut.stripTrailing() + "…");
            }
        }
        return kept;
    }
}
