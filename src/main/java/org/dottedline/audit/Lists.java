package org.dottedline.audit;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.dottedline.audit.persistence.ListTable;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.NotFound;
import org.dottedline.time.ApplicationClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Lists of one kind of entry over all trails, the newest first. For the PMO alone, where nothing else is said. */
@Service
public class Lists {

    private final ListTable table;
    private final ApplicationClock clock;

    Lists(ListTable table, ApplicationClock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * A part of a list.
     *
     * @param count how many entries the whole list has
     * @param asOf when it was counted and read
     */
    public record Part(List<Entry> entries, long count, Instant asOf) {}

    /** Throws {@link Forbidden} for all but the PMO. */
    public static void admit(Person person) {
        if (!person.holds(Role.PMO)) {
            throw new Forbidden("Lists over all trails are for the PMO.");
        }
    }

    /** The entries before a number, or the newest; and the count of all, at the same moment. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Part part(Person person, Selection selection, @Nullable Long before, int limit) {
        admit(person);
        return new Part(table.part(selection, before, limit), table.count(selection), clock.instant());
    }

    /** The entries before a number, or the newest. */
    @Transactional(readOnly = true)
    public List<Entry> entries(Person person, Selection selection, @Nullable Long before, int limit) {
        admit(person);
        return table.part(selection, before, limit);
    }

    /**
     * What was done with the ideas of one community, before a number, or the newest: for whoever manages it, too.
     *
     * @throws NotFound for anybody else
     */
    @Transactional(readOnly = true)
    public List<Entry> ideasOf(Person person, String community, @Nullable Long before, int limit) {
        if (!person.holds(Role.PMO) && !person.holds(Role.COMMUNITY_MANAGER, community)) {
            throw new NotFound("There is no such idea box that you can see.");
        }
        return table.part(new Selection(ListKind.IDEAS, null, null, null, community), before, limit);
    }

    /** Hands over first the count, then the entries in parts as they are read, all as of one moment; a part has a few hundred. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public void each(Person person, Selection selection, LongConsumer count, Consumer<List<Entry>> part) {
        admit(person);
        count.accept(table.count(selection));
        table.each(selection, part);
    }
}
