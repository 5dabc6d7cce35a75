package org.dottedline.idea;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.idea.persistence.IdeaTable;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Side;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.NotFound;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The idea box of a community: its manager's alone. What members wrote stands here and nowhere else; the record and the PMO
 * have numbers of it.
 */
@Service
@Transactional
public class IdeaBox {

    private final IdeaTable table;
    private final Record record;
    private final ApplicationClock clock;

    IdeaBox(IdeaTable table, Record record, ApplicationClock clock) {
        this.table = table;
        this.record = record;
        this.clock = clock;
    }

    /** The communities whose boxes this person works with. */
    public static List<String> of(Person person) {
        return person.grants().stream()
                .filter(grant -> grant.role() == Role.COMMUNITY_MANAGER)
                .map(grant -> grant.unit())
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }

    /** Whether this person reads the numbers of every box, and no word of it. */
    public static boolean counts(Person person) {
        return person.holds(Role.PMO);
    }

    /** Throws {@link NotFound} unless the person manages this community. */
    public static void require(Person person, String community) {
        if (!person.holds(Role.COMMUNITY_MANAGER, community)) {
            throw new NotFound("There is no such idea box.");
        }
    }

    /** What taking this file would do. */
    @Transactional(readOnly = true)
    public Look look(Person person, String community, Export export) {
        require(person, community);
        return new Taking(export, table.known(community)).look();
    }

    /** Takes a file: new ideas come in, of known ones votes and words are refreshed, repetitions are merged. */
    public Look take(Person person, String community, Export export) {
        require(person, community);
        table.lock(community);
        Taking taking = new Taking(export, table.known(community));
        table.save(community, export.tool(), taking.ideas(), clock.instant());
        Map<Long, Long> merges = taking.merges(table.known(community));
        table.merge(List.copyOf(merges.keySet()), List.copyOf(merges.values()));
        table.addUp(community);
        Look look = taking.look();
        record.write(Entry.of("ideas-imported", Side.COMMUNITY)
                .by(person.login(), group(community))
                .change(
                        null,
                        Map.of(
                                "community", community,
                                "tool", export.tool().word(),
                                "ideas", look.ideas(),
                                "fresh", look.fresh(),
                                "known", look.known(),
                                "merged", look.merged(),
                                "changed", look.changed())));
        return look;
    }

    /** Throws {@link NotFound} unless the person manages the community or reads its numbers. */
    @Transactional(readOnly = true)
    public Counted counted(Person person, String community) {
        if (!counts(person)) {
            require(person, community);
        }
        return table.counted(community);
    }

    /** How many ideas were raised with each reference, and their votes, the latest first. */
    @Transactional(readOnly = true)
    public Map<Ref, long[]> raisedWith(Person person, String community, int limit) {
        if (!counts(person)) {
            require(person, community);
        }
        return table.raisedWith(community, limit);
    }

    /**
     * Ideas in one state, the most votes first.
     *
     * @param votes and {@code after}: the total and the number of the last one before this page; absent for the first
     */
    @Transactional(readOnly = true)
    public List<Idea> page(
            Person person, String community, String state, String search, @Nullable Long votes, long after, int limit) {
        require(person, community);
        return table.page(community, state, search.strip(), votes, after, limit);
    }

    /**
     * Merges ideas into the one among them that was raised, else into the one with the most votes; returns that.
     *
     * @throws InvalidFields unless there are two or more, of which at most one was raised
     */
    public Idea merge(Person person, String community, Collection<Long> ids) {
        List<Idea> ideas = locked(person, community, ids);
        if (ideas.size() < 2) {
            throw new InvalidFields("idea", "Choose two or more ideas to merge.");
        }
        List<Idea> raised =
                ideas.stream().filter(idea -> idea.state().equals("raised")).toList();
        if (raised.size() > 1) {
            throw new InvalidFields(
                    "idea", "Two of these were raised already, each on its own way. Merge only one of them.");
        }
        Idea root = raised.isEmpty() ? ideas.get(0) : raised.get(0);
        List<Long> others =
                ideas.stream().map(Idea::id).filter(id -> id != root.id()).toList();
        table.merge(others, others.stream().map(id -> root.id()).toList());
        if (raised.isEmpty()) {
            table.state(List.of(root.id()), "new");
        }
        table.addUp(community);
        write(
                "ideas-merged",
                person,
                community,
                Stream.concat(Stream.of(root), ideas.stream().filter(idea -> idea != root))
                        .toList());
        return root;
    }

    /** Takes an idea out of the one it was merged into. */
    public void split(Person person, String community, long id) {
        require(person, community);
        table.lock(community);
        if (table.mergedInto(community, id) == null) {
            throw new NotFound("There is no such merged idea.");
        }
        table.split(id);
        table.addUp(community);
        write("ideas-split", person, community, table.find(community, List.of(id)));
    }

    /** Sets new ideas aside, or with {@code back} those set aside back; what was raised stays so. Returns how many. */
    public int setAside(Person person, String community, Collection<Long> ids, boolean back) {
        List<Idea> ideas = locked(person, community, ids).stream()
                .filter(idea -> idea.state().equals(back ? "aside" : "new"))
                .toList();
        if (ideas.isEmpty()) {
            throw new InvalidFields("idea", "Choose one or more ideas.");
        }
        table.state(ideas.stream().map(Idea::id).toList(), back ? "new" : "aside");
        write(back ? "ideas-put-back" : "ideas-set-aside", person, community, ideas);
        return ideas.size();
    }

    private List<Idea> locked(Person person, String community, Collection<Long> ids) {
        require(person, community);
        table.lock(community);
        return table.find(community, ids);
    }

    /** Numbers alone: the record is read by people who may not read members' words. */
    private void write(String kind, Person person, String community, List<Idea> ideas) {
        record.write(Entry.of(kind, Side.COMMUNITY)
                .by(person.login(), group(community))
                .change(
                        null,
                        Map.of(
                                "community",
                                community,
                                "ideas",
                                ideas.size(),
                                "votes",
                                ideas.stream().mapToLong(Idea::total).sum(),
                                "numbers",
                                ideas.stream().map(Idea::id).toList())));
    }

    static String group(String community) {
        return Role.COMMUNITY_MANAGER.word() + "." + community;
    }
}
