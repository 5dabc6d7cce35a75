package org.dottedline.outcome.process;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dottedline.outcome.Word;
import org.jspecify.annotations.Nullable;

/**
 * The first version of “you said, we did”, from what the community was told: the manager puts it into her own words. It is cut where
 * it would be longer than the form allows.
 */
record Draft(@Nullable String youSaid, @Nullable String weDid) {

    private static final int LONGEST = 4000;

    /**
     * Drafts a word.
     *
     * @param title what the community called the step
     * @param need what members need, in the words that crossed; absent where nothing did
     * @param objective what the community was told of the objective; empty where it was told nothing
     */
    static Draft of(Word word, String title, @Nullable Object need, Map<String, Object> objective) {
        return new Draft(need == null ? asked(word, title) : cut(need.toString()), cut(did(word, title, objective)));
    }

    /** The fields of the form that there is something to say for. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (youSaid != null) {
            fields.put("youSaid", youSaid);
        }
        if (weDid != null) {
            fields.put("weDid", weDid);
        }
        return fields;
    }

    private static @Nullable String asked(Word word, String title) {
        return word.occasion().equals("research") || word.occasion().equals("withdrawal")
                ? cut("We asked you about “" + title + "”.")
                : null;
    }

    private static @Nullable String did(Word word, String title, Map<String, Object> objective) {
        Map<String, Object> facts = word.facts();
        String named = "“" + title + "”";
        return switch (word.occasion()) {
            case "need" -> because(answered(String.valueOf(facts.get("decision")), named), facts);
            case "launch" -> named + " is there for you now.";
            case "outcome" -> measured(facts, objective);
            case "research" -> because("We do not go on with " + named + ".", facts);
            case "withdrawal" -> because(named + " has been stopped.", facts);
            case "refusal" -> because("We cannot do " + named + ".", facts);
            default -> null;
        };
    }

    private static String answered(String decision, String named) {
        return switch (decision) {
            case "adopt" -> "We take up " + named + ".";
            case "link" -> named + " belongs to something that is already under way.";
            default -> "We do not take up " + named + ".";
        };
    }

    private static String because(String said, Map<String, Object> facts) {
        return facts.get("reason") == null ? said : said + " Why: " + facts.get("reason");
    }

    private static @Nullable String measured(Map<String, Object> facts, Map<String, Object> objective) {
        if (facts.get("value") == null || facts.get("baseline") == null) {
            return null;
        }
        String unit = objective.get("unit") == null ? "" : " " + objective.get("unit");
        String what = objective.get("measure") == null ? "" : objective.get("measure") + ": ";
        String aim = facts.get("target") == null ? "" : " The target is " + facts.get("target") + ".";
        return "We measured again. " + what + "from " + facts.get("baseline") + " at the start to " + facts.get("value")
                + unit + "." + aim;
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
