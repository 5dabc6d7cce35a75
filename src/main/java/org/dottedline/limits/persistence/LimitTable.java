package org.dottedline.limits.persistence;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.dottedline.limits.Limit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code limit_row}: rows are added and confirmed, nothing else. */
@Repository
public class LimitTable {

    private final JdbcClient jdbc;

    LimitTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Limit> inForce(String key, @Nullable String unit, LocalDate day) {
        return jdbc.sql("""
                        select * from limit_row
                        where key = :key and unit is not distinct from :unit::text
                          and confirmed_by is not null and valid_from <= :day
                        order by valid_from desc, confirmed_at desc, id desc limit 1""")
                .param("key", key)
                .param("unit", unit)
                .param("day", day)
                .query(LimitTable::limit)
                .optional();
    }

    public List<Limit> after(long id, int most) {
        return jdbc.sql("select * from limit_row where id > :id order by id limit :most")
                .param("id", id)
                .param("most", most)
                .query(LimitTable::limit)
                .list();
    }

    public Optional<Limit> lock(long id) {
        return jdbc.sql("select * from limit_row where id = :id for no key update")
                .param("id", id)
                .query(LimitTable::limit)
                .optional();
    }

    public long insert(
            String key, @Nullable String unit, BigDecimal value, LocalDate from, String proposedBy, Instant at) {
        return jdbc.sql("""
                        insert into limit_row (key, unit, value, valid_from, proposed_by, proposed_at)
                        values (:key, :unit, :value, :from, :by, :at) returning id""")
                .param("key", key)
                .param("unit", unit)
                .param("value", value)
                .param("from", from)
                .param("by", proposedBy)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    public void confirm(long id, String by, Instant at) {
        jdbc.sql("update limit_row set confirmed_by = :by, confirmed_at = :at where id = :id")
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    private static Limit limit(ResultSet row, int number) throws SQLException {
        OffsetDateTime confirmed = row.getObject("confirmed_at", OffsetDateTime.class);
        return new Limit(
                row.getLong("id"),
                row.getString("key"),
                row.getString("unit"),
                row.getBigDecimal("value"),
                row.getObject("valid_from", LocalDate.class),
                row.getString("proposed_by"),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                row.getString("confirmed_by"),
                confirmed == null ? null : confirmed.toInstant());
    }
}
