package org.dottedline.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Side;
import org.dottedline.web.security.DemoSignIn;
import org.jspecify.annotations.Nullable;

/** The frame of a page: who is signed in, where they can go, whether this is the demo. Asked only by pages that are drawn. */
public final class Shell {

    private final Optional<Person> person;
    private final String path;
    private final People people;
    private final DemoSignIn demo;

    Shell(Optional<Person> person, String path, People people, DemoSignIn demo) {
        this.person = person;
        this.path = path;
        this.people = people;
        this.demo = demo;
    }

    /** A person as the frame names them. */
    public record Who(String login, String name, String side, String roles) {}

    /** An entry of the navigation; its word is {@code nav.<key>}. */
    public record Entry(String key, String href, boolean current) {}

    public @Nullable Who getPerson() {
        return person.map(who -> new Who(who.login(), who.name(), who.side().word(), people.inWords(who)))
                .orElse(null);
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

    /** Whether the page about deputies has something for this person. */
    public boolean isStandsIn() {
        return person.filter(who -> who.side() != Side.NONE || who.holds(Role.ADMINISTRATOR))
                .isPresent();
    }

    /** Whether who is signed in reads both sides. */
    public boolean isOversight() {
        return person.map(Person::side).filter(side -> side == Side.OVERSIGHT).isPresent();
    }

    public boolean isDemo() {
        return person.map(who -> demo.offers(who.login()))
                .orElseGet(() -> !people.demoPersons().isEmpty());
    }
}
