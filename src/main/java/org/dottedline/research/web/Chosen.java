package org.dottedline.research.web;

import java.util.ArrayList;
import java.util.List;
import org.dottedline.page.Words;
import org.dottedline.research.survey.Column;
import org.dottedline.research.survey.Survey;
import org.dottedline.tasklist.form.Choice;
import org.jspecify.annotations.Nullable;

/**
 * Which column a person chose for the answer, and which for the group, as the page sends it.
 *
 * @param groups the groups of the plan
 * @param answer the place of a column; empty where none is chosen
 * @param group the place of a column, or a group that all rows are of
 */
record Chosen(Survey survey, List<Choice> groups, String answer, String group) {

    static final String ANSWER_FIELD = "survey-answer";
    static final String GROUP_FIELD = "survey-group";

    /** In the place of a column: all rows are of one group. */
    static final String ONE_GROUP = "group:";

    boolean isNothing() {
        return answer.isEmpty() && group.isEmpty();
    }

    @Nullable
    Column answerColumn() {
        return column(answer);
    }

    /** The column that tells the group; absent where all rows are of one. */
    @Nullable
    Column groupColumn() {
        return column(group);
    }

    /** The group of all rows; absent where a column tells. */
    @Nullable
    String onlyGroup() {
        return groups.stream()
                .map(Choice::value)
                .filter(one -> group.equals(ONE_GROUP + one))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Column column(String index) {
        return index.matches("[0-9]{1,5}")
                ? survey.choosable(Integer.parseInt(index)).orElse(null)
                : null;
    }

    List<Wrong> wrong(Words words) {
        List<Wrong> wrong = new ArrayList<>();
        if (answerColumn() == null) {
            wrong.add(new Wrong(ANSWER_FIELD, words.text("survey.choose-answer")));
        }
        if (onlyGroup() == null && groupColumn() == null) {
            wrong.add(new Wrong(GROUP_FIELD, words.text("survey.choose-group")));
        } else if (group.equals(answer)) {
            wrong.add(new Wrong(GROUP_FIELD, words.text("survey.same-column")));
        }
        return wrong;
    }
}
