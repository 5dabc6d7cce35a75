package org.dottedline.people.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dottedline.people.Account;
import org.dottedline.people.Grant;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Unit;
import org.dottedline.people.UnitKind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and writes persons, units and roles. */
@Repository
public class PeopleTables {

    // roles in the order of the table's words, so that answers are the same each time
    static final String ACCOUNT = """
            select p.login, p.name, p.password, p.enabled, p.demo,
                   array(select g.role || coalesce('.' || g.unit, '') from role_grant g
                          where g.person = p.login order by g.role, g.unit) as grants
              from person p
            """;
    private static final String UNIT = """
            select u.id, u.kind, u.name,
                   array(select m.name from member_group m where m.community = u.id order by m.position) as groups
              from unit u
            """;
    private static final int PEOPLE_LOCK = 3;

    private final JdbcClient jdbc;

    PeopleTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Map<String, String> called(Collection<String> logins) {
        Map<String, String> called = new HashMap<>();
        jdbc.sql("select login, name from person where login = any(:logins)")
                .param("logins", logins.toArray(String[]::new))
                .query((row, number) -> called.put(row.getString("login"), row.getString("name")))
                .list();
        return called;
    }

    /** Lets one transaction at a time change people, so that two administrators cannot each remove the other. */
    public void lock() {
        jdbc.sql("select 1 from pg_advisory_xact_lock(?, 0)")
                .param(PEOPLE_LOCK)
                .query(Integer.class)
                .single();
    }

    public Optional<Account> account(String login) {
        return jdbc.sql(ACCOUNT + " where p.login = ?")
                .param(login)
                .query(PeopleTables::account)
                .optional();
    }

    public List<Account> accounts(String after, int limit) {
        return jdbc.sql(ACCOUNT + " where p.login > ? order by p.login limit ?")
                .param(after)
                .param(limit)
                .query(PeopleTables::account)
                .list();
    }

    public List<Account> demoAccounts() {
        return jdbc.sql(ACCOUNT + " where p.demo and p.enabled order by p.login")
                .query(PeopleTables::account)
                .list();
    }

    public List<Account> enabledIn(Role role, @Nullable String unit) {
        return jdbc.sql(ACCOUNT + """
                         where p.enabled and exists (select 1 from role_grant g
                               where g.person = p.login and g.role = ? and g.unit is not distinct from ?)
                         order by p.login
                        """)
                .param(role.word())
                .param(unit)
                .query(PeopleTables::account)
                .list();
    }

    public boolean anybody() {
        return Boolean.TRUE.equals(jdbc.sql("select exists (select 1 from person)")
                .query(Boolean.class)
                .single());
    }

    public boolean anyDemoPerson() {
        return Boolean.TRUE.equals(jdbc.sql("select exists (select 1 from person where demo)")
                .query(Boolean.class)
                .single());
    }

    /** Writes the person and replaces all roles. */
    public void save(Account account) {
        Person person = account.person();
        // roles go first: while one of the old side is left, the person cannot change sides
        jdbc.sql("delete from role_grant where person = ?")
                .param(person.login())
                .update();
        jdbc.sql("""
                        insert into person (login, name, password, enabled, side, demo) values (?, ?, ?, ?, ?, ?)
                        on conflict (login) do update set name = excluded.name, password = excluded.password,
                               enabled = excluded.enabled, side = excluded.side, demo = excluded.demo
                        """)
                .param(person.login())
                .param(person.name())
                .param(account.password())
                .param(account.enabled())
                .param(person.side().word())
                .param(account.demo())
                .update();
        person.grants().forEach(grant -> insert(person.login(), grant));
    }

    private void insert(String login, Grant grant) {
        UnitKind kind = grant.role().unitKind();
        jdbc.sql("insert into role_grant (person, side, role, unit, unit_kind) values (?, ?, ?, ?, ?)")
                .param(login)
                .param(grant.role().side().word())
                .param(grant.role().word())
                .param(grant.unit())
                .param(kind == null ? null : kind.word())
                .update();
    }

    public Optional<Unit> unit(String id) {
        return jdbc.sql(UNIT + " where u.id = ?")
                .param(id)
                .query(PeopleTables::unit)
                .optional();
    }

    public List<Unit> units(String after, int limit) {
        return jdbc.sql(UNIT + " where u.id > ? order by u.id limit ?")
                .param(after)
                .param(limit)
                .query(PeopleTables::unit)
                .list();
    }

    public List<Unit> units(UnitKind kind) {
        return jdbc.sql(UNIT + " where u.kind = ? order by u.id")
                .param(kind.word())
                .query(PeopleTables::unit)
                .list();
    }

    /** Writes the unit, and its member groups in their order. */
    public void save(Unit unit) {
        jdbc.sql("""
                        insert into unit (id, kind, name) values (?, ?, ?)
                        on conflict (id) do update set name = excluded.name
                        """)
                .param(unit.id())
                .param(unit.kind().word())
                .param(unit.name())
                .update();
        deleteGroupsBut(unit.id(), unit.groups());
        for (int position = 0; position < unit.groups().size(); position++) {
            jdbc.sql("""
                            insert into member_group (community, name, position) values (?, ?, ?)
                            on conflict (community, name) do update set position = excluded.position
                            """)
                    .param(unit.id())
                    .param(unit.groups().get(position))
                    .param(position)
                    .update();
        }
    }

    private void deleteGroupsBut(String community, Collection<String> kept) {
        jdbc.sql("delete from member_group where community = ? and name <> all (?)")
                .param(community)
                .param(kept.toArray(String[]::new))
                .update();
    }

    static Account account(ResultSet row, int number) throws SQLException {
        List<Grant> grants =
                texts(row, "grants").stream().map(PeopleTables::grant).toList();
        return new Account(
                new Person(row.getString("login"), row.getString("name"), grants),
                row.getString("password"),
                row.getBoolean("enabled"),
                row.getBoolean("demo"));
    }

    private static Grant grant(String group) {
        return Grant.of(group).orElseThrow(() -> new IllegalStateException("No such group: " + group));
    }

    private static Unit unit(ResultSet row, int number) throws SQLException {
        return new Unit(
                row.getString("id"), UnitKind.of(row.getString("kind")), row.getString("name"), texts(row, "groups"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
