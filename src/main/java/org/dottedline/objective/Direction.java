package org.dottedline.objective;

import java.math.BigDecimal;
import java.util.Locale;

/** Which way is better. */
public enum Direction {
    LOWER,
    HIGHER;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Direction of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** 1 if the second value is better than the first, 0 if they are equal, -1 if it is worse. */
    public int improvement(BigDecimal from, BigDecimal to) {
        int change = Integer.signum(to.compareTo(from));
        return this == HIGHER ? change : -change;
    }
}
