package org.dottedline.discussion;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dottedline.discussion.Remark.Across;
import org.dottedline.discussion.persistence.RemarkTable;
import org.dottedline.handover.Handover.Result;
import org.dottedline.handover.Handovers;
import org.dottedline.people.Grant;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Side;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.NotFound;
import org.dottedline.refusal.PlainText;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people of one side say to each other at a step. None of it crosses but a remark that its author addresses to the other side:
 * that is a handover, recorded as one, and each side keeps its own row of it.
 */
@Service
@Transactional
public class Discussions {

    /** The newest so many are shown. */
    public static final int MOST = 200;

    private static final int LONGEST = 4000;
    private static final Pattern MENTION = Pattern.compile("(?<![\\w@.])@([a-z0-9][a-z0-9-]{0,63})");

    private final RemarkTable table;
    private final Trails trails;
    private final Handovers handovers;
    private final People people;
    private final ApplicationClock clock;

    Discussions(RemarkTable table, Trails trails, Handovers handovers, People people, ApplicationClock clock) {
        this.table = table;
        this.trails = trails;
        this.handovers = handovers;
        this.people = people;
        this.clock = clock;
    }

    /**
     * Whom a remark would reach on the other side.
     *
     * @param unit the line of business or community, by its id
     * @param ended whether the step has ended, so that nobody is there to take it
     * @param group the group through which the person may do so
     */
    public record Addressee(String unit, boolean ended, String group) {}

    /** Whether this person has a side on which to say something. */
    public static boolean speaks(Person person) {
        return person.side() == Side.STRATEGY || person.side() == Side.COMMUNITY;
    }

    /**
     * Says something to one's own side at a step. Whoever of it is named by {@code @login} and may see the step is told so.
     *
     * @throws NotFound if the person cannot see the step
     * @throws Forbidden unless the person is of one of the two sides
     * @throws InvalidFields if it is nothing, more than 4,000 characters, or cannot be stored
     */
    public void say(Person person, Ref ref, String text) {
        trails.visible(person, ref);
        String said = checked(person, text);
        keep(person, ref, said, person.side(), null);
    }

    /**
     * Says something to the other side: a handover of the text alone, and recorded. There it stands without a name, and whoever of that
     * side is named in it is told so. When the step has ended it is kept and reaches nobody.
     *
     * @throws NotFound if the person cannot see the step
     * @throws Forbidden if it is not theirs to speak for their side here, or the other side does not know of the step
     * @throws InvalidFields as {@link #say}
     */
    public Across address(Person person, Ref ref, String text) {
        TrailRow row = trails.visible(person, ref);
        Addressee addressee = addressee(person, row)
                .orElseThrow(
                        () -> new Forbidden(
                                "Where both sides have a part, its community's manager and its line of business's executive and strategist speak to the other side."));
        String said = checked(person, text);
        Result result = handovers.addressed(ref, person.side(), said, person.login(), addressee.group());
        Across across = result == Result.DELIVERED ? Across.DELIVERED : Across.RECEIVER_ENDED;
        keep(person, ref, said, person.side(), across);
        if (across == Across.DELIVERED) {
            keep(person, ref, said, person.side() == Side.STRATEGY ? Side.COMMUNITY : Side.STRATEGY, Across.CAME);
        }
        return across;
    }

    /** Whom this person may address at a step that they see; empty where that is nobody. */
    @Transactional(readOnly = true)
    public Optional<Addressee> addressee(Person person, TrailRow row) {
        String community = row.unit();
        if (!speaks(person) || community == null || row.kind() == Kind.GOAL || row.kind() == Kind.OBJECTIVE) {
            return Optional.empty();
        }
        String lob = trails.lob(row.ref()).orElse(null);
        if (lob == null) {
            return Optional.empty();
        }
        List<Grant> enough = person.side() == Side.COMMUNITY
                ? List.of(new Grant(Role.COMMUNITY_MANAGER, community))
                : List.of(new Grant(Role.LOB_EXECUTIVE, lob), new Grant(Role.STRATEGIST, lob));
        return enough.stream()
                .filter(person.grants()::contains)
                .findFirst()
                .filter(grant -> handovers.reachedBoth(row.ref()))
                .map(grant -> new Addressee(
                        person.side() == Side.COMMUNITY ? lob : community, !row.running(), grant.group()));
    }

