package org.dottedline.page;

import java.util.List;

/**
 * A picture of a table, in the coordinates of its SVG. Colours are classes, so that light and dark have their own; what a colour
 * says, a shape or a word says too.
 *
 * @param title what it shows, {@code description} in a sentence for those who do not see it
 */
public record Plot(
        String title,
        String description,
        int width,
        int height,
        List<Line> lines,
        List<Box> boxes,
        List<Mark> marks,
        List<Label> labels) {

    /** A line through points, as SVG has them. */
    public record Line(String kind, String points) {}

    /** A bar or a piece of one. */
    public record Box(String kind, double x, double y, double width, double height) {}

    /** A point; {@code kind} says which, filled, hollow or below. */
    public record Mark(String kind, double x, double y) {}

    /** Words at a place; {@code anchor} is {@code start}, {@code middle} or {@code end}. */
    public record Label(String anchor, double x, double y, String text) {}
}
