package org.dottedline.refusal;

import java.nio.charset.StandardCharsets;

/** What can be kept and given back as text: no control characters but those of lines and tabs, no half of a surrogate pair. */
public final class PlainText {

    private static final int SHOWN = 60;

    private PlainText() {}

    /** Whether PostgreSQL, JSON and a page can all carry it. */
    public static boolean isStorable(String text) {
        return text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** The beginning of a name that somebody sent, as it can be said back to them. */
    public static String shown(String name) {
        String beginning = name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
        return isStorable(beginning)
                ? beginning
                : new String(beginning.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                        .replaceAll("\\p{Cntrl}", "?");
    }
}
