package org.dottedline.trail.persistence;

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
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.State;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables {@code trail} and {@code trail_counter}. */
@Repository
public class TrailTable {

    private static final String SELECT =
            "select ref, kind, title, unit, state, result, reason, created_at, ended_at from trail t ";

    private final JdbcClient jdbc;

    TrailTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next number under a parent; the row of the counter stays locked, so numbers have no gaps. */
    public int next(String parent, Kind kind) {
        return jdbc.sql("""
                        insert into trail_counter (parent, kind, last) values (:parent, :kind, 1)
                        on conflict (parent, kind) do update set last = trail_counter.last + 1
                        returning last""")
                .param("parent", parent)
                .param("kind", kind.word())
                .query(Integer.class)
                .single();
    }

    public void insert(Ref ref, @Nullable Ref parent, Kind kind, String title, @Nullable String unit, Instant at) {
        jdbc.sql("""
                        insert into trail (ref, parent, path, kind, title, unit, state, created_at)
                        values (:ref, :parent, :path, :kind, :title, :unit, 'running', :at)""")
                .param("ref", ref.text())
                .param("parent", parent == null ? null : parent.text())
                .param("path", ref.path())
                .param("kind", kind.word())
                .param("title", title)
                .param("unit", unit)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    public Optional<TrailRow> find(Ref ref) {
        return one("where ref = :ref", ref);
    }

    public Optional<TrailRow> lock(Ref ref) {
        return one("where ref = :ref for update", ref);
    }

    public Optional<TrailRow> share(Ref ref) {
        return one("where ref = :ref for share", ref);
    }

    public List<TrailRow> lockAtAndBelow(Ref ref) {
        return jdbc.sql(SELECT + "where ref = :ref or ref like :ref || '.%' order by path for update")
                .param("ref", ref.text())
                .query((row, number) -> read(row))
                .list();
    }

    public Map<Ref, String> titles(Collection<Ref> refs) {
        Map<Ref, String> titles = new HashMap<>();
        jdbc.sql("select ref, title from trail where ref = any(:refs)")
                .param("refs", refs.stream().map(Ref::text).toArray(String[]::new))
                .query((row, number) -> titles.put(Ref.of(row.getString("ref")), row.getString("title")))
                .list();
        return titles;
    }

    public List<TrailRow> find(Collection<Ref> refs) {
        return jdbc.sql(SELECT + "where ref = any(:refs)")
                .param("refs", refs.stream().map(Ref::text).toArray(String[]::new))
                .query((row, number) -> read(row))
                .list();
    }

    /** What runs at these communities, the newest first. */
    public List<TrailRow> underWay(Collection<String> communities, @Nullable Ref before, int limit) {
        return jdbc.sql(SELECT + """
                        where t.unit = any(:units) and t.kind in ('initiative', 'request', 'need') and t.state = 'running'
                          and (:before::text is null or (t.created_at, t.ref) < (select b.created_at, b.ref from trail b where b.ref = :before))
                        order by t.created_at desc, t.ref desc limit :limit""")
                .param("units", communities.toArray(String[]::new))
                .param("before", before == null ? null : before.text())
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    public boolean worksFor(Set<String> lobs, String community) {
        return jdbc.sql("""
                        select exists (select 1 from trail i join trail o on o.ref = i.parent
                                       where i.kind = 'initiative' and i.unit = :community
                                         and o.kind = 'objective' and o.unit = any(:lobs))""")
                .param("community", community)
                .param("lobs", lobs.toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    public List<TrailRow> children(Ref ref) {
        return jdbc.sql(SELECT + "where parent = :ref order by path")
                .param("ref", ref.text())
                .query((row, number) -> read(row))
                .list();
    }

    public List<TrailRow> running(Kind kind, String unit) {
        return jdbc.sql(SELECT + "where kind = :kind and unit = :unit and state = 'running' order by path")
                .param("kind", kind.word())
                .param("unit", unit)
                .query((row, number) -> read(row))
                .list();
    }

    public List<TrailRow> visibleChildren(Scope scope, Collection<Ref> parents) {
        return scoped("where t.parent = any(:parents) and " + Scope.SEES + " order by path", scope)
                .param("parents", parents.stream().map(Ref::text).toArray(String[]::new))
                .query((row, number) -> read(row))
                .list();
    }

    public Set<Ref> visibleOf(Scope scope, Collection<Ref> refs) {
        return scoped("where t.ref = any(:refs) and " + Scope.SEES, scope)
                .param("refs", refs.stream().map(Ref::text).toArray(String[]::new))
                .query((row, number) -> Ref.of(row.getString("ref")))
                .set();
    }

    public void rename(Ref ref, String title) {
        jdbc.sql("update trail set title = :title where ref = :ref")
                .param("title", title)
                .param("ref", ref.text())
                .update();
    }

    public void address(Ref ref, String unit) {
        jdbc.sql("update trail set addressee = :unit where ref = :ref")
                .param("unit", unit)
                .param("ref", ref.text())
                .update();
    }

    /** The line of business of a step: of the objective above it or, for a need, the one that has been told of it. */
    public Optional<String> lob(Ref ref) {
        return jdbc.sql("""
                        select case when kind = 'need' then addressee else unit end from trail
                        where ref = :ref and kind = 'need' or kind = 'objective' and ref = :objective""")
                .param("ref", ref.text())
                .param("objective", ref.text().replaceFirst("^(G\\d+\\.O\\d+).*", "$1"))
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(unit -> unit);
    }

    public boolean end(Ref ref, State state, @Nullable String result, @Nullable String reason, Instant at) {
        return jdbc.sql("""
                                update trail set state = :state, result = :result, reason = :reason, ended_at = :at
                                where ref = :ref and state = 'running'""")
                        .param("state", state.word())
                        .param("result", result)
                        .param("reason", reason)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("ref", ref.text())
                        .update()
                == 1;
    }

    public Optional<TrailRow> visible(Scope scope, Ref ref) {
        return scoped("where t.ref = :ref and " + Scope.SEES, scope)
                .param("ref", ref.text())
                .query((row, number) -> read(row))
                .optional();
    }

    public List<TrailRow> visibleAtAndBelow(Scope scope, Ref ref) {
        return scoped("where (t.ref = :ref or t.ref like :ref || '.%') and " + Scope.SEES + " order by path", scope)
                .param("ref", ref.text())
                .query((row, number) -> read(row))
                .list();
    }

    public List<TrailRow> visibleAtAndBelow(Scope scope, Collection<Ref> refs) {
        return scoped("""
                        where t.ref in (select unnest(:refs::text[])
                                        union all
                                        select d.ref from unnest(:refs::text[]) as top (ref)
                                               join trail d on d.ref ~>=~ (top.ref || '.') and d.ref ~<~ (top.ref || '/'))
                          and """ + Scope.SEES + " order by path", scope)
                .param("refs", refs.stream().map(Ref::text).toArray(String[]::new))
                .query((row, number) -> read(row))
                .list();
    }

    public List<TrailRow> roots(Scope scope, @Nullable Ref before, int limit) {
        return scoped("""
                        where t.parent is null
                          and (:before::text is null or (t.created_at, t.ref) < (select b.created_at, b.ref from trail b where b.ref = :before))
                          and """ + Scope.SEES + " order by t.created_at desc, t.ref desc limit :limit", scope)
                .param("before", before == null ? null : before.text())
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    /**
     * Goals with all below them, newest first, and needs that were told to their line of business and run; as far as the scope
     * goes, and each in the order of the numbers.
     *
     * @param earlier whether of the goals that had ended by then, else of those that run or ended later
     * @param needs how many needs at most
     */
    public List<TrailRow> map(Scope scope, Instant since, boolean earlier, @Nullable Ref before, int goals, int needs) {
        return jdbc.sql("""
                        with goal as materialized (
                            select t.ref from trail t
                            where t.parent is null and t.kind = 'goal' and (t.ended_at is not null and t.ended_at < :since) = :earlier
                              and (:before::text is null or (t.created_at, t.ref) < (select b.created_at, b.ref from trail b where b.ref = :before))
                              and """ + Scope.SEES + """
                            order by t.created_at desc, t.ref desc limit :goals),
                        need as materialized (
                            select t.ref from trail t
                            where t.parent is null and t.kind = 'need' and t.state = 'running' and t.addressee is not null and """ + Scope.SEES + """
                            order by t.created_at desc, t.ref desc limit :needs),
                        seen as materialized (
                            select ref from goal
                            union all
                            select d.ref from goal g join trail d on d.ref ~>=~ (g.ref || '.') and d.ref ~<~ (g.ref || '/')
                            union all
                            select ref from need)
                        """ + SELECT
                        + "where t.ref in (select ref from seen) and "
                        + Scope.SEES + " order by path")
                .param("everything", scope.everything())
                .param("oversight", scope.oversight())
                .param("units", scope.units().toArray(String[]::new))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("earlier", earlier)
                .param("before", before == null ? null : before.text())
                .param("goals", goals)
                .param("needs", needs)
                .query((row, number) -> read(row))
                .list();
    }

    /** What ended at, above and below one's units; who is of the whole company is told of goals alone. */
    public List<TrailRow> endedSince(Scope scope, Instant since, int limit) {
        return scoped("""
                        where t.ended_at > :since and (t.unit is null or cardinality(:units) > 0)
                          and """ + Scope.SEES + " order by t.ended_at desc limit :limit", scope)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    private JdbcClient.StatementSpec scoped(String where, Scope scope) {
        return jdbc.sql(SELECT + where)
                .param("everything", scope.everything())
                .param("oversight", scope.oversight())
                .param("units", scope.units().toArray(String[]::new));
    }

    private Optional<TrailRow> one(String where, Ref ref) {
        return jdbc.sql(SELECT + where)
                .param("ref", ref.text())
                .query((row, number) -> read(row))
                .optional();
    }

    private static TrailRow read(ResultSet row) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new TrailRow(
                Ref.of(row.getString("ref")),
                Kind.of(row.getString("kind")),
                row.getString("title"),
                row.getString("unit"),
                State.of(row.getString("state")),
                row.getString("result"),
                row.getString("reason"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
