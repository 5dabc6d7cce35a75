package org.dottedline.outcome;

import java.util.List;
import java.util.Map;
import org.dottedline.outcome.persistence.FeedTable;
import org.dottedline.outcome.persistence.WordTable;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Words owed to members, and those given. */
@Service
public class WordsOwed {

    private final WordTable table;
    private final FeedTable feeds;
    private final ApplicationClock clock;

    WordsOwed(WordTable table, FeedTable feeds, ApplicationClock clock) {
        this.table = table;
        this.feeds = feeds;
        this.clock = clock;
    }

    /** Notes that members of a community are owed a word; returns its number. */
    @Transactional(propagation = Propagation.MANDATORY)
    public long owe(Ref ref, String community, String occasion, Map<String, Object> facts) {
        return table.insert(ref, community, occasion, facts, clock.instant());
    }

    /** Takes a word back that nobody can be asked to give. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void drop(long id) {
        table.delete(id);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Word get(long id) {
        return table.get(id);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(long id, String youSaid, String weDid, String by) {
        table.publish(id, youSaid, weDid, by, clock.instant());
    }

    /** What a community was told, the newest first, before a number where one is given. */
    @Transactional(readOnly = true)
    public List<Word> published(String community, @Nullable Long before, int limit) {
        return table.published(community, before, limit);
    }

    /** What the feeds of this installation are known by. */
    @Transactional(readOnly = true)
    public FeedOrigin origin() {
        return feeds.origin();
    }
}
