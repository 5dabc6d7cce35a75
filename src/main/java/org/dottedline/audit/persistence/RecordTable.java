package org.dottedline.audit.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record.Duty;
import org.dottedline.people.Side;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code record}: insert and select, the database refuses the rest. */
@Repository
public class RecordTable {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    static final String COLUMNS =
            "seq, at, ref, side, process, version, element, kind, actor, role, on_behalf_of, before, after, reason, decision, task";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RecordTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public void insert(Entry entry, Instant at) {
        jdbc.sql("""
                        insert into record (at, ref, side, process, version, element, kind, actor, role, on_behalf_of,
                                            before, after, reason, decision, task)
                        values (:at, :ref, :side, :process, :version, :element, :kind, :actor, :role, :onBehalfOf,
                                :before::json, :after::json, :reason, :decision::json, :task)""")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("ref", entry.ref())
                .param("side", entry.side().word())
                .param("process", entry.process())
                .param("version", entry.version())
                .param("element", entry.element())
                .param("kind", entry.kind())
                .param("actor", entry.actor())
                .param("role", entry.role())
                .param("onBehalfOf", entry.onBehalfOf())
                .param("before", write(entry.before()))
                .param("after", write(entry.after()))
                .param("reason", entry.reason())
                .param("decision", write(entry.decision()))
                .param("task", entry.task())
                .update();
    }

    public List<Entry> at(List<String> refs, Set<Side> sides, long after, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                         from record
                        where ref = any(:refs) and side = any(:sides) and seq > :after
                        order by seq limit :limit""")
                .param("refs", refs.toArray(String[]::new))
                .param("sides", sides.stream().map(Side::word).toArray(String[]::new))
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    public List<Entry> changes(String kind, String name, String value, @Nullable Long before, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                         from record
                        where kind = :kind and ref is null and after ->> :name = :value
                          and (:before::bigint is null or seq < :before)
                        order by seq desc limit :limit""")
                .param("kind", kind)
                .param("name", name)
                .param("value", value)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    public Optional<Entry> completion(String task, String login) {
        return jdbc.sql("select " + COLUMNS + """
                         from record
                        where task = :task and kind = 'task-completed' and actor = :login
                        order by seq desc limit 1""")
                .param("task", task)
                .param("login", login)
                .query((row, number) -> read(row))
                .optional();
    }

    public List<Duty> duties(String ref, Set<String> elements) {
        return jdbc.sql("""
                        select distinct element, actor, on_behalf_of from record
                        where ref = :ref and element = any(:elements) and kind in ('task-completed', 'started')""")
                .param("ref", ref)
                .param("elements", elements.toArray(String[]::new))
                .query((row, number) ->
                        new Duty(row.getString("element"), row.getString("actor"), row.getString("on_behalf_of")))
                .list();
    }

    public Map<String, Map<String, Instant>> lastDone(Collection<String> refs, Side side) {
        Map<String, Map<String, Instant>> done = new HashMap<>();
        jdbc.sql("""
                        select ref, element, max(at) as at from record
                        where ref = any(:refs) and kind = 'task-completed' and side = :side and element is not null
                        group by ref, element""")
                .param("refs", refs.toArray(String[]::new))
                .param("side", side.word())
                .query((row, number) -> done.computeIfAbsent(row.getString("ref"), ref -> new HashMap<>())
                        .put(
                                row.getString("element"),
                                row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
        return done;
    }

    Entry read(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("ref"),
                Side.of(row.getString("side")),
                row.getString("process"),
                row.getObject("version", Integer.class),
                row.getString("element"),
                row.getString("kind"),
                row.getString("actor"),
                row.getString("role"),
                row.getString("on_behalf_of"),
                map(row.getString("before")),
                map(row.getString("after")),
                row.getString("reason"),
                map(row.getString("decision")),
                row.getString("task"));
    }

    private @Nullable String write(@Nullable Map<String, Object> values) {
        return values == null ? null : json.writeValueAsString(values);
    }

    private @Nullable Map<String, Object> map(@Nullable String value) {
        return value == null ? null : json.readValue(value, MAP);
    }
}
