package org.dottedline.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.audit.persistence.CameOfTable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the record says later of what an entry only began. */
@Service
@Transactional(readOnly = true)
public class CameOf {

    private static final String REVIEW = "ReviewFunding";

    private final CameOfTable table;

    CameOf(CameOfTable table) {
        this.table = table;
    }

    /**
     * Later entries by the number of the one that they answer: what the rule said to a controller who asked to set money aside, and
     * who in the end did the task whose date had passed. Asks for nothing where there is nothing to follow.
     */
    public Map<Long, Entry> of(Collection<Entry> entries) {
        List<Entry> attempts = entries.stream().filter(CameOf::attempt).toList();
        List<Entry> late = entries.stream().filter(CameOf::late).toList();
        Map<Long, Entry> later = new HashMap<>();
        if (!attempts.isEmpty()) {
            later.putAll(table.ruled(attempts));
        }
        if (!late.isEmpty()) {
            later.putAll(table.done(late));
        }
        return later;
    }

    /** Whether a controller asked here to set money aside: written before the rule is asked, which may refuse it. */
    public static boolean attempt(Entry entry) {
        return review(entry)
                && entry.after() != null
                && "reserve".equals(entry.after().get("decision"));
    }

    /** Whether a controller found here that the community cannot pay. */
    public static boolean refusal(Entry entry) {
        return review(entry)
                && entry.after() != null
                && "refuse".equals(entry.after().get("decision"));
    }

    private static boolean review(Entry entry) {
        return "task-completed".equals(entry.kind()) && REVIEW.equals(entry.element()) && entry.ref() != null;
    }

    /** Whether the date of a task passed here. */
    public static boolean late(Entry entry) {
        return "deadline-passed".equals(entry.kind()) && entry.task() != null;
    }
}
