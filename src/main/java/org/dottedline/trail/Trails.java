package org.dottedline.trail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Side;
import org.dottedline.refusal.MovedOn;
import org.dottedline.refusal.NotFound;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.persistence.TrailTable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Opens, names, locks and ends the steps of the trail. Locks are taken from the top of the trail downwards, always. */
@Service
public class Trails {

    private final TrailTable table;
    private final ApplicationClock clock;

    Trails(TrailTable table, ApplicationClock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Opens a goal or a need under the next free number. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Ref open(Kind kind, String title, @Nullable String unit) {
        Ref ref = Ref.first(kind, table.next("", kind));
        table.insert(ref, null, kind, title, unit, clock.instant());
        return ref;
    }

    /**
     * Opens a step under its parent, whose row it locks.
     *
     * @throws MovedOn if the parent has ended
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Ref openUnder(Ref parent, Kind kind, String title, @Nullable String unit) {
        requireRunning(lock(parent));
        Ref ref = parent.child(kind, table.next(parent.text(), kind));
        table.insert(ref, parent, kind, title, unit, clock.instant());
        return ref;
    }

    /** Locks a row until the transaction ends; throws {@link NotFound} where there is none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public TrailRow lock(Ref ref) {
        return table.lock(ref).orElseThrow(() -> new NotFound("There is no " + ref + "."));
    }

    /** Locks a receiver's row against its end, letting others do so too. */
    @Transactional(propagation = Propagation.MANDATORY)
    public TrailRow share(Ref ref) {
        return table.share(ref).orElseThrow(() -> new NotFound("There is no " + ref + "."));
    }

    /**
     * Locks this row and all below, from the top downwards. Looks again until nothing has been added: while one waits for a lock,
     * who holds it may open a step that the waiting question does not see.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<TrailRow> lockAtAndBelow(Ref ref) {
        List<TrailRow> locked = table.lockAtAndBelow(ref);
        List<TrailRow> again = table.lockAtAndBelow(ref);
        while (again.size() > locked.size()) {
            locked = again;
            again = table.lockAtAndBelow(ref);
        }
        return again;
    }

    /** Gives the step the title that both sides may read. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rename(Ref ref, String title) {
        table.rename(ref, title);
    }

    /** A unit of the other side has been told of a step: from now on its people see it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void address(Ref ref, String unit) {
        table.address(ref, unit);
    }

    /** Ends a running step; nothing happens to one that has ended. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean end(Ref ref, State state, @Nullable String result, @Nullable String reason) {
        return table.end(ref, state, result, reason, clock.instant());
    }

    @Transactional(readOnly = true)
    public Optional<TrailRow> find(Ref ref) {
        return table.find(ref);
    }

    /** These steps, those that there are. */
    @Transactional(readOnly = true)
    public Map<Ref, TrailRow> find(Collection<Ref> refs) {
        Map<Ref, TrailRow> found = new HashMap<>();
        table.find(refs).forEach(row -> found.put(row.ref(), row));
        return found;
    }

    /**
     * The initiatives, requests and needs that run at the communities of a person, the newest first, before a reference where one is
     * given.
     */
    @Transactional(readOnly = true)
    public List<TrailRow> underWay(Person person, @Nullable Ref before, int limit) {
        return person.side() == Side.COMMUNITY ? table.underWay(person.units(), before, limit) : List.of();
    }

    /** The titles of these steps. */
    @Transactional(readOnly = true)
    public Map<Ref, String> titles(Collection<Ref> refs) {
        return table.titles(refs);
    }

    /** The titles of this step and of those above it, from the top. */
    @Transactional(readOnly = true)
    public Map<Ref, String> way(Ref ref) {
        List<Ref> way = new ArrayList<>();
        for (Ref step = ref; step != null; step = step.parent().orElse(null)) {
            way.add(0, step);
        }
        Map<Ref, String> titles = table.titles(way);
        Map<Ref, String> ordered = new LinkedHashMap<>();
        way.stream().filter(titles::containsKey).forEach(step -> ordered.put(step, titles.get(step)));
        return ordered;
    }

    /** The line of business whose step this is, or to which it was told; empty for a goal, and for a need that was told to none yet. */
    @Transactional(readOnly = true)
    public Optional<String> lob(Ref ref) {
        return table.lob(ref);
    }

    /** Whether a community was ever invited to an objective of one of these lines of business. */
    @Transactional(readOnly = true)
    public boolean worksFor(Set<String> lobs, String community) {
        return !lobs.isEmpty() && table.worksFor(lobs, community);
    }

    @Transactional(readOnly = true)
    public List<TrailRow> children(Ref ref) {
        return table.children(ref);
    }

    /** The running steps of a kind that belong to a unit, in the order of their numbers. */
    @Transactional(readOnly = true)
    public List<TrailRow> running(Kind kind, String unit) {
        return table.running(kind, unit);
    }

    /** What this person may see of it; throws {@link NotFound} where that is nothing. */
    @Transactional(readOnly = true)
    public TrailRow visible(Person person, Ref ref) {
        return table.visible(Scope.of(person), ref)
                .map(row -> asToldTo(person, row))
                .orElseThrow(() -> new NotFound("There is no " + ref + " that you can see."));
    }

    /** Goals and needs that this person may see, newest first, before a reference where one is given. */
    @Transactional(readOnly = true)
    public List<TrailRow> roots(Person person, @Nullable Ref before, int limit) {
        return asToldTo(person, table.roots(Scope.of(person), before, limit));
    }

    /** The row and all below that this person may see, each parent before its children, in the order of the numbers. */
    @Transactional(readOnly = true)
    public List<TrailRow> visibleAtAndBelow(Person person, Ref ref) {
        return asToldTo(person, table.visibleAtAndBelow(Scope.of(person), ref));
    }

    /** The steps at these references and all below them that this person may see, each parent before its children. */
    @Transactional(readOnly = true)
    public List<Ref> visibleAtAndBelow(Person person, Collection<Ref> refs) {
        return table.visibleAtAndBelow(Scope.of(person), refs).stream()
                .map(TrailRow::ref)
                .toList();
    }

    /** The steps right below these that this person may see, in the order of the numbers. */
    @Transactional(readOnly = true)
    public List<Ref> visibleChildren(Person person, Collection<Ref> parents) {
        return table.visibleChildren(Scope.of(person), parents).stream()
                .map(TrailRow::ref)
                .toList();
    }

    /** Those of these steps that this person may see. */
    @Transactional(readOnly = true)
    public Set<Ref> visibleOf(Person person, Collection<Ref> refs) {
        return table.visibleOf(Scope.of(person), refs);
    }

    /**
     * Goals with all below them, and needs that wait for an answer, as far as this person may see.
     *
     * @param whole whether nothing is kept from this person
     * @param rows in the order of the numbers
     */
    public record Seen(boolean whole, List<TrailRow> rows) {}

    /**
     * The newest goals, before a reference where one is given, with all below them, and the newest needs that wait.
     *
     * @param since goals that run or ended from then on or, where {@code earlier} is asked for, those that had ended by then
     * @param needs how many needs at most
     */
    @Transactional(readOnly = true)
    public Seen map(Person person, Instant since, boolean earlier, @Nullable Ref before, int goals, int needs) {
        Scope scope = Scope.of(person);
        return new Seen(scope.everything(), asToldTo(person, table.map(scope, since, earlier, before, goals, needs)));
    }

    /** What ended lately and concerns this person: what they are told when something is withdrawn, declined or closed. */
    @Transactional(readOnly = true)
    public List<TrailRow> endedLately(Person person, int days, int limit) {
        return asToldTo(
                person, table.endedSince(Scope.of(person), clock.instant().minus(Duration.ofDays(days)), limit));
    }

    private static List<TrailRow> asToldTo(Person person, List<TrailRow> rows) {
        return rows.stream().map(row -> asToldTo(person, row)).toList();
    }

    /** A community sees that a goal or an objective has closed; what came of it reaches it by handover, if at all. */
    private static TrailRow asToldTo(Person person, TrailRow row) {
        boolean strategys = row.kind() == Kind.GOAL || row.kind() == Kind.OBJECTIVE;
        return person.side() == Side.COMMUNITY && strategys && row.state() == State.CLOSED ? row.withoutResult() : row;
    }

    /** Throws {@link MovedOn} with the way it ended, where it has ended. */
    public static void requireRunning(TrailRow row) {
        if (!row.running()) {
            throw new MovedOn(row.ref() + " has ended: it is " + row.state().word() + ".");
        }
    }

    /**
     * Which steps a person may see: all, or those at, above and below their units. A need of which its line of business has not been told
     * is its community's, and of those who see everything only oversight's.
     */
    public record Scope(boolean everything, boolean oversight, List<String> units) {

        /**
         * Whether a row {@code t} of the table of trails is one of these, in SQL with the parameters {@code everything},
         * {@code oversight} and {@code units}: own steps, those above them, and those below them. Asked of many rows at once, so each is answered by an
         * index and not by comparing it with every other row: what is below {@code G7} lies, byte by byte, from {@code G7.} on and
         * before {@code G7/}, and above a step are its parent and at most two more.
         */
        public static final String SEES = """
            (:everything and (:oversight or t.kind <> 'need' or t.addressee is not null)
             or t.unit = any(:units)
             or t.addressee = any(:units)
             or exists (select 1 from trail d
                        where d.unit = any(:units) and d.ref ~>=~ (t.ref || '.') and d.ref ~<~ (t.ref || '/'))
             or exists (select 1 from trail a
                        where a.unit = any(:units)
                          and a.ref in (t.parent,
                                        regexp_replace(t.parent, '[.][^.]*$', ''),
                                        regexp_replace(t.parent, '([.][^.]*){2}$', ''))))
            """;

        public static Scope of(Person person) {
            boolean oversight = person.side() == Side.OVERSIGHT;
            boolean everything = oversight
                    || person.holds(Role.BOARD)
                    || person.holds(Role.FINANCE)
                    || person.holds(Role.SOURCING)
                    || person.holds(Role.DELIVERY);
            return new Scope(everything, oversight, List.copyOf(person.units()));
        }
    }
}
