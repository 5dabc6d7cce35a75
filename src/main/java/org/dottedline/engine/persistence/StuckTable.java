package org.dottedline.engine.persistence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.dottedline.engine.Progress.Stuck;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The engine's jobs and the incidents that say which of them nobody tries any more. */
@Repository
public class StuckTable {

    private final JdbcClient jdbc;

    StuckTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<Stuck> stuck(int limit) {
        return jdbc.sql("""
                        select i.incident_timestamp_ as since, coalesce(i.activity_id_, '') as step,
                               coalesce(e.business_key_, '') as ref
                        from engine.act_ru_incident i left join engine.act_ru_execution e on e.id_ = i.proc_inst_id_
                        where i.id_ = i.root_cause_incident_id_
                        order by i.incident_timestamp_ limit :limit""")
                .param("limit", limit)
                .query((row, number) -> new Stuck(
                        row.getTimestamp("since").toLocalDateTime().toInstant(ZoneOffset.UTC),
                        row.getString("ref"),
                        row.getString("step").replace("#multiInstanceBody", "")))
                .list();
    }

    /** Jobs that could run now. */
    public int due(Instant now) {
        return count("(duedate_ is null or duedate_ <= :now) and retries_ > 0", now);
    }

    /** Jobs that wait for their time. */
    public int later(Instant now) {
        return count("duedate_ > :now and retries_ > 0", now);
    }

    private int count(String which, Instant now) {
        return jdbc.sql("select count(*) from engine.act_ru_job where " + which)
                .param("now", now.atOffset(ZoneOffset.UTC).toLocalDateTime())
                .query(Integer.class)
                .single();
    }
}