    /**
     * The text as it would be kept.
     *
     * @throws Forbidden unless the person is of one of the two sides
     * @throws InvalidFields if it is nothing, more than 4,000 characters, or cannot be stored
     */
    public static String checked(Person person, String text) {
        if (!speaks(person)) {
            throw new Forbidden("The two sides discuss; you read what they say.");
        }
        String said = text.replace("\r\n", "\n").strip();
        if (said.isBlank()) {
            throw new InvalidFields("text", "Say something.");
        }
        if (!PlainText.isStorable(said)) {
            throw new InvalidFields("text", "This text has characters that cannot be stored.");
        }
        if (said.length() > LONGEST) {
            throw new InvalidFields("text", "At most " + LONGEST + " characters fit here.");
        }
        return said;
    }

    private void keep(Person by, Ref ref, String text, Side reader, @Nullable Across across) {
        Instant now = clock.instant();
        long id = table.insert(ref, reader, across == Across.CAME ? null : by.login(), text, now, across);
        Set<String> mentioned = mentioned(by, reader, ref, text);
        if (!mentioned.isEmpty()) {
            table.mention(id, mentioned);
        }
    }

    private Set<String> mentioned(Person by, Side reader, Ref ref, String text) {
        Set<String> logins = new LinkedHashSet<>();
        Matcher matcher = MENTION.matcher(text);
        while (matcher.find()) {
            people.find(matcher.group(1))
                    .filter(person -> person.side() == reader && !person.login().equals(by.login()))
                    .filter(person -> !trails.visibleOf(person, List.of(ref)).isEmpty())
                    .map(Person::login)
                    .ifPresent(logins::add);
        }
        return logins;
    }

    /**
     * What was said at a step that this person may read, in order.
     *
     * @throws NotFound if the person cannot see the step
     */
    @Transactional(readOnly = true)
    public List<Remark> at(Person person, Ref ref) {
        trails.visible(person, ref);
        return table.at(ref, readable(person), MOST);
    }

    /**
     * What this person may read after a number, in order.
     *
     * @throws NotFound if the person cannot see the step
     */
    @Transactional(readOnly = true)
    public List<Remark> after(Person person, Ref ref, int number, int limit) {
        trails.visible(person, ref);
        return table.after(ref, readable(person), number, limit);
    }

    /** How much that is. */
    @Transactional(readOnly = true)
    public int count(Person person, Ref ref) {
        return table.count(ref, readable(person));
    }

    /** What was said to this person by name in the last days, the newest first, as far as they still may see the step. */
    @Transactional(readOnly = true)
    public List<Remark> mentioning(Person person, int days, int most) {
        List<Remark> remarks =
                table.mentioning(person.login(), clock.instant().minus(Duration.ofDays(days)), most).stream()
                        .filter(remark -> remark.side() == person.side())
                        .toList();
        Set<Ref> visible = trails.visibleOf(
                person, remarks.stream().map(Remark::ref).distinct().toList());
        return remarks.stream().filter(remark -> visible.contains(remark.ref())).toList();
    }

    /** Each side reads its own, oversight both, an administrator none. */
    private static Set<Side> readable(Person person) {
        return switch (person.side()) {
            case STRATEGY -> Set.of(Side.STRATEGY);
            case COMMUNITY -> Set.of(Side.COMMUNITY);
            case OVERSIGHT -> Set.of(Side.STRATEGY, Side.COMMUNITY);
            case NONE -> Set.of();
        };
    }
}
