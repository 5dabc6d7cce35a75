package org.dottedline.outcome.persistence;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.dottedline.outcome.FeedOrigin;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code feed_origin}, which has one row. */
@Repository
public class FeedTable {

    private final JdbcClient jdbc;

    FeedTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public FeedOrigin origin() {
        return jdbc.sql("select id, since from feed_origin")
                .query((row, number) -> new FeedOrigin(
                        row.getObject("id", UUID.class),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .single();
    }
}
