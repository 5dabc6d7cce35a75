package org.dottedline.audit.persistence;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dottedline.audit.CaseKind;
import org.dottedline.audit.CaseSelection;
import org.dottedline.audit.Entry;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The record at and below one reference. What belongs to it is found first and for itself, by the indexes of references and of
 * changes, so that a part never makes the database walk through the whole record in the order of its numbers.
 */
@Repository
public class CaseTable {

    private static final String BELOW = "(%1$s = :ref or %1$s ~>=~ (:ref || '.') and %1$s ~<~ (:ref || '/'))";

    /** Changes that belong to no reference, while this one ran, of its units or of the whole company. */
    private static final String MEANWHILE = """
            ref is null
             and kind in ('person-added', 'person-changed', 'unit-added', 'unit-changed', 'limit-proposed', 'limit-confirmed',
                          'finances-changed', 'deputy-named', 'deputy-agreed', 'deputy-ended')
             and at >= (select created_at from trail where trail.ref = :ref)
             and at <= coalesce((select ended_at from trail where trail.ref = :ref), 'infinity')
             and (kind = 'finances-changed' and after ->> 'community' in (select unit from concerned)
                  or kind in ('limit-proposed', 'limit-confirmed')
                     and (after ->> 'unit' is null or after ->> 'unit' in (select unit from concerned))
                  or kind in ('unit-added', 'unit-changed') and after ->> 'id' in (select unit from concerned)
                  or kind in ('deputy-named', 'deputy-agreed', 'deputy-ended')
                     and exists (select 1 from role_grant g where g.person = after ->> 'person'
                                    and (g.unit is null or g.unit in (select unit from concerned)))
                  or kind in ('person-added', 'person-changed')
                     and exists (select 1 from concerned
                                 where after ->> 'roles' like '%.' || unit || '"%' or before ->> 'roles' like '%.' || unit || '"%'))""";

    private static final String FOUND =
            """
            with concerned as (
                select distinct unit from trail where unit is not null and (""" + BELOW.formatted("trail.ref") + """
                 or trail.ref = any(:above))),
            found as materialized (
                select seq, at, side, kind, actor, on_behalf_of from record where\s""" + BELOW.formatted("ref") + """

                union all
                select seq, at, side, kind, actor, on_behalf_of from record where\s""" + MEANWHILE + ")";

    private final JdbcClient jdbc;
    private final RecordTable record;

    CaseTable(JdbcClient jdbc, RecordTable record) {
        this.jdbc = jdbc;
        this.record = record;
    }

    public List<Entry> part(CaseSelection selection, @Nullable Long behind, int limit) {
        Map<String, Object> parameters = parameters(selection);
        parameters.put("limit", limit);
        String where = where(selection);
        if (behind != null) {
            parameters.put("behind", behind);
            where += selection.newestFirst() ? " and seq < :behind" : " and seq > :behind";
        }
        String order = selection.newestFirst() ? " order by seq desc" : " order by seq";
        return jdbc.sql(FOUND + " select " + RecordTable.COLUMNS
                        + " from record where seq = any(array(select seq from found where " + where + order
                        + " limit :limit))" + order)
                .params(parameters)
                .query((row, number) -> record.read(row))
                .list();
    }

    public long count(CaseSelection selection) {
        return jdbc.sql(FOUND + " select count(*) from found where " + where(selection))
                .params(parameters(selection))
                .query(Long.class)
                .single();
    }

    public SortedSet<String> actors(String ref) {
        return new TreeSet<>(jdbc
                .sql("select distinct unnest(array[actor, on_behalf_of]) as login from record where "
                        + BELOW.formatted("ref"))
                .param("ref", ref)
                .query((row, number) -> row.getString("login"))
                .list()
                .stream()
                .filter(login -> login != null && !login.equals(Entry.SYSTEM))
                .toList());
    }

    public Optional<Entry> one(String ref, long seq) {
        return jdbc.sql(FOUND + " select " + RecordTable.COLUMNS
                        + " from record where seq = :seq and seq in (select seq from found)")
                .param("ref", ref)
                .param("above", above(ref))
                .param("seq", seq)
                .query((row, number) -> record.read(row))
                .optional();
    }

    public List<Entry> before(String ref, long seq, int limit) {
        return jdbc.sql("select " + RecordTable.COLUMNS
                        + " from record where ref = :ref and seq < :seq order by seq desc limit :limit")
                .param("ref", ref)
                .param("seq", seq)
                .param("limit", limit)
                .query((row, number) -> record.read(row))
                .list();
    }

    public Map<String, Entry> completions(Collection<String> tasks) {
        Map<String, Entry> completions = new HashMap<>();
        jdbc.sql("select " + RecordTable.COLUMNS
                        + " from record where task = any(:tasks) and kind = 'task-completed' order by seq")
                .param("tasks", tasks.toArray(String[]::new))
                .query((row, number) -> record.read(row))
                .list()
                .forEach(entry -> completions.put(String.valueOf(entry.task()), entry));
        return completions;
    }

    private static Map<String, Object> parameters(CaseSelection selection) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("ref", selection.ref());
        parameters.put("above", above(selection.ref()));
        if (selection.side() != null) {
            parameters.put("side", selection.side().word());
        }
        CaseKind kind = selection.kind();
        if (kind != null) {
            parameters.put("kinds", kind.entries().toArray(String[]::new));
        }
        if (selection.person() != null) {
            parameters.put("person", selection.person());
        }
        if (selection.from() != null) {
            parameters.put("from", midnight(selection.from()));
        }
        if (selection.to() != null) {
            parameters.put("until", midnight(selection.to().plusDays(1)));
        }
        return parameters;
    }

    private static String where(CaseSelection selection) {
        StringBuilder where = new StringBuilder("true");
        if (selection.side() != null) {
            where.append(" and side = :side");
        }
        if (selection.kind() != null) {
            where.append(" and kind = any(:kinds)");
        }
        if (selection.person() != null) {
            where.append(" and (actor = :person or on_behalf_of = :person)");
        }
        if (selection.from() != null) {
            where.append(" and at >= :from");
        }
        if (selection.to() != null) {
            where.append(" and at < :until");
        }
        return where.toString();
    }

    /** The references above one: their units are concerned, too. */
    private static String[] above(String ref) {
        List<String> above = new ArrayList<>();
        for (int dot = ref.lastIndexOf('.'); dot > 0; dot = ref.lastIndexOf('.', dot - 1)) {
            above.add(ref.substring(0, dot));
        }
        return above.toArray(String[]::new);
    }

    private static OffsetDateTime midnight(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }
}
