package org.dottedline.idea;

import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An idea as it stands in a file, without who had it.
 *
 * @param line where its row begins
 * @param number what its source calls it; absent where the file has no numbers
 * @param original the number of the idea that it repeats, as its source says
 */
public record Suggestion(
        long line,
        @Nullable String number,
        String title,
        @Nullable String description,
        int votes,
        @Nullable Integer comments,
        @Nullable LocalDate day,
        @Nullable String original) {

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** The title as it is compared: small letters and digits, one blank for all else. */
    String titleKey() {
        String bare = NO_LETTER
                .matcher(title.toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
        return bare.isEmpty() ? title.toLowerCase(Locale.ROOT) : bare;
    }
}
