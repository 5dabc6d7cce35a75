package org.dottedline.research.web;

import java.util.List;
import org.dottedline.page.Words;
import org.dottedline.people.Person;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.NotFound;
import org.dottedline.tasklist.TaskView;
import org.dottedline.tasklist.Tasklist;
import org.dottedline.tasklist.form.Choice;
import org.dottedline.tasklist.form.Field;
import org.springframework.stereotype.Component;

/** The tasks that take survey files. */
@Component
class SurveyTasks {

    private static final String HELPER = "survey";

    private final Tasklist tasklist;
    private final Words words;

    SurveyTasks(Tasklist tasklist, Words words) {
        this.tasklist = tasklist;
        this.words = words;
    }

    /**
     * The task, where it takes survey files and this person may work on it.
     *
     * @throws NotFound if there is no such task for this person, or it takes no files
     * @throws Forbidden if somebody else holds it, or a rule keeps this person from it
     */
    TaskView require(Person person, String id) {
        TaskView task = tasklist.find(person, id);
        if (tasklist.helper(person, id).filter(HELPER::equals).isEmpty()) {
            throw new NotFound(words.text("survey.no-page"));
        }
        tasklist.refusal(person, id).ifPresent(sentence -> {
            throw new Forbidden(sentence);
        });
        if (task.assignee() != null && !task.assignee().equals(person.login())) {
            throw new Forbidden(words.text("survey.taken"));
        }
        return task;
    }

    /** The groups of the plan, as the form offers them. */
    List<Choice> groups(Person person, String id) {
        return tasklist.form(person, id).field("results").map(Field::rows).orElse(List.of()).stream()
                .filter(field -> field.key().equals("group"))
                .findFirst()
                .map(Field::choices)
                .orElse(List.of());
    }
}
