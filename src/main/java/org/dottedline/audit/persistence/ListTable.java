package org.dottedline.audit.persistence;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dottedline.audit.Entry;
import org.dottedline.audit.ListKind;
import org.dottedline.audit.Selection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Lists over the whole record. What makes an entry one of a list is said here in the words of the list's index (V23 and later), so that the
 * planner finds it: a change of one is a change of the other. Numbers are found in the index, and only the rows of one part are
 * read.
 */
@Repository
public class ListTable {

    private static final int FETCHED_AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final RecordTable record;

    ListTable(JdbcClient jdbc, RecordTable record) {
        this.jdbc = jdbc;
        this.record = record;
    }

    public List<Entry> part(Selection selection, @Nullable Long before, int limit) {
        Map<String, Object> parameters = parameters(selection);
        parameters.put("limit", limit);
        if (before != null) {
            parameters.put("before", before);
        }
        return jdbc.sql(partSql(selection, before != null))
                .params(parameters)
                .query((row, number) -> record.read(row))
                .list();
    }

    public long count(Selection selection) {
        return jdbc.sql(countSql(selection))
                .params(parameters(selection))
                .query(Long.class)
                .single();
    }

    /** All of them in parts; the last may be smaller, and none is empty. */
    public void each(Selection selection, Consumer<List<Entry>> part) {
        List<Entry> read = new ArrayList<>();
        jdbc.sql("select " + RecordTable.COLUMNS + " from record r where " + where(selection, false)
                        + " order by seq desc")
                .withFetchSize(FETCHED_AT_ONCE)
                .params(parameters(selection))
                .query(row -> {
                    read.add(record.read(row));
                    if (read.size() == FETCHED_AT_ONCE) {
                        part.accept(List.copyOf(read));
                        read.clear();
                    }
                });
        if (!read.isEmpty()) {
            part.accept(read);
        }
    }

    /** The statement of one part; open to tests that ask how it is planned. */
    static String partSql(Selection selection, boolean further) {
        return "select " + RecordTable.COLUMNS + " from record where seq = any(array(select seq from record r where "
                + where(selection, further) + " order by seq desc limit :limit)) order by seq desc";
    }

    static String countSql(Selection selection) {
        return "select count(*) from record r where " + where(selection, false);
    }

    static Map<String, Object> parameters(Selection selection) {
        Map<String, Object> parameters = new HashMap<>();
        if (selection.from() != null) {
            parameters.put("from", midnight(selection.from()));
        }
        if (selection.to() != null) {
            parameters.put("until", midnight(selection.to().plusDays(1)));
        }
        if (selection.ref() != null) {
            parameters.put("ref", selection.ref());
        }
        if (selection.unit() != null) {
            parameters.put("unit", selection.unit());
        }
        return parameters;
    }

    private static OffsetDateTime midnight(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private static String where(Selection selection, boolean further) {
        StringBuilder where = new StringBuilder(condition(selection.kind()));
        if (further) {
            where.append(" and seq < :before");
        }
        if (selection.from() != null) {
            where.append(" and at >= :from");
        }
        if (selection.to() != null) {
            where.append(" and at < :until");
        }
        if (selection.ref() != null) {
            // At and below as one range that the index knows: “/” is what follows “.”, and no reference has anything
            // before “.”
            where.append(" and ref ~>=~ :ref and ref ~<~ (:ref || '/')");
        }
        if (selection.unit() != null) {
            where.append(' ')
                    .append(
                            switch (selection.kind()) {
                                case CHANGES -> CHANGE_OF_UNIT;
                                case IDEAS -> "and after ->> 'community' = :unit";
                                default -> ON_TRAILS_OF_UNIT;
                            });
        }
        return where.toString();
    }

    /** A step of the unit itself, or one below it: of an objective two parts up to its own, of an initiative three. */
    private static final String ON_TRAILS_OF_UNIT = """
            and (ref in (select t.ref from trail t where t.unit = :unit)
                  or split_part(ref, '.', 1) || '.' || split_part(ref, '.', 2) in (select t.ref from trail t where t.unit = :unit)
                  or split_part(ref, '.', 1) || '.' || split_part(ref, '.', 2) || '.' || split_part(ref, '.', 3)
                     in (select t.ref from trail t where t.unit = :unit))""";

    /** Finances name a community, limits a unit, units themselves; of a person roles name the unit. */
    private static final String CHANGE_OF_UNIT = """
            and (kind = 'finances-changed' and after ->> 'community' = :unit
                  or kind in ('limit-proposed', 'limit-confirmed') and after ->> 'unit' = :unit
                  or kind in ('unit-added', 'unit-changed') and after ->> 'id' = :unit
                  or kind in ('person-added', 'person-changed')
                     and (after ->> 'roles' like '%.' || :unit || '"%' or before ->> 'roles' like '%.' || :unit || '"%'))""";

    private static String condition(ListKind kind) {
        return switch (kind) {
            case APPROVALS -> """
                    kind = 'task-completed'
                    and element in ('ApproveBoardGoal', 'ApproveInitiative', 'CountersignInitiative', 'ApproveSpending',
                                    'CountersignSpending')""";
            case FUNDING -> """
                    (kind in ('money-reserve', 'money-release', 'money-spend')
                     or kind = 'task-completed' and element in ('ReviewFunding', 'DecideHowToPay'))""";
            case OVERRIDES ->
                "kind = 'task-completed' and element = 'DecideSourcing' and before ->> 'advised' <> after ->> 'option'";
            case DUTIES -> "seq in (select met.seq from duty_met met)";
            case DEADLINES -> "kind = 'deadline-passed'";
            case WITHDRAWALS -> "kind = 'withdrawn'";
            case IDEAS ->
                "kind in ('ideas-imported', 'ideas-merged', 'ideas-split', 'ideas-set-aside', 'ideas-put-back')";
            case CHANGES -> """
                    kind in ('person-added', 'person-changed', 'unit-added', 'unit-changed', 'limit-proposed',
                             'limit-confirmed', 'finances-changed', 'deputy-named', 'deputy-agreed', 'deputy-ended')""";
        };
    }
}
