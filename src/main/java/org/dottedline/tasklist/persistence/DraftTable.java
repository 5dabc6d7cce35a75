package org.dottedline.tasklist.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dottedline.tasklist.Draft;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code task_draft}. */
@Repository
public class DraftTable {

    private static final TypeReference<Map<String, List<String>>> TYPED = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DraftTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    public void save(String task, String login, Map<String, List<String>> typed, Instant at) {
        jdbc.sql("""
                        insert into task_draft (task, login, fields, saved_at) values (:task, :login, :fields::json, :at)
                        on conflict (task, login) do update set fields = excluded.fields, saved_at = excluded.saved_at""")
                .param("task", task)
                .param("login", login)
                .param("fields", json.writeValueAsString(typed))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    public Optional<Draft> find(String task, String login) {
        return jdbc.sql("select fields, saved_at from task_draft where task = :task and login = :login")
                .param("task", task)
                .param("login", login)
                .query(this::read)
                .optional();
    }

    private Draft read(ResultSet row, int number) throws SQLException {
        return new Draft(
                json.readValue(row.getString("fields"), TYPED),
                row.getObject("saved_at", OffsetDateTime.class).toInstant());
    }

    public void delete(String task, String login) {
        jdbc.sql("delete from task_draft where task = :task and login = :login")
                .param("task", task)
                .param("login", login)
                .update();
    }

    /** Drafts of tasks that are done or no longer needed. */
    public void deleteOrphans() {
        jdbc.sql("delete from task_draft d where not exists (select from open_task t where t.id = d.task)")
                .update();
    }
}
