package org.dottedline.idea;

/**
 * How many ideas a box has, those merged into others not counted among the states.
 *
 * @param votes of all of them together
 */
public record Counted(int fresh, int raised, int aside, int merged, long votes) {

    public int all() {
        return fresh + raised + aside + merged;
    }
}
