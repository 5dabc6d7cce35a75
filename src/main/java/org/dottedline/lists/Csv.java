package org.dottedline.lists;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes comma-separated values as RFC 4180 has them. A cell that a spreadsheet would take for a formula gets an apostrophe in
 * front, after which it is text.
 */
public final class Csv {

    private static final String FORMULA = "=+-@\t\r";

    private final Appendable out;

    public Csv(Appendable out) {
        this.out = out;
    }

    public void row(List<? extends @Nullable String> cells) throws IOException {
        for (Iterator<? extends @Nullable String> rest = cells.iterator(); rest.hasNext(); ) {
            cell(rest.next());
            out.append(rest.hasNext() ? "," : "\r\n");
        }
    }

    private void cell(@Nullable String text) throws IOException {
        if (text == null || text.isEmpty()) {
            return;
        }
        String safe = FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        if (safe.chars().anyMatch(one -> one == ',' || one == '"' || one == '\r' || one == '\n')) {
            out.append('"').append(safe.replace("\"", "\"\"")).append('"');
        } else {
            out.append(safe);
        }
    }
}
