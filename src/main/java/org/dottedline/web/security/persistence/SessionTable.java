package org.dottedline.web.security.persistence;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sessions as rows. Each method is one statement that stands for itself, never a part of the transaction under way: an answer that is
 * sent while it is read from the database must not take the session along. Time is the database's, one for all nodes.
 */
@Repository
public class SessionTable {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.builder().build();

    SessionTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(new DelegatingDataSource(dataSource));
    }

    /**
     * A session that has not ended.
     *
     * @param stale whether its last use was written down a minute ago or earlier
     */
    public record Row(Instant since, Instant lastUse, boolean stale, Map<String, Object> kept) {}

    /** Empty where there is none, or nobody has used it for this long. */
    public Optional<Row> find(byte[] key, Duration idle) {
        return jdbc.sql("""
                        select since, last_use, last_use < clock_timestamp() - interval '1 minute' as stale, kept
                          from session
                         where key = ? and last_use > clock_timestamp() - make_interval(secs => ?)
                        """)
                .param(key)
                .param(idle.toSeconds())
                .query((row, number) -> new Row(
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getObject("last_use", OffsetDateTime.class).toInstant(),
                        row.getBoolean("stale"),
                        json.readValue(row.getString("kept"), MAP)))
                .optional();
    }

    /** Writes a new one, and takes some away that have ended: there is no other broom. */
    public void insert(byte[] key, Map<String, Object> kept, Duration idle) {
        jdbc.sql("""
                        with ended as (
                            delete from session where key in (
                                select key from session where last_use < clock_timestamp() - make_interval(secs => ?)
                                 order by last_use limit 20 for update skip locked))
                        insert into session (key, kept) values (?, ?::jsonb)
                        """)
                .param(idle.toSeconds())
                .param(key)
                .param(json.writeValueAsString(kept))
                .update();
    }

    /** Notes that it was used now, and what changed in it. One that has been ended meanwhile does not come back. */
    public void update(byte[] key, byte[] newKey, Map<String, Object> put, Collection<String> removed) {
        jdbc.sql("""
                        update session
                           set key = ?, last_use = clock_timestamp(), kept = (kept - ?::text[]) || ?::jsonb
                         where key = ?
                        """)
                .param(newKey)
                .param(removed.toArray(new String[0]))
                .param(json.writeValueAsString(put))
                .param(key)
                .update();
    }

    public void delete(byte[] key) {
        jdbc.sql("delete from session where key = ?").param(key).update();
    }

    /** What tells this database from every other. */
    public UUID installation() {
        return jdbc.sql("select id from installation").query(UUID.class).single();
    }
}
