package org.dottedline.tasklist;

import java.math.BigDecimal;
import java.util.Locale;

/** An amount of EUR as the sentences at tasks say it. They are kept as they were said, so they do not follow the reader's language. */
public final class Money {

    private Money() {}

    /** Such as {@code 120,000.00 EUR}. */
    public static String said(BigDecimal amount) {
        return figures(amount) + " EUR";
    }

    /** Such as {@code 120,000.00}, where several stand in one line. */
    public static String figures(BigDecimal amount) {
        return String.format(Locale.ENGLISH, "%,.2f", amount);
    }
}
