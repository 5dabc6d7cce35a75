package org.dottedline.idea;

import java.util.List;

/** Ideas that their manager has chosen in one box, the most votes first. */
public record Chosen(String community, List<Voice> voices) {

    /**
     * One of them.
     *
     * @param ideas how many ideas it stands for: itself and those merged into it
     * @param votes of all of these
     */
    public record Voice(long id, String title, int ideas, long votes) {}

    public int ideas() {
        return voices.stream().mapToInt(Voice::ideas).sum();
    }

    public long votes() {
        return voices.stream().mapToLong(Voice::votes).sum();
    }
}
