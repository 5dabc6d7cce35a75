package org.dottedline.outcome.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.dottedline.outcome.Word;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code word}. */
@Repository
public class WordTable {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    WordTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public long insert(Ref ref, String community, String occasion, Map<String, Object> facts, Instant at) {
        return jdbc.sql("""
                        insert into word (ref, community, occasion, facts, owed_at)
                        values (:ref, :community, :occasion, :facts::json, :at) returning id""")
                .param("ref", ref.text())
                .param("community", community)
                .param("occasion", occasion)
                .param("facts", json.writeValueAsString(facts))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    public void publish(long id, String youSaid, String weDid, String by, Instant at) {
        jdbc.sql("""
                        update word set you_said = :youSaid, we_did = :weDid, published_by = :by, published_at = :at
                        where id = :id and published_at is null""")
                .param("youSaid", youSaid)
                .param("weDid", weDid)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    public void delete(long id) {
        jdbc.sql("delete from word where id = :id").param("id", id).update();
    }

    public Word get(long id) {
        return jdbc.sql("select * from word where id = :id")
                .param("id", id)
                .query((row, number) -> read(row))
                .single();
    }

    public List<Word> published(String community, @Nullable Long before, int limit) {
        return jdbc.sql("""
                        select * from word where community = :community and published_at is not null
                               and (:before::bigint is null
                                    or (published_at, id) < (select b.published_at, b.id from word b where b.id = :before))
                        order by published_at desc, id desc limit :limit""")
                .param("community", community)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    private Word read(ResultSet row) throws SQLException {
        OffsetDateTime published = row.getObject("published_at", OffsetDateTime.class);
        return new Word(
                row.getLong("id"),
                Ref.of(row.getString("ref")),
                row.getString("community"),
                row.getString("occasion"),
                json.readValue(row.getString("facts"), MAP),
                row.getObject("owed_at", OffsetDateTime.class).toInstant(),
                row.getString("you_said"),
                row.getString("we_did"),
                published == null ? null : published.toInstant());
    }
}
