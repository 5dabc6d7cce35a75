package org.dottedline.search;

import java.util.List;

/**
 * What was found at one step.
 *
 * @param best the text that answers best
 * @param others those behind it, the best first
 * @param further how many more there are, which are not shown
 */
public record Heap(Hit best, List<Hit> others, int further) {}
