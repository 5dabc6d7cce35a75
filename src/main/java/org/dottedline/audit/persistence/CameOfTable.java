package org.dottedline.audit.persistence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.audit.Entry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds for each of many entries the later one that answers it, by the indexes of steps and of tasks: one statement for all. */
@Repository
public class CameOfTable {

    private final JdbcClient jdbc;
    private final RecordTable record;

    CameOfTable(JdbcClient jdbc, RecordTable record) {
        this.jdbc = jdbc;
        this.record = record;
    }

    /** The rule of the funding check that was asked next at the same request. */
    public Map<Long, Entry> ruled(List<Entry> attempts) {
        return later(attempts, attempts.stream().map(Entry::ref).toArray(String[]::new), """
                r.ref = asked.by and r.element = 'GuardRunRate' and r.kind = 'rule-asked'""");
    }

    /** Where the same task was completed. */
    public Map<Long, Entry> done(List<Entry> late) {
        return later(
                late,
                late.stream().map(Entry::task).toArray(String[]::new),
                "r.task = asked.by and r.kind = 'task-completed'");
    }

    private Map<Long, Entry> later(List<Entry> entries, String[] by, String condition) {
        Map<Long, Entry> later = new HashMap<>();
        jdbc.sql("select asked.entry, answer.* from unnest(:entries::bigint[], :by::text[]) as asked (entry, by)"
                        + " cross join lateral (select " + RecordTable.COLUMNS + " from record r where " + condition
                        + " and r.seq > asked.entry order by r.seq limit 1) answer")
                .param("entries", entries.stream().map(Entry::seq).toArray(Long[]::new))
                .param("by", by)
                .query((row, number) -> later.put(row.getLong("entry"), record.read(row)))
                .list();
        return later;
    }
}
