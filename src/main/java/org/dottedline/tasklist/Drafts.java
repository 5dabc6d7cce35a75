package org.dottedline.tasklist;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dottedline.people.Person;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.PlainText;
import org.dottedline.tasklist.persistence.DraftTable;
import org.dottedline.time.ApplicationClock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what a person has typed into the form of a task, for that person alone: no colleague and no other side reads it, and it is
 * no part of the record. It goes when the person discards it and when the task is done or no longer needed.
 */
@Service
@Transactional
public class Drafts {

    private static final int MOST_FIELDS = 2000;
    private static final int MOST_CHARACTERS = 500_000;

    private final DraftTable table;
    private final Tasklist tasklist;
    private final ApplicationClock clock;

    Drafts(DraftTable table, Tasklist tasklist, ApplicationClock clock) {
        this.table = table;
        this.tasklist = tasklist;
        this.clock = clock;
    }

    /**
     * Keeps what was typed, in place of what was kept before.
     *
     * @throws org.dottedline.refusal.NotFound if the task is none of theirs
     * @throws org.dottedline.refusal.MovedOn if it is done
     * @throws InvalidFields if it is more than a form can hold, or has characters that cannot be stored
     */
    public void keep(Person person, String task, Map<String, List<String>> typed) {
        tasklist.require(person, task);
        long characters = 0;
        for (Map.Entry<String, List<String>> field : typed.entrySet()) {
            characters += field.getKey().length();
            for (String value : field.getValue()) {
                characters += value.length();
                if (!PlainText.isStorable(value) || !PlainText.isStorable(field.getKey())) {
                    throw new InvalidFields(
                            PlainText.shown(field.getKey()), "This text has characters that cannot be stored.");
                }
            }
        }
        if (typed.size() > MOST_FIELDS || characters > MOST_CHARACTERS) {
            throw new InvalidFields("draft", "This is too much to be kept as a draft.");
        }
        table.deleteOrphans();
        table.save(task, person.login(), typed, clock.instant());
    }

    /** What this person has kept of a task. */
    @Transactional(readOnly = true)
    public Optional<Draft> find(Person person, String task) {
        return table.find(task, person.login());
    }

    /** Forgets it; nothing happens where there is none. */
    public void discard(Person person, String task) {
        table.delete(task, person.login());
    }
}
