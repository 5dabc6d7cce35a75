package org.dottedline.upload;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells by the format of a cell whether its number is a day or a time. */
final class DateFormats {

    /** What a format shows as it stands: in quotation marks, behind a backslash, as a filler; and colours and conditions. */
    private static final Pattern AS_IT_STANDS = Pattern.compile("\"[^\"]*\"|[\\\\_*].|\\[[^\\]]*\\]");

    private static final Pattern PARTS = Pattern.compile("[ymdhs]", Pattern.CASE_INSENSITIVE);
    /** Books have few formats; one with more has them looked at again. */
    private static final int MOST_KNOWN = 500;

    private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

    static boolean isDate(@Nullable String format) {
        if (format == null) {
            return false;
        }
        Boolean known = KNOWN.get(format);
        if (known == null) {
            known = !format.equalsIgnoreCase("general")
                    && PARTS.matcher(AS_IT_STANDS.matcher(format).replaceAll(""))
                            .find();
            if (KNOWN.size() < MOST_KNOWN) {
                KNOWN.put(format, known);
            }
        }
        return known;
    }

    private DateFormats() {}
}
