package org.dottedline.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.dottedline.audit.persistence.CaseTable;
import org.dottedline.people.Person;
import org.dottedline.people.Side;
import org.dottedline.refusal.NotFound;
import org.dottedline.time.ApplicationClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The case file of a reference: every entry of both sides at and below it, and what changed meanwhile of the people, limits and
 * finances that it depends on. For oversight alone.
 */
@Service
public class Cases {

    private final CaseTable table;
    private final ApplicationClock clock;

    Cases(CaseTable table, ApplicationClock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * A part of a case file.
     *
     * @param count how many entries the selection has
     * @param actors logins of all who acted at and below the reference, whatever else was selected
     * @param asOf when all this was read
     */
    public record Part(List<Entry> entries, long count, SortedSet<String> actors, Instant asOf) {}

    /** Throws {@link NotFound} for all but oversight: to others there is no such page. */
    public static void admit(Person person) {
        if (person.side() != Side.OVERSIGHT) {
            throw new NotFound("There is no such page.");
        }
    }

    /** The entries behind a number, in the order of the selection, or its first; all as of one moment. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Part part(Person person, CaseSelection selection, @Nullable Long behind, int limit) {
        admit(person);
        return new Part(
                table.part(selection, behind, limit),
                table.count(selection),
                table.actors(selection.ref()),
                clock.instant());
    }

    /** One entry of the case file of a reference; empty where it is none. */
    @Transactional(readOnly = true)
    public Optional<Entry> one(Person person, String ref, long seq) {
        admit(person);
        return table.one(ref, seq);
    }

    /** The last entries at the same reference before one, the newest first: what stood there when it was made. */
    @Transactional(readOnly = true)
    public List<Entry> before(Person person, Entry entry, int limit) {
        admit(person);
        return entry.ref() == null ? List.of() : table.before(entry.ref(), entry.seq(), limit);
    }

    /** How tasks were completed, by the engine's task id. */
    @Transactional(readOnly = true)
    public Map<String, Entry> completions(Person person, Collection<String> tasks) {
        admit(person);
        return table.completions(tasks);
    }
}
