package org.dottedline.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dottedline.people.persistence.PeopleTables;
import org.dottedline.refusal.FieldError;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.NotFound;
import org.dottedline.refusal.RuleRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The persons, units and roles of the company. Only administrators change them, never to give themselves a role, and never so
 * that one person holds roles of two sides.
 */
@Service
@Transactional
public class People {

    /** The longest list answered at once. */
    public static final int MOST = 200;

    private static final Pattern LOGIN = Pattern.compile("[a-z][a-z0-9.-]{0,59}");
    private static final Pattern UNIT_ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final String LOGIN_RULE =
            "A login starts with a small letter and goes on with small letters, digits, dots and hyphens, 60 at most; “new”"
                    + " is none.";

    /** Where a page about somebody stands, the page that adds somebody stands under this name. */
    private static final String NOBODY = "new";

    private final PeopleTables tables;
    private final PasswordEncoder passwords;
    private final ApplicationEventPublisher events;
    private final ChangeRecord record;
    private final Grants rules;

    People(
            PeopleTables tables,
            PasswordEncoder passwords,
            ApplicationEventPublisher events,
            ChangeRecord record,
            Grants rules) {
        this.tables = tables;
        this.passwords = passwords;
        this.events = events;
        this.record = record;
        this.rules = rules;
    }

    /** Whether this could be somebody's login; what is not never reaches the database. */
    public static boolean isLogin(@Nullable String text) {
        return text != null && LOGIN.matcher(text).matches() && !text.equals(NOBODY);
    }

    /** Whether this could be a unit; what is not never reaches the database. */
    static boolean isUnitId(String text) {
        return UNIT_ID.matcher(text).matches() && !text.equals(NOBODY);
    }

    /** The person, signed in or not, also one who is disabled and only remembered in the history. */
    @Transactional(readOnly = true)
    public Optional<Person> find(String login) {
        return account(login).map(Account::person);
    }

    /**
     * The person as they are now, without any role where there is none or they are disabled. A request knows the roles of its
     * beginning: whoever has waited for a lock since then asks again, so that a role that ended meanwhile does nothing any more.
     */
    @Transactional(readOnly = true)
    public Person now(Person person) {
        return account(person.login())
                .filter(Account::enabled)
                .map(Account::person)
                .orElseGet(() -> new Person(person.login(), person.name(), List.of()));
    }

    @Transactional(readOnly = true)
    public Optional<Account> account(String login) {
        return isLogin(login) ? tables.account(login) : Optional.empty();
    }

    /** Everybody, disabled persons included, in the order of logins. */
    @Transactional(readOnly = true)
    public List<Person> all() {
        return tables.accounts("", Integer.MAX_VALUE).stream()
                .map(Account::person)
                .toList();
    }

    /** The accounts after this login, for administrators. */
    @Transactional(readOnly = true)
    public List<Account> accounts(Person by, String after, int limit) {
        onlyAdministrators(by);
        return tables.accounts(after, limit);
    }

    /** One account, for administrators. */
    @Transactional(readOnly = true)
    public Account account(Person by, String login) {
        onlyAdministrators(by);
        return present(login);
    }

    /** Who may take a task of this group: enabled and holding its role. */
    @Transactional(readOnly = true)
    public List<Person> personsIn(String group) {
        return Grant.of(group).map(grant -> tables.enabledIn(grant.role(), grant.unit())).orElse(List.of()).stream()
                .map(Account::person)
                .toList();
    }

    @Transactional(readOnly = true)
    public List<Unit> units() {
        return tables.units("", Integer.MAX_VALUE);
    }

    @Transactional(readOnly = true)
    public List<Unit> units(UnitKind kind) {
        return tables.units(kind);
    }

    /** The units after this id, for administrators. */
    @Transactional(readOnly = true)
    public List<Unit> units(Person by, String after, int limit) {
        onlyAdministrators(by);
        return tables.units(after, limit);
    }

    @Transactional(readOnly = true)
    public Optional<Unit> unit(String id) {
        return isUnitId(id) ? tables.unit(id) : Optional.empty();
    }

    /** One unit, for administrators. */
    @Transactional(readOnly = true)
    public Unit unit(Person by, String id) {
        onlyAdministrators(by);
        return unit(id).orElseThrow(() -> new NotFound("There is no unit with this id."));
    }

    /** The persons of the demo whom the sign-in page offers; empty outside the demo. */
    @Transactional(readOnly = true)
    public List<DemoPerson> demoPersons() {
        List<Account> accounts = tables.demoAccounts();
        if (accounts.isEmpty()) {
            return List.of();
        }
        Map<String, String> unitNames = units().stream().collect(Collectors.toMap(Unit::id, Unit::name));
        return accounts.stream()
                .map(Account::person)
                .map(person -> new DemoPerson(person.login(), person.name(), words(person, unitNames), person.side()))
                .toList();
    }

    /** What units and groups are called. */
    @Transactional(readOnly = true)
    public Names names() {
        return new Names(units().stream().collect(Collectors.toMap(Unit::id, Unit::name)));
    }

    /** What these persons are called, by login; who is not known is left out. */
    @Transactional(readOnly = true)
    public Map<String, String> called(Collection<String> logins) {
        return logins.isEmpty() ? Map.of() : tables.called(logins);
    }

    /** The roles of a person in words, such as {@code LOB executive, Billing Products}; empty for a person without any. */
    @Transactional(readOnly = true)
    public String inWords(Person person) {
        return words(person, units().stream().collect(Collectors.toMap(Unit::id, Unit::name)));
    }

