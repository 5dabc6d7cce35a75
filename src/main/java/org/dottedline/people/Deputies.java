package org.dottedline.people;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dottedline.people.persistence.DeputyTable;
import org.dottedline.people.persistence.PeopleTables;
import org.dottedline.refusal.FieldError;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.MovedOn;
import org.dottedline.refusal.NotFound;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.time.ApplicationClock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who stands in for whom. A deputy is of the same side and works for the same unit, acts in their own name for a named person, and
 * gets that person's tasks and nothing else. Whoever is away names the deputy; an administrator can, too, and then the PMO agrees
 * first. It does not go on: a deputy's deputy acts for the deputy alone.
 */
@Service
@Transactional
public class Deputies {

    private static final String NOBODY = "Choose who stands in.";
    private static final int MOST_DAYS = 366;

    private final DeputyTable table;
    private final PeopleTables tables;
    private final People people;
    private final ApplicationClock clock;
    private final ApplicationEventPublisher news;

    Deputies(
            DeputyTable table,
            PeopleTables tables,
            People people,
            ApplicationClock clock,
            ApplicationEventPublisher news) {
        this.table = table;
        this.tables = tables;
        this.people = people;
        this.clock = clock;
        this.news = news;
    }

    /** For whom this person stands in today, in the order in which they were named. */
    @Transactional(readOnly = true)
    public List<StandIn> standingIn(Person deputy) {
        return table.standingIn(deputy.login(), clock.today());
    }

    /** Who stands in for this person today. */
    @Transactional(readOnly = true)
    public Optional<Deputyship> deputyOf(String login) {
        return table.deputyOf(login, clock.today());
    }

    /**
     * All, the newest first, for the PMO and for administrators. For everybody else what concerns them, as the one who is away or as the
     * deputy, and is not over; then what is, the newest first of each.
     *
     * @param after where the part before this one ended; null for the first
     */
    @Transactional(readOnly = true)
    public List<Deputyship> seenBy(Person person, @Nullable DeputyPlace after, int limit) {
        return overlooks(person)
                ? table.all(after == null ? null : after.id(), limit)
                : table.of(person.login(), clock.today(), after, limit);
    }

    /** Whether this person sees and helps with the deputies of others. */
    public static boolean overlooks(Person person) {
        return person.holds(Role.ADMINISTRATOR) || person.holds(Role.PMO);
    }

    /** Who could stand in for this person: of the same side, and working for a unit of theirs, or for the whole company as they do. */
    @Transactional(readOnly = true)
    public List<Person> candidates(String login) {
        return table.candidates(login).stream().map(Account::person).toList();
    }

    /**
     * Names a deputy: one's own, or, as an administrator, that of somebody else, to which the PMO then agrees.
     *
     * @param from the first day, as {@code 2026-05-31}; {@code until} the last one
     * @return its number
     * @throws InvalidFields if there is no such person, or the days are none, are past or are more than a year
     * @throws RuleRefused if the deputy is of another side or unit, the days have a deputy already, or the deputies would stand in
     *     for each other in a circle
     */
    public long name(
            Person by,
            @Nullable String person,
            @Nullable String deputy,
            @Nullable String from,
            @Nullable String until) {
        tables.lock();
        String away = person == null || person.isBlank() ? by.login() : person;
        if (!away.equals(by.login()) && !by.holds(Role.ADMINISTRATOR)) {
            throw new Forbidden("You name a deputy for yourself; an administrator can for others.");
        }
        List<FieldError> errors = new ArrayList<>();
        if (deputy == null || deputy.isBlank()) {
            errors.add(new FieldError("deputy", NOBODY));
        }
        LocalDate first = day("from", from, errors);
        LocalDate last = day("until", until, errors);
        if (first != null && last != null) {
            checkDays(first, last, errors);
        }
        if (!errors.isEmpty() || first == null || last == null) {
            throw new InvalidFields(errors);
        }
        if (people.find(away).isEmpty()) {
            throw new InvalidFields("person", "There is no person with this login.");
        }
        List<Person> candidates = candidates(away);
        Person standIn = candidates.stream()
                .filter(candidate -> candidate.login().equals(deputy))
                .findFirst()
                .orElseThrow(() -> unfit(by, away, deputy));
        List<Deputyship> meanwhile = table.overlapping(first, last);
        refuseSecond(away, meanwhile);
        refuseCircle(away, standIn, meanwhile);
        long id = table.insert(away, standIn.login(), first, last, by.login(), clock.instant());
        tell("deputy-named", by, get(id));
        return id;
    }

