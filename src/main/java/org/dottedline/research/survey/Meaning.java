package org.dottedline.research.survey;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an answer says. */
public enum Meaning {
    IN_FAVOUR,
    NEUTRAL,
    AGAINST,
    LEFT_OUT;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");
    /** “4 - Agree”, “(2) no”. */
    private static final Pattern NUMBERED = Pattern.compile("^[^\\p{L}]+(?=\\p{L})");

    private static final Set<String> YES =
            Set.of("y", "yes", "true", "ja", "oui", "si", "sí", "sim", "ok", "for", "in favour", "in favor", "pro");
    private static final Set<String> NO =
            Set.of("n", "no", "false", "nein", "non", "não", "against", "contra", "never");
    private static final Pattern BETWEEN = Pattern.compile(
            "no opinion|neutral|neither|do(n.t| not) (know|care|mind)|undecided|unsure|not sure|no preference|indifferent|maybe"
                    + "|perhaps|partly");
    private static final Pattern AGAINST_IT = Pattern.compile(
            "^no\\b|^not\\b|disagree|oppos|\\bagainst\\b|dislike|unwelcome|unfavou?rable|useless|dissatisf|unsatisf"
                    + "|unlikely|\\bbad\\b|\\bpoor\\b|reject|\\bwould not\\b|wouldn.t|unimportant|unhelpful|not (at all|very|really)");
    private static final Pattern FOR_IT = Pattern.compile(
            "^yes\\b|agree|\\bfavou?r|support|welcome|\\blike\\b|\\blove\\b|useful|helpful|satisf|likely|\\bgood\\b"
                    + "|excellent|important|approve");
    private static final Pattern NONE = Pattern.compile("n/?a|not applicable|no answer|prefer not to say|-oth-|other");

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a word of a page means; absent where it means nothing. */
    public static @Nullable Meaning of(String word) {
        for (Meaning meaning : values()) {
            if (meaning.word().equals(word)) {
                return meaning;
            }
        }
        return null;
    }

    /**
     * What the values of a column mean, as far as they tell. Numbers are read as a scale that rises to in favour, the middle
     * neutral: 1 to 5, 1 to 7, or 0 to 10 where 9 and 10 are in favour and 7 and 8 neutral. Two values 0 and 1 are no and yes.
     */
    public static Map<String, Meaning> guesses(Collection<String> values) {
        Map<String, Meaning> guesses = new LinkedHashMap<>();
        boolean numbers =
                values.stream().allMatch(value -> NUMBER.matcher(value).matches());
        int most = numbers ? values.stream().mapToInt(Integer::parseInt).max().orElse(0) : 0;
        for (String value : values) {
            Meaning guess = numbers ? ofScale(Integer.parseInt(value), most) : ofWords(value);
            if (guess != null) {
                guesses.put(value, guess);
            }
        }
        return guesses;
    }

    private static @Nullable Meaning ofScale(int value, int most) {
        if (most > 10) {
            return null;
        }
        if (most > 7) {
            return value >= 9 ? IN_FAVOUR : value >= 7 ? NEUTRAL : AGAINST;
        }
        if (most <= 1) {
            return value == 1 ? IN_FAVOUR : AGAINST;
        }
        int middle = most > 5 ? 4 : 3;
        return value > middle ? IN_FAVOUR : value == middle ? NEUTRAL : AGAINST;
    }

    private static @Nullable Meaning ofWords(String value) {
        String lower = value.toLowerCase(Locale.ROOT).replace('’', '\'');
        String plain = NUMBERED.matcher(lower).replaceFirst("").strip();
        if (NUMBER.matcher(lower).matches()) {
            int number = Integer.parseInt(lower);
            return number >= 1 && number <= 5 ? ofScale(number, 5) : null;
        }
        if (NONE.matcher(plain).matches()) {
            return LEFT_OUT;
        }
        if (YES.contains(plain)) {
            return IN_FAVOUR;
        }
        if (NO.contains(plain)) {
            return AGAINST;
        }
        if (BETWEEN.matcher(plain).find()) {
            return NEUTRAL;
        }
        if (AGAINST_IT.matcher(plain).find()) {
            return AGAINST;
        }
        return FOR_IT.matcher(plain).find() ? IN_FAVOUR : null;
    }
}
