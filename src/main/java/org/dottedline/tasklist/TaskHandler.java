package org.dottedline.tasklist;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dottedline.people.Person;
import org.dottedline.tasklist.form.Choice;
import org.dottedline.tasklist.form.Values;
import org.jspecify.annotations.Nullable;

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

    /** Fields of which the record keeps no content, since it is read by people who may not know it. */
    default Set<String> withheld() {
        return Set.of();
    }

    /**
     * A page below that of the task that helps to fill in its form, as the end of its address; absent where there is none. Its
     * words are {@code task.helper.<name>}.
     */
    default @Nullable String helper() {
        return null;
    }

    /** Whether {@link #preview} has anything to show: then the page offers to try before completing. */
    default boolean canPreview() {
        return false;
    }

    /**
     * What would come of completing with these values, as sections that are shown above the form; absent where a task has nothing
     * to try. It may ask what {@link #complete} asks: whatever it writes is rolled back.
     *
     * @throws org.dottedline.refusal.RuleRefused if a rule would forbid it
     * @throws org.dottedline.refusal.InvalidFields if a value cannot be right, which the form alone does not show
     */
    default @Nullable Context preview(OpenTask task, Values values) {
        return null;
    }

    /** Where people read what this task publishes once it is done, as an address; absent where it publishes nothing. */
    default @Nullable String readAt(OpenTask task) {
        return null;
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
