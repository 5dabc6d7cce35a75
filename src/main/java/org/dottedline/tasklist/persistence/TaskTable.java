package org.dottedline.tasklist.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dottedline.tasklist.OpenTask;
import org.dottedline.tasklist.TaskFilter;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Views {@code open_task} and {@code ended_task}. */
@Repository
public class TaskTable {

    /** After every due date there is: a task without one comes last. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private final JdbcClient jdbc;

    TaskTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<OpenTask> find(String id, Collection<String> groups) {
        return jdbc.sql("select * from open_task where id = :id and candidate_group = any(:groups)")
                .param("id", id)
                .param("groups", groups.toArray(String[]::new))
                .query((row, number) -> read(row))
                .optional();
    }

    /** A task that these groups could see and that is over. */
    public boolean ended(String id, Collection<String> groups) {
        return jdbc.sql("select exists (select 1 from ended_task where id = :id and candidate_group = any(:groups))")
                .param("id", id)
                .param("groups", groups.toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    /**
     * Tasks that the person has, or one of those they stand in for, or that nobody has and one of the groups may take, by due
     * date, then id.
     */
    public List<OpenTask> list(
            String login,
            Collection<String> insteadOf,
            Collection<String> groups,
            TaskFilter filter,
            Instant now,
            @Nullable Instant afterDue,
            @Nullable String afterId,
            int limit) {
        return jdbc.sql("""
                        select * from open_task
                        where candidate_group = any(:groups)
                          and (assignee = :login or not :mine and (assignee is null or assignee = any(:insteadOf)))
                          and (:ref::text is null or ref = :ref or ref like :ref || '.%')
                          and (:task::text is null or task = :task)
                          and (not :overdue or due < :now)
                          and (:afterId::text is null or (coalesce(due, :never), id) > (:afterDue, :afterId))
                        order by coalesce(due, :never), id limit :limit""")
                .param("groups", groups.toArray(String[]::new))
                .param("login", login)
                .param("insteadOf", insteadOf.toArray(String[]::new))
                .param("mine", filter.mineOnly())
                .param("ref", filter.at() == null ? null : filter.at().text())
                .param("task", filter.task())
                .param("overdue", filter.overdueOnly())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("never", NEVER.atOffset(ZoneOffset.UTC))
                .param("afterId", afterId)
                .param("afterDue", (afterDue == null ? NEVER : afterDue).atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    /** All open tasks at these references, whoever may take them. */
    public List<OpenTask> at(Collection<Ref> refs) {
        return jdbc.sql("select * from open_task where ref = any(:refs) order by created, id")
                .param("refs", refs.stream().map(Ref::text).toArray(String[]::new))
                .query((row, number) -> read(row))
                .list();
    }

    /** Tasks past their due date, whoever may take them, the longest overdue first. */
    public List<OpenTask> overdue(Instant now, int limit) {
        return jdbc.sql("select * from open_task where due < :now order by due, id limit :limit")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    /**
     * Tasks whose group has no member who may sign in and did nothing that is kept apart from them, in their own name or through
     * somebody who stood in.
     *
     * @param pairs the elements from which each task is kept apart
     */
    public List<OpenTask> withoutAnybody(Map<String, Set<String>> pairs, int limit) {
        List<String> tasks = new ArrayList<>();
        List<String> apart = new ArrayList<>();
        pairs.forEach((task, others) -> others.forEach(other -> {
            tasks.add(task);
            apart.add(other);
        }));
        return jdbc.sql("""
                        select * from open_task t
                        where t.task = any(:tasks) and not exists (
                              select 1 from role_grant g join person p on p.login = g.person and p.enabled
                              where g.role || coalesce('.' || g.unit, '') = t.candidate_group and not exists (
                                    select 1 from record r join unnest(:tasks::text[], :apart::text[]) as pair (task, apart)
                                                on pair.task = t.task and pair.apart = r.element
                                    where r.ref = t.ref and r.kind in ('task-completed', 'started')
                                      and g.person in (r.actor, r.on_behalf_of)))
                        order by t.created, t.id limit :limit""")
                .param("tasks", tasks.toArray(String[]::new))
                .param("apart", apart.toArray(String[]::new))
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    /** Tasks of a group that this person has taken. */
    public List<OpenTask> takenBy(String login, String group) {
        return jdbc.sql("select * from open_task where assignee = :login and candidate_group = :group")
                .param("login", login)
                .param("group", group)
                .query((row, number) -> read(row))
                .list();
    }

    public static Instant dueOrNever(OpenTask task) {
        return task.due() == null ? NEVER : task.due();
    }

    private static OpenTask read(ResultSet row) throws SQLException {
        OffsetDateTime due = row.getObject("due", OffsetDateTime.class);
        return new OpenTask(
                row.getString("id"),
                row.getString("task"),
                row.getString("name"),
                row.getString("process"),
                row.getInt("version"),
                row.getString("definition"),
                Ref.of(row.getString("ref")),
                row.getString("instance"),
                row.getString("candidate_group"),
                row.getString("assignee"),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                due == null ? null : due.toInstant());
    }
}
