package org.dottedline.handover.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dottedline.handover.Handover;
import org.dottedline.people.Side;
import org.dottedline.trail.Ref;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code handover}, and the engine's jobs that will become rows of it. */
@Repository
public class HandoverTable {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    HandoverTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A handover whose job waits: the element that sends it, and since when. */
    public record Pending(String job, String process, String message, Ref ref, Instant since) {}

    public void insert(Handover handover) {
        jdbc.sql("""
                        insert into handover (message, from_process, to_process, from_side, ref, at, payload, result)
                        values (:message, :from, :to, :side, :ref, :at, :payload::json, :result)""")
                .param("message", handover.message())
                .param("from", handover.from())
                .param("to", handover.to())
                .param("side", handover.fromSide().word())
                .param("ref", handover.ref().text())
                .param("at", handover.at().atOffset(ZoneOffset.UTC))
                .param("payload", json.writeValueAsString(handover.payload()))
                .param("result", handover.result().word())
                .update();
    }

    public Optional<Map<String, Object>> latest(Ref ref, String message) {
        return jdbc.sql("""
                        select payload from handover
                        where ref = :ref and message = :message and result = 'delivered' order by seq desc limit 1""")
                .param("ref", ref.text())
                .param("message", message)
                .query(String.class)
                .optional()
                .map(payload -> json.readValue(payload, MAP));
    }

    /** The last payload of each of these references that has one, the latest last. */
    public Map<Ref, Map<String, Object>> latest(Collection<Ref> refs, String message) {
        Map<Ref, Map<String, Object>> latest = new LinkedHashMap<>();
        jdbc.sql("""
                        select ref, payload from handover
                        where seq in (select max(seq) from handover
                                      where ref = any(:refs) and message = :message and result = 'delivered' group by ref)
                        order by seq""")
                .param("refs", refs.stream().map(Ref::text).toArray(String[]::new))
                .param("message", message)
                .query((row, number) ->
                        latest.put(Ref.of(row.getString("ref")), json.readValue(row.getString("payload"), MAP)))
                .list();
        return latest;
    }

    public List<Handover> at(Collection<Ref> refs) {
        return jdbc.sql("""
                        select seq, message, from_process, to_process, from_side, ref, at, payload, result from handover
                        where ref = any(:refs) order by seq""")
                .param("refs", refs.stream().map(Ref::text).toArray(String[]::new))
                .query((row, number) -> read(row))
                .list();
    }

    /** Whether any of these messages was delivered at a reference. */
    public boolean delivered(Ref ref, Collection<String> messages) {
        return jdbc.sql("""
                        select exists (select 1 from handover
                                       where ref = :ref and message = any(:messages) and result = 'delivered')""")
                .param("ref", ref.text())
                .param("messages", messages.toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    public List<Handover> atAndBelow(Ref ref) {
        return jdbc.sql("""
                        select seq, message, from_process, to_process, from_side, ref, at, payload, result from handover
                        where ref = :ref or ref like :ref || '.%' order by seq""")
                .param("ref", ref.text())
                .query((row, number) -> read(row))
                .list();
    }

    /** The passages at these references after a number, in order. */
    public List<Handover> at(Collection<Ref> refs, long after, int limit) {
        return jdbc.sql("""
                        select seq, message, from_process, to_process, from_side, ref, at, payload, result from handover
                        where ref = any(:refs) and seq > :after order by seq limit :limit""")
                .param("refs", refs.stream().map(Ref::text).toArray(String[]::new))
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    /** Jobs before an element that sends; the message element's name is found by its id through {@code message_element}. */
    public List<Pending> pending(Ref ref) {
        return jdbc.sql("""
                        select j.id_ as job, d.proc_def_key_ as process, m.message, e.business_key_ as ref,
                               coalesce(j.create_time_, now() at time zone 'UTC') at time zone 'UTC' as since
                        from engine.act_ru_job j
                             join engine.act_ru_jobdef d on d.id_ = j.job_def_id_
                             join engine.act_ru_execution e on e.id_ = j.process_instance_id_
                             join message_element m on m.process = d.proc_def_key_ and m.element = d.act_id_
                        where e.business_key_ = :ref or e.business_key_ like :ref || '.%'""")
                .param("ref", ref.text())
                .query((row, number) -> new Pending(
                        row.getString("job"),
                        row.getString("process"),
                        row.getString("message"),
                        Ref.of(row.getString("ref")),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
    }

    private Handover read(ResultSet row) throws SQLException {
        return new Handover(
                row.getLong("seq"),
                row.getString("message"),
                row.getString("from_process"),
                row.getString("to_process"),
                Side.of(row.getString("from_side")),
                Ref.of(row.getString("ref")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                json.readValue(row.getString("payload"), MAP),
                Handover.Result.of(row.getString("result")));
    }
}