    private static String words(Person person, Map<String, String> unitNames) {
        return person.grants().stream()
                .map(grant -> grant.unit() == null
                        ? grant.role().title()
                        : grant.role().title() + ", " + unitNames.getOrDefault(grant.unit(), grant.unit()))
                .collect(Collectors.joining("; "));
    }

    /**
     * Adds a person or changes one, roles included.
     *
     * @throws Forbidden when it is not an administrator who asks, or one who asks for a role of their own
     * @throws InvalidFields when a name, role, unit or password is none
     * @throws RuleRefused when the roles are of two sides, or no administrator would be left
     */
    public Saved<Account> save(Person by, String login, PersonChange change) {
        tables.lock();
        onlyAdministrators(by);
        @Nullable Account before = isLogin(login) ? tables.account(login).orElse(null) : null;
        List<FieldError> errors = new ArrayList<>();
        if (!isLogin(login)) {
            errors.add(new FieldError("login", LOGIN_RULE));
        }
        String name = TypedFields.name(change.name(), errors);
        List<Grant> grants = rules.read(change.roles(), errors);
        boolean demo = isDemo(login, change.password(), before);
        if (change.password() != null && !demo) {
            TypedFields.checkPassword(login, change.password(), errors);
        }
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
        Grants.refuseTwoSides(grants);
        if (by.login().equals(login)) {
            Grants.refuseOwnGrants(before, grants);
        }
        String password = change.password() == null && before == null && demo ? login : change.password();
        Account after = new Account(
                new Person(login, name, grants),
                password == null ? (before == null ? null : before.password()) : passwords.encode(password),
                change.enabled() == null ? before == null || before.enabled() : change.enabled(),
                demo);
        tables.save(after);
        requireAnAdministrator();
        if (before != null) {
            endRoles(before, after);
        }
        record.person(by.login(), before, after);
        return new Saved<>(after, before == null);
    }

    /**
     * What the company's sign-in provider says that a person holds is what they hold from now on: given and ended by the system, as an
     * administrator would. Groups of units that are not here are left out. Nothing happens where the person holds this already.
     *
     * @throws NotFound when nobody has this login
     * @throws RuleRefused when the roles are of two sides, or no administrator would be left
     */
    public Account holds(String login, Collection<String> groups) {
        Set<Grant> grants = groups.stream()
                .flatMap(group -> Grant.of(group).stream())
                .filter(grant -> rules.unfitUnit(grant).isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Grants.refuseTwoSides(List.copyOf(grants));
        Account known = present(login);
        if (Set.copyOf(known.person().grants()).equals(grants)) {
            return known;
        }
        tables.lock();
        Account before = present(login);
        Account after = new Account(
                new Person(login, before.person().name(), List.copyOf(grants)),
                before.password(),
                before.enabled(),
                before.demo());
        tables.save(after);
        requireAnAdministrator();
        endRoles(before, after);
        record.person(ChangeRecord.INSTALLATION, before, after);
        return after;
    }

    private Account present(String login) {
        return account(login).orElseThrow(() -> new NotFound("There is no person with this login."));
    }

    private void requireAnAdministrator() {
        if (tables.enabledIn(Role.ADMINISTRATOR, null).isEmpty()) {
            throw new RuleRefused("roles", "At least one administrator has to remain.");
        }
    }

    /**
     * Adds a unit or renames one and its member groups. A unit stays what it is: a line of business or a community.
     *
     * @param groups the member groups of a community in their order; null leaves them as they are
     */
    public Saved<Unit> saveUnit(
            Person by, String id, @Nullable String kind, @Nullable String name, @Nullable List<String> groups) {
        tables.lock();
        onlyAdministrators(by);
        @Nullable Unit before = unit(id).orElse(null);
        List<FieldError> errors = new ArrayList<>();
        if (!isUnitId(id)) {
            errors.add(new FieldError(
                    "id",
                    "A unit's id starts with a small letter and goes on with small letters, digits and hyphens, 40 at"
                            + " most; “new” is none."));
        }
        @Nullable UnitKind is = TypedFields.kind(kind, before, errors);
        String called = TypedFields.name(name, errors);
        List<String> memberGroups = TypedFields.memberGroups(is, groups, before, errors);
        if (!errors.isEmpty() || is == null) {
            throw new InvalidFields(errors);
        }
        Unit after = new Unit(id, is, called, memberGroups);
        try {
            tables.save(after);
        } catch (DataIntegrityViolationException inUse) {
            throw new RuleRefused("groups", "A member group that work refers to has to stay.");
        }
        record.unit(by.login(), before, after);
        return new Saved<>(after, before == null);
    }

    /** Roles count as they are now, not as they were when the request came in. */
    private void onlyAdministrators(Person by) {
        if (tables.account(by.login())
                .filter(Account::enabled)
                .filter(account -> account.person().holds(Role.ADMINISTRATOR))
                .isEmpty()) {
            throw new Forbidden("Only administrators see and change people and units.");
        }
    }

    /** In a demo a person's password is the login unless another was given; such a person leaves with the demo. */
    private boolean isDemo(String login, @Nullable String password, @Nullable Account before) {
        if (password == null && before != null) {
            return before.demo();
        }
        return (password == null || password.equals(login)) && tables.anyDemoPerson();
    }

    private void endRoles(Account before, Account after) {
        Set<String> left = after.enabled() ? after.person().groups() : Set.of();
        if (before.enabled()) {
            before.person().groups().stream()
                    .filter(group -> !left.contains(group))
                    .forEach(group -> events.publishEvent(new RoleEnded(after.login(), group)));
        }
    }
}
