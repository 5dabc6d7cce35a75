package org.dottedline.tasklist;

import java.util.List;
import java.util.Map;
import org.dottedline.people.Person;
import org.dottedline.tasklist.form.Choice;
import org.dottedline.tasklist.form.Values;

/**
 * What one user task means to its module: what it shows, which choices its form has, and what completing it writes. One
 * implementation per user task, in its module's {@code process} package.
 */
public interface TaskHandler {

    /** The BPMN id of the task. */
    String task();

    /** What the person sees beside the form. */
    Context context(OpenTask task);

    /** Choices that the form leaves to the server, by {@code valuesKey}. */
    default Map<String, List<Choice>> choices(OpenTask task) {
        return Map.of();
    }

    /** Values that the form starts with, by field, as JSON has them. */
    default Map<String, Object> known(OpenTask task) {
        return Map.of();
    }

    /**
     * Writes the rows of this task and says what the process needs to know. It runs inside the gate's transaction, the task's
     * trail row locked, before the task is completed.
     *
     * @throws org.dottedline.refusal.RuleRefused if a rule forbids it
     * @throws org.dottedline.refusal.InvalidFields if a value cannot be right, which the form alone does not show
     */
    Outcome complete(OpenTask task, Person by, Values values);
}
