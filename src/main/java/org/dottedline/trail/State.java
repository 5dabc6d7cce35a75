package org.dottedline.trail;

import java.util.Locale;

/** Where a reference stands: under way, or ended in one of three ways. */
public enum State {
    RUNNING,
    CLOSED,
    DECLINED,
    WITHDRAWN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static State of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