    /** The PMO agrees to a deputy whom an administrator named. */
    public void agree(Person by, long id) {
        tables.lock();
        if (!by.holds(Role.PMO)) {
            throw new Forbidden("The PMO agrees to a deputy whom an administrator names.");
        }
        Deputyship row = get(id);
        if (!row.state(clock.today()).equals("waiting")) {
            throw new MovedOn("This is over, or has been agreed already.");
        }
        if (row.deputy().equals(by.login()) || row.person().equals(by.login())) {
            throw new Forbidden("It concerns you, so somebody else of the PMO agrees.");
        }
        table.agree(id, by.login(), clock.instant());
        tell("deputy-agreed", by, get(id));
    }

    /** Ends it before its last day: either of the two can, the PMO and administrators, too. */
    public void end(Person by, long id) {
        tables.lock();
        Deputyship row = table.find(id)
                .filter(one -> one.person().equals(by.login()) || one.deputy().equals(by.login()) || overlooks(by))
                .orElseThrow(Deputies::unknown);
        if (row.state(clock.today()).equals("over")) {
            throw new MovedOn("This is over already.");
        }
        table.end(id, by.login(), clock.instant());
        tell("deputy-ended", by, row);
    }

    private Deputyship get(long id) {
        return table.find(id).orElseThrow(Deputies::unknown);
    }

    private static NotFound unknown() {
        return new NotFound("There is no such deputy for you.");
    }

    private @Nullable LocalDate day(String field, @Nullable String sent, List<FieldError> errors) {
        if (sent == null || sent.isBlank()) {
            errors.add(new FieldError(field, "Choose a day."));
            return null;
        }
        try {
            return LocalDate.parse(sent.strip());
        } catch (DateTimeParseException notADate) {
            errors.add(new FieldError(field, "This is a date, such as " + clock.today() + "."));
            return null;
        }
    }

    private void checkDays(LocalDate first, LocalDate last, List<FieldError> errors) {
        if (first.isBefore(clock.today())) {
            errors.add(new FieldError("from", "The first day is today or later."));
        }
        if (first.isAfter(clock.today().plusDays(MOST_DAYS))) {
            errors.add(new FieldError("from", "The first day is within a year from today."));
        }
        if (last.isBefore(first)) {
            errors.add(new FieldError("until", "The last day is not before the first."));
        } else if (ChronoUnit.DAYS.between(first, last) > MOST_DAYS) {
            errors.add(new FieldError("until", "Somebody stands in for a year at most."));
        }
    }

    /** To whom does not know of all persons, nobody and somebody of another side or unit are the same. */
    private RuntimeException unfit(Person by, String away, @Nullable String deputy) {
        if (away.equals(deputy)) {
            return new InvalidFields("deputy", "Choose somebody else than the person who is away.");
        }
        if (deputy == null || overlooks(by) && people.find(deputy).isEmpty()) {
            return new InvalidFields("deputy", NOBODY);
        }
        return new RuleRefused(
                "deputy",
                "A deputy is of the same side and unit, so that nobody learns or decides what is not theirs.");
    }

    private void refuseSecond(String away, List<Deputyship> meanwhile) {
        meanwhile.stream().filter(row -> row.person().equals(away)).findFirst().ifPresent(row -> {
            throw new RuleRefused(
                    "from",
                    name(row.deputy()) + " stands in from " + row.from() + " to " + row.until()
                            + ": end that first, or choose other days.");
        });
    }

    /** Whoever stands in is there, so a chain of deputies must not come back to the person who is away. */
    private void refuseCircle(String away, Person standIn, List<Deputyship> meanwhile) {
        Deque<String> next = new ArrayDeque<>(List.of(standIn.login()));
        Set<String> seen = new HashSet<>();
        while (!next.isEmpty()) {
            String one = next.pop();
            if (one.equals(away)) {
                throw new RuleRefused(
                        "deputy",
                        standIn.name() + " is away at that time, and " + name(away)
                                + " would stand in: nobody would be left in this circle.");
            }
            if (seen.add(one)) {
                meanwhile.stream().filter(row -> row.person().equals(one)).forEach(row -> next.push(row.deputy()));
            }
        }
    }

    private String name(String login) {
        return people.find(login).map(Person::name).orElse(login);
    }

    private void tell(String kind, Person by, Deputyship row) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("id", String.valueOf(row.id()));
        said.put("person", row.person());
        said.put("deputy", row.deputy());
        said.put("from", row.from().toString());
        said.put("until", row.until().toString());
        boolean ended = kind.equals("deputy-ended");
        news.publishEvent(new PeopleChanged(
                by.login(),
                by.groups().stream().findFirst().orElse(null),
                kind,
                ended ? said : Map.of(),
                ended ? Map.of("id", String.valueOf(row.id()), "person", row.person(), "deputy", row.deputy()) : said));
    }
}
