package org.dottedline.people.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.dottedline.people.Account;
import org.dottedline.people.DeputyPlace;
import org.dottedline.people.Deputyship;
import org.dottedline.people.StandIn;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code deputyship}. */
@Repository
public class DeputyTable {

    private static final String SELECT = """
            select id, person, deputy, from_day, until_day, named_by, named_at, agreed_by, agreed_at, ended_by, ended_at
              from deputyship d
            """;

    /** That it holds on a day: agreed where that is needed, and not ended. */
    private static final String HOLDS = """
            d.ended_at is null and (d.agreed_by is not null or d.named_by = d.person)
            and :day between d.from_day and d.until_day
            """;

    /** Groups of the one who is away that the deputy may act for: of the same side, and of a unit of the deputy's or company-wide as the deputy. */
    private static final String SHARED = """
            from role_grant g
            where g.person = d.person and exists (select 1 from role_grant m
                  where m.person = d.deputy and m.side = g.side and m.unit is not distinct from g.unit)
            """;

    private final JdbcClient jdbc;

    DeputyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public long insert(String person, String deputy, LocalDate from, LocalDate until, String namedBy, Instant namedAt) {
        return jdbc.sql("""
                        insert into deputyship (person, deputy, from_day, until_day, named_by, named_at)
                        values (?, ?, ?, ?, ?, ?) returning id""")
                .params(person, deputy, from, until, namedBy, namedAt.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    public void agree(long id, String by, Instant at) {
        jdbc.sql("update deputyship set agreed_by = ?, agreed_at = ? where id = ?")
                .params(by, at.atOffset(ZoneOffset.UTC), id)
                .update();
    }

    public void end(long id, String by, Instant at) {
        jdbc.sql("update deputyship set ended_by = ?, ended_at = ? where id = ?")
                .params(by, at.atOffset(ZoneOffset.UTC), id)
                .update();
    }

    public Optional<Deputyship> find(long id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query(DeputyTable::read)
                .optional();
    }

    /** Not ended, also where the PMO has still to agree, with a day in common with these. */
    public List<Deputyship> overlapping(LocalDate from, LocalDate until) {
        return jdbc.sql(SELECT + "where ended_at is null and from_day <= ? and until_day >= ?")
                .params(until, from)
                .query(DeputyTable::read)
                .list();
    }

    public List<Deputyship> of(String login, LocalDate today, @Nullable DeputyPlace after, int limit) {
        return jdbc.sql(SELECT + """
                        where (person = :login or deputy = :login)
                          and (:after::bigint is null
                               or (ended_at is not null or until_day < :today, -id) > (:over, -:after::bigint))
                        order by ended_at is not null or until_day < :today, id desc limit :limit""")
                .param("login", login)
                .param("today", today)
                .param("over", after != null && after.over())
                .param("after", after == null ? null : after.id())
                .param("limit", limit)
                .query(DeputyTable::read)
                .list();
    }

    public List<Deputyship> all(@Nullable Long before, int limit) {
        return jdbc.sql(SELECT + "where :before::bigint is null or id < :before order by id desc limit :limit")
                .param("before", before)
                .param("limit", limit)
                .query(DeputyTable::read)
                .list();
    }

    public List<StandIn> standingIn(String deputy, LocalDate day) {
        return jdbc.sql("select d.person, p.name, d.until_day, array(select g.role || coalesce('.' || g.unit, '') "
                        + SHARED
                        + " order by 1) as groups from deputyship d join person p on p.login = d.person and p.enabled"
                        + " where d.deputy = :deputy and " + HOLDS + " order by d.id")
                .param("deputy", deputy)
                .param("day", day)
                .query((row, number) -> new StandIn(
                        row.getString("person"),
                        row.getString("name"),
                        row.getObject("until_day", LocalDate.class),
                        new LinkedHashSet<>(
                                Arrays.asList((String[]) row.getArray("groups").getArray()))))
                .list();
    }

    public Optional<Deputyship> deputyOf(String person, LocalDate day) {
        return jdbc.sql(SELECT + "join person s on s.login = d.deputy and s.enabled where d.person = :person and "
                        + HOLDS + " and exists (select 1 " + SHARED + ")")
                .param("person", person)
                .param("day", day)
                .query(DeputyTable::read)
                .optional();
    }

    /** Enabled persons of this person's side who share a unit with them, or hold a company-wide role as they do. */
    public List<Account> candidates(String login) {
        return jdbc.sql(PeopleTables.ACCOUNT + """
                         where p.enabled and p.login <> :login and p.side <> 'none' and exists (
                               select 1 from role_grant g join role_grant m
                                      on m.side = g.side and m.unit is not distinct from g.unit
                                where g.person = :login and m.person = p.login)
                         order by p.name, p.login
                        """)
                .param("login", login)
                .query(PeopleTables::account)
                .list();
    }

    private static Deputyship read(ResultSet row, int number) throws SQLException {
        return new Deputyship(
                row.getLong("id"),
                row.getString("person"),
                row.getString("deputy"),
                row.getObject("from_day", LocalDate.class),
                row.getObject("until_day", LocalDate.class),
                row.getString("named_by"),
                row.getObject("named_at", OffsetDateTime.class).toInstant(),
                row.getString("agreed_by"),
                instant(row, "agreed_at"),
                row.getString("ended_by"),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
