package org.dottedline.search;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dottedline.refusal.InvalidFields;

/**
 * What somebody looks for. Whatever is typed is a question: quotes, “or” and a minus mean what they mean in a web search, and
 * anything that means nothing is passed over.
 *
 * @param whole all of it
 * @param head what stands before the last word
 * @param beginning the last word where it may also be the beginning of one, else nothing
 */
public record Question(String whole, String head, String beginning) {

    /** The most characters that are looked at. */
    public static final int LONGEST = 200;

    private static final Pattern LAST_WORD = Pattern.compile("(?s)(.*\\s)?([\\p{L}\\p{N}]{2,40})");

    /**
     * Reads what was typed; empty where that is nothing.
     *
     * @throws InvalidFields if it is longer than 200 characters
     */
    public static Optional<Question> of(String typed) {
        // a character that neither the database nor a page can carry separates words, as a blank does
        String plain = new String(typed.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\p{Co}\\p{Cn}\\s]+", " ")
                .strip();
        if (plain.isEmpty()) {
            return Optional.empty();
        }
        if (plain.length() > LONGEST) {
            throw new InvalidFields("q", "Look for at most " + LONGEST + " characters.");
        }
        Matcher last = LAST_WORD.matcher(plain);
        boolean quoted = plain.chars().filter(c -> c == '"').count() % 2 == 1;
        return Optional.of(
                last.matches() && !quoted
                        ? new Question(plain, last.group(1) == null ? "" : last.group(1), last.group(2))
                        : new Question(plain, plain, ""));
    }
}
