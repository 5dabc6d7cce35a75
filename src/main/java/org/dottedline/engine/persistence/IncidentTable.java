package org.dottedline.engine.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.dottedline.engine.Incidents.Incident;
import org.dottedline.engine.Incidents.Workload;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The engine's jobs and incidents, read alone. */
@Repository
public class IncidentTable {

    private static final String SELECT = """
            select j.id_ as job, coalesce(e.business_key_, '') as ref, d.key_ as process, i.activity_id_ as element,
                   i.incident_timestamp_ at time zone 'UTC' as since, j.exception_msg_ as message
            from engine.act_ru_incident i
                 join engine.act_ru_job j on j.id_ = i.configuration_
                 join engine.act_re_procdef d on d.id_ = i.proc_def_id_
                 left join engine.act_ru_execution e on e.id_ = i.proc_inst_id_
            where i.incident_type_ = 'failedJob'
            """;

    private final JdbcClient jdbc;

    IncidentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<Incident> list(int limit) {
        return jdbc.sql(SELECT + " order by since limit :limit")
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    public Optional<Incident> find(String job) {
        return jdbc.sql(SELECT + " and j.id_ = :job")
                .param("job", job)
                .query((row, number) -> read(row))
                .optional();
    }

    public Workload workload() {
        return jdbc.sql("""
                        select (select count(*) from engine.act_ru_incident where incident_type_ = 'failedJob') as incidents,
                               count(*) filter (where type_ <> 'timer' and retries_ > 0) as waiting,
                               count(*) filter (where retries_ > 0 and exception_msg_ is not null) as failing,
                               count(*) filter (where type_ = 'timer') as timers
                        from engine.act_ru_job""").query(Workload.class).single();
    }

    private static Incident read(ResultSet row) throws SQLException {
        return new Incident(
                row.getString("job"),
                row.getString("ref"),
                row.getString("process"),
                row.getString("element"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getString("message"));
    }
}
