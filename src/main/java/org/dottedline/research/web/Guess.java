package org.dottedline.research.web;

import java.util.List;
import org.dottedline.research.survey.Column;
import org.dottedline.research.survey.Meaning;
import org.dottedline.research.survey.Survey;
import org.dottedline.tasklist.form.Choice;

/** What a file tells by itself: which column names the groups of the plan, and which is the answer. A person sees it before it counts. */
final class Guess {

    private Guess() {}

    /**
     * The only column with groups of the plan, and the only other one with a value that means something. Where two could be meant
     * nothing is guessed, nor for a plan of one group, since a column may name others.
     */
    static Chosen of(Survey survey, List<Choice> groups) {
        List<Column> naming = survey.choosable().stream()
                .filter(column -> column.values().keySet().stream()
                                .filter(value -> groups.stream().anyMatch(one -> alike(value, one)))
                                .count()
                        >= 2)
                .toList();
        List<Column> answering = survey.choosable().stream()
                .filter(column -> !naming.contains(column))
                .filter(column -> !Meaning.guesses(column.values().keySet()).isEmpty())
                .toList();
        return new Chosen(survey, groups, only(answering), only(naming));
    }

    private static String only(List<Column> columns) {
        return columns.size() == 1 ? String.valueOf(columns.get(0).index()) : "";
    }

    /** “Customer” and “customers” are the same group. */
    static boolean alike(String value, Choice group) {
        return alike(value.strip(), group.value()) || alike(value.strip(), group.label());
    }

    private static boolean alike(String one, String group) {
        return one.equalsIgnoreCase(group) || (one + "s").equalsIgnoreCase(group) || one.equalsIgnoreCase(group + "s");
    }
}
