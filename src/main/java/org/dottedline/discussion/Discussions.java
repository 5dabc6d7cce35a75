package org.dottedline.discussion;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dottedline.discussion.persistence.RemarkTable;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Side;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.NotFound;
import org.dottedline.refusal.PlainText;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people of one side say to each other at a step. Nothing of it crosses: a word for the other side is said in a task that hands
 * it over.
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
    private final People people;
    private final ApplicationClock clock;

    Discussions(RemarkTable table, Trails trails, People people, ApplicationClock clock) {
        this.table = table;
        this.trails = trails;
        this.people = people;
        this.clock = clock;
    }

    /** Whether this person has a side on which to say something. */
    public static boolean speaks(Person person) {
        return person.side() == Side.STRATEGY || person.side() == Side.COMMUNITY;
    }

    /**
     * Says something at a step. Whoever of the same side is named in it by {@code @login} and may see the step is told so.
     *
     * @throws NotFound if the person cannot see the step
     * @throws Forbidden unless the person is of one of the two sides
     * @throws InvalidFields if it is nothing, more than 4,000 characters, or cannot be stored
     */
    public Remark say(Person person, Ref ref, String text) {
        trails.visible(person, ref);
        if (!speaks(person)) {
            throw new Forbidden("The two sides discuss; you read what they say.");
        }
        if (text.isBlank()) {
            throw new InvalidFields("text", "Say something.");
        }
        if (!PlainText.isStorable(text)) {
            throw new InvalidFields("text", "This text has characters that cannot be stored.");
        }
        if (text.strip().length() > LONGEST) {
            throw new InvalidFields("text", "At most " + LONGEST + " characters fit here.");
        }
        var now = clock.instant();
        long id = table.insert(ref, person.side(), person.login(), text.strip(), now);
        Set<String> mentioned = mentioned(person, ref, text);
        if (!mentioned.isEmpty()) {
            table.mention(id, mentioned);
        }
        return new Remark(id, ref, person.side(), person.login(), text.strip(), now);
    }

    private Set<String> mentioned(Person by, Ref ref, String text) {
        Set<String> logins = new LinkedHashSet<>();
        Matcher matcher = MENTION.matcher(text);
        while (matcher.find()) {
            people.find(matcher.group(1))
                    .filter(person ->
                            person.side() == by.side() && !person.login().equals(by.login()))
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
