package org.dottedline.demo.persistence;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dottedline.demo.FinishedTrail;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The first trail that the demo has told to its end, wherever its numbers have come to stand. */
@Repository
public class FinishedTrailTable {

    private final JdbcClient jdbc;

    FinishedTrailTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The oldest goal that closed over a request of which members' feedback was reported; nothing where no story was told. */
    public Optional<FinishedTrail> find() {
        return jdbc.sql("""
                        select g.ref as goal, o.ref as objective, i.ref as initiative, r.ref as request, o.unit as lob, r.unit as community
                        from trail r join trail i on i.ref = r.parent join trail o on o.ref = i.parent join trail g on g.ref = o.parent
                        where r.kind = 'request' and r.state = 'closed' and i.state = 'closed' and o.state = 'closed' and g.state = 'closed'
                          and exists (select 1 from handover h where h.ref = r.ref and h.message = 'FeedbackReported')
                          and exists (select 1 from demo_chapter)
                        order by g.created_at, r.path limit 1""")
                .query((row, number) -> new FinishedTrail(
                        Ref.of(row.getString("goal")),
                        Ref.of(row.getString("objective")),
                        Ref.of(row.getString("initiative")),
                        Ref.of(row.getString("request")),
                        row.getString("lob"),
                        row.getString("community")))
                .optional();
    }

    /** Where in the record each task of a step was completed last, by the task. */
    public Map<String, Long> lastDone(Ref ref) {
        Map<String, Long> done = new HashMap<>();
        jdbc.sql("""
                        select element, max(seq) as seq from record
                        where ref = :ref and kind = 'task-completed' and element is not null group by element""")
                .param("ref", ref.text())
                .query((row, number) -> done.put(row.getString("element"), row.getLong("seq")))
                .list();
        return done;
    }

    /** The last word to members at or below a step, and the one told after it in that community, if any was. */
    public Optional<Word> lastWord(Ref ref, String community) {
        return jdbc.sql("""
                        select w.id, (select n.id from word n
                                      where n.community = :community and (n.published_at, n.id) > (w.published_at, w.id)
                                      order by n.published_at, n.id limit 1) as next
                        from word w
                        where w.community = :community and w.published_at is not null and (w.ref = :ref or w.ref like :ref || '.%')
                        order by w.published_at desc, w.id desc limit 1""")
                .param("ref", ref.text())
                .param("community", community)
                .query((row, number) -> new Word(row.getLong("id"), row.getObject("next", Long.class)))
                .optional();
    }

    /** A word to members; {@code next} came after it. */
    public record Word(long id, @Nullable Long next) {}
}
