package org.dottedline.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dottedline.page.Moment;
import org.dottedline.page.Moments;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Side;
import org.dottedline.web.guide.Guide;
import org.dottedline.web.security.CurrentPerson;
import org.dottedline.web.security.DemoSignIn;
import org.jspecify.annotations.Nullable;

/** The frame of a page: who is signed in, where they can go, whether this is the demo. Asked only by pages that are drawn. */
public final class Shell {

    private final HttpServletRequest request;
    private final Optional<Person> person;
    private final String path;
    private final People people;
    private final DemoSignIn demo;
    private final Guide guide;
    private final Moments moments;
    private @Nullable Who who;

    Shell(HttpServletRequest request, People people, DemoSignIn demo, Guide guide, Moments moments) {
        this.request = request;
        this.person = CurrentPerson.of(request);
        this.path = request.getServletPath();
        this.people = people;
        this.demo = demo;
        this.guide = guide;
        this.moments = moments;
    }

    /** A person as the frame names them. */
    public record Who(String login, String name, String side, String roles) {}

    /** An entry of the navigation; its word is {@code nav.<key>}. */
    public record Entry(String key, String href, boolean current) {}

    /** Asked several times by a page, and read once. */
    public @Nullable Who getPerson() {
        if (who == null && person.isPresent()) {
            Person one = person.get();
            who = new Who(one.login(), one.name(), one.side().word(), people.inWords(one));
        }
        return who;
    }

    public List<Entry> getNav() {
        List<Entry> entries = new ArrayList<>();
        entries.add(entry("tasks"));
        entries.add(entry("trails"));
        Side side = person.map(Person::side).orElse(Side.NONE);
        if (side != Side.NONE) {
            entries.add(entry("map"));
            boolean box = path.matches("/communities/[^/]+/ideas(/.*)?");
            if (side == Side.COMMUNITY) {
                entries.add(entry("lines"));
                entries.add(new Entry("ideas", "/ideas", box));
            }
            Entry communities = entry("communities");
            boolean here = communities.current() && !(box && side == Side.COMMUNITY);
            entries.add(new Entry(communities.key(), communities.href(), here));
        }
        if (side == Side.STRATEGY || side == Side.OVERSIGHT) {
            entries.add(wide("money", "/money", "/lobs", "/limits"));
        }
        boolean pmo = person.filter(who -> who.holds(Role.PMO)).isPresent();
        if (pmo) {
            entries.add(entry("lists"));
        }
        boolean administrator =
                person.filter(who -> who.holds(Role.ADMINISTRATOR)).isPresent();
        if (administrator) {
            entries.add(entry("people"));
        }
        if (administrator || pmo) {
            entries.add(entry("system"));
        }
        return entries;
    }

    private Entry entry(String key) {
        return wide(key, "/" + key);
    }

    /** An entry that leads to the first of these places and is the present one at and below all of them. */
    private Entry wide(String key, String... places) {
        return new Entry(
                key,
                places[0],
                Arrays.stream(places).anyMatch(place -> path.equals(place) || path.startsWith(place + "/")));
    }

    /** The moment that the page shows, for its print. */
    public Moment getAsOf() {
        return moments.now();
    }

    /** Whether the page about deputies has something for this person. */
    public boolean isStandsIn() {
        return person.filter(who -> who.side() != Side.NONE || who.holds(Role.ADMINISTRATOR))
                .isPresent();
    }

    /** Whether who is signed in reads both sides. */
    public boolean isOversight() {
        return person.map(Person::side).filter(side -> side == Side.OVERSIGHT).isPresent();
    }

    /** Where one is on the walk along the finished trail; absent for who is on none. */
    public Guide.@Nullable Bar getWalk() {
        return demo.isOn() ? guide.bar(request).orElse(null) : null;
    }

    /** Whether this person has not been offered the tour before. */
    public boolean isTourOffered() {
        return person.filter(guide::offersTour).isPresent();
    }

    /** Whether trails can start with this person: with a goal of the board. */
    public boolean isProposesGoals() {
        return person.filter(who -> who.holds(Role.BOARD)).isPresent();
    }

    /** Whether trails can start with this person: with what members need. */
    public boolean isRaisesNeeds() {
        return person.filter(who -> who.holds(Role.COMMUNITY_MANAGER)).isPresent();
    }

    /** Whether this person looks after the pages themselves. */
    public boolean isKeeper() {
        return person.filter(who -> who.holds(Role.ADMINISTRATOR) || who.holds(Role.PMO))
                .isPresent();
    }

    public boolean isDemo() {
        return person.map(who -> demo.offers(who.login()))
                .orElseGet(() -> !people.demoPersons().isEmpty());
    }
}
