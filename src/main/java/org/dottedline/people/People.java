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
    private static final Pattern MEMBER_GROUP = Pattern.compile("[^\\p{Cntrl},]{1,60}");
    private static final String LOGIN_RULE =
            "A login starts with a small letter and goes on with small letters, digits, dots and hyphens, 60 at most; “new”"
                    + " is none.";

    /** Where a page about somebody stands, the page that adds somebody stands under this name. */
    private static final String NOBODY = "new";

    private final PeopleTables tables;
    private final PasswordEncoder passwords;
    private final ApplicationEventPublisher events;
    private final ChangeRecord record;

    People(PeopleTables tables, PasswordEncoder passwords, ApplicationEventPublisher events, ChangeRecord record) {
        this.tables = tables;
        this.passwords = passwords;
        this.events = events;
        this.record = record;
    }

    /** Whether this could be somebody's login; what is not never reaches the database. */
    public static boolean isLogin(@Nullable String text) {
        return text != null && LOGIN.matcher(text).matches() && !text.equals(NOBODY);
    }

    private static boolean isUnitId(String text) {
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
        String name = name(change.name(), errors);
        List<Grant> grants = grants(change.roles(), errors);
        boolean demo = isDemo(login, change.password(), before);
        if (change.password() != null && !demo) {
            checkPassword(login, change.password(), errors);
        }
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
        refuseTwoSides(grants);
        if (by.login().equals(login)) {
            refuseOwnGrants(before, grants);
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
                .filter(grant -> unfitUnit(grant).isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        refuseTwoSides(List.copyOf(grants));
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
        @Nullable UnitKind is = kind(kind, before, errors);
        String called = name(name, errors);
        List<String> memberGroups = memberGroups(is, groups, before, errors);
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

    private static String name(@Nullable String name, List<FieldError> errors) {
        String stripped = name == null ? "" : name.strip();
        if (stripped.isEmpty()) {
            errors.add(new FieldError("name", "A name is needed."));
        } else if (stripped.length() > 120) {
            errors.add(new FieldError("name", "A name has at most 120 characters."));
        } else if (stripped.chars().anyMatch(Character::isISOControl)) {
            errors.add(new FieldError("name", "A name is one line of text."));
        }
        return stripped;
    }

    private List<Grant> grants(List<String> roles, List<FieldError> errors) {
        Set<Grant> grants = new LinkedHashSet<>();
        for (String group : roles) {
            String error = Grant.of(group).map(this::unfitUnit).orElseGet(() -> noSuchRole(group));
            if (error.isEmpty()) {
                grants.add(Grant.of(group).orElseThrow());
            } else {
                errors.add(new FieldError("roles", error));
            }
        }
        return List.copyOf(grants);
    }

    /** What is wrong with the unit of a grant, or nothing. */
    private String unfitUnit(Grant grant) {
        if (grant.unit() == null) {
            return "";
        }
        return unit(grant.unit())
                .map(unit -> unit.kind() == grant.role().unitKind()
                        ? ""
                        : "A " + lower(grant.role()) + " is of a "
                                + words(grant.role().unitKind()) + ", and " + unit.name() + " is a "
                                + words(unit.kind()) + ".")
                .orElseGet(() -> "There is no " + words(grant.role().unitKind()) + " called “" + grant.unit() + "”.");
    }

    private static String noSuchRole(String group) {
        int dot = group.indexOf('.');
        String word = dot < 0 ? group : group.substring(0, dot);
        return Role.of(word)
                .map(role -> role.unitKind() == null
                        ? "“" + word + "” is a role for the whole company: leave out what stands behind the dot."
                        : "“" + word + "” needs its " + words(role.unitKind()) + ", as in “" + word + "."
                                + (role.unitKind() == UnitKind.LOB ? "billing" : "developers") + "”.")
                .orElse("There is no role “" + word + "”.");
    }

    private static String words(@Nullable UnitKind kind) {
        return kind == UnitKind.LOB ? "line of business" : "community";
    }

    private static String lower(Role role) {
        return role == Role.LOB_EXECUTIVE ? role.title() : role.title().toLowerCase(java.util.Locale.ROOT);
    }

    /** In a demo a person's password is the login unless another was given; such a person leaves with the demo. */
    private boolean isDemo(String login, @Nullable String password, @Nullable Account before) {
        if (password == null && before != null) {
            return before.demo();
        }
        return (password == null || password.equals(login)) && tables.anyDemoPerson();
    }

    private static void checkPassword(String login, String password, List<FieldError> errors) {
        if (password.length() < 8) {
            errors.add(new FieldError("password", "A password has at least 8 characters."));
        } else if (password.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > 72) {
            errors.add(new FieldError("password", "A password has at most 72 bytes."));
        } else if (password.equalsIgnoreCase(login)) {
            errors.add(new FieldError("password", "A password is not the login."));
        }
    }

    private static void refuseTwoSides(List<Grant> grants) {
        for (Grant grant : grants) {
            Role first = grants.get(0).role();
            if (grant.role().side() != first.side()) {
                throw new RuleRefused(
                        "roles",
                        "One person never holds roles of two sides, so that neither side decides for the other: “"
                                + first.title() + "” " + sideOf(first) + ", “"
                                + grant.role().title() + "” " + sideOf(grant.role()) + ".");
            }
        }
    }

    private static String sideOf(Role role) {
        return switch (role.side()) {
            case STRATEGY -> "is on the strategy side";
            case COMMUNITY -> "is on the community side";
            case OVERSIGHT -> "oversees both";
            case NONE -> "is on none";
        };
    }

    private static void refuseOwnGrants(@Nullable Account before, List<Grant> grants) {
        List<Grant> held = before == null ? List.of() : before.person().grants();
        if (!held.containsAll(grants)) {
            throw new Forbidden("Administrators never give a role to themselves: another administrator can.");
        }
    }

    private void endRoles(Account before, Account after) {
        Set<String> left = after.enabled() ? after.person().groups() : Set.of();
        if (before.enabled()) {
            before.person().groups().stream()
                    .filter(group -> !left.contains(group))
                    .forEach(group -> events.publishEvent(new RoleEnded(after.login(), group)));
        }
    }

    private static @Nullable UnitKind kind(@Nullable String word, @Nullable Unit before, List<FieldError> errors) {
        for (UnitKind kind : UnitKind.values()) {
            if (kind.word().equals(word)) {
                if (before != null && before.kind() != kind) {
                    errors.add(new FieldError(
                            "kind", before.name() + " is a " + words(before.kind()) + " and stays one."));
                }
                return kind;
            }
        }
        errors.add(new FieldError("kind", "A unit is a line of business (“lob”) or a community (“community”)."));
        return null;
    }

    private static List<String> memberGroups(
            @Nullable UnitKind kind, @Nullable List<String> groups, @Nullable Unit before, List<FieldError> errors) {
        if (groups == null) {
            return before == null ? List.of() : before.groups();
        }
        if (kind == UnitKind.LOB && !groups.isEmpty()) {
            errors.add(new FieldError("groups", "Only a community has member groups."));
        }
        Set<String> distinct = new LinkedHashSet<>();
        for (String group : groups) {
            String name = group.strip();
            if (!MEMBER_GROUP.matcher(name).matches()) {
                errors.add(new FieldError("groups", "A member group's name has 1 to 60 characters and no comma."));
            } else if (!distinct.add(name)) {
                errors.add(new FieldError("groups", "The member group “" + name + "” is there twice."));
            }
        }
        return List.copyOf(distinct);
    }
}
