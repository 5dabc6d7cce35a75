package org.dottedline.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dottedline.audit.persistence.RecordTable;
import org.dottedline.people.PeopleChanged;
import org.dottedline.people.Side;
import org.dottedline.time.ApplicationClock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The append-only record. An entry is written in the transaction of what it records, never without one. */
@Service
public class Record {

    private final RecordTable table;
    private final ApplicationClock clock;

    Record(RecordTable table, ApplicationClock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Writes one entry with the next number and the present time. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(Entry.Builder entry) {
        table.insert(entry.build(), clock.instant());
    }

    /** Changes of people, units and deputies are part of the record. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PeopleChanged change) {
        write(Entry.of(change.kind(), Side.NONE)
                .by(change.actor(), change.role())
                .change(change.before().isEmpty() ? null : change.before(), change.after()));
    }

    /** Entries at these references, of these sides, in order, after a number. */
    @Transactional(readOnly = true)
    public List<Entry> history(List<String> refs, Set<Side> sides, long after, int limit) {
        return table.at(refs, sides, after, limit);
    }

    /**
     * Entries of a kind that belong to no step and whose change names this value, the newest first, before a number where one is
     * given.
     *
     * @param name the field of the change that names it, such as {@code community}
     */
    @Transactional(readOnly = true)
    public List<Entry> changes(String kind, String name, String value, @Nullable Long before, int limit) {
        return table.changes(kind, name, value, before, limit);
    }

    /** When people of a side last completed each task at these references: by reference and task. */
    @Transactional(readOnly = true)
    public Map<String, Map<String, Instant>> lastDone(Collection<String> refs, Side side) {
        return table.lastDone(refs, side);
    }

    /** How this person completed a task, for themselves or for somebody else; empty where they did not. */
    @Transactional(readOnly = true)
    public Optional<Entry> completion(String task, String login) {
        return table.completion(task, login);
    }

    /** Logins of all who performed one of these elements at this reference, in any round, and of those they acted for. */
    @Transactional(readOnly = true)
    public List<Duty> duties(String ref, Set<String> elements) {
        return table.duties(ref, elements);
    }

    /** Somebody did an element: {@code login} in their own name, or for {@code onBehalfOf}. */
    public record Duty(
            String element, String login, @Nullable String onBehalfOf) {
        public boolean concerns(String person) {
            return login.equals(person) || person.equals(onBehalfOf);
        }
    }
}
