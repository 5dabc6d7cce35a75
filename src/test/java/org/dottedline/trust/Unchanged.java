package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.dottedline.engine.Jobs;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What “refused” means beside the answer: each refusal has its line in the security log, and no row of any table has come, gone or
 * changed, but for those that count attempts and keep sessions, and the engine's own notes about its jobs, which stand still meanwhile.
 */
final class Unchanged {

    private static final Set<String> COUNTERS =
            Set.of("sign_in_attempt", "session", "act_ru_meter_log", "act_ge_property");

    private final JdbcClient jdbc;
    private final Jobs jobs;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Unchanged(JdbcClient jdbc, Jobs jobs) {
        this.jdbc = jdbc;
        this.jobs = jobs;
    }

    /** An attack that answers how many of its requests were refused. */
    interface Attempts {
        long refused() throws Exception;
    }

    /** Runs an attack, counts it, and fails where it has changed anything or is not in the security log. */
    void by(Attempts attempts) throws Exception {
        jobs.stop();
        Logger log = (Logger) LoggerFactory.getLogger("security");
        Lines heard = new Lines(lines);
        heard.start();
        log.addAppender(heard);
        try {
            lines.clear();
            Map<String, String> before = digest();
            long refused = attempts.refused();
            Tried.times(refused);
            assertThat(digest()).as("what the attack has changed").isEqualTo(before);
            assertThat(lines)
                    .as("lines of the security log for " + refused + " refusals")
                    .hasSizeGreaterThanOrEqualTo((int) refused);
        } finally {
            log.detachAppender(heard);
            jobs.start();
        }
    }

    /** Each table's rows as one number, which another version of a row changes, too. */
    private Map<String, String> digest() {
        List<String> tables = jdbc.sql("""
                        select table_schema || '.' || table_name from information_schema.tables
                        where table_schema in ('dottedline', 'engine') and table_type = 'BASE TABLE'
                          and has_table_privilege(quote_ident(table_schema) || '.' || quote_ident(table_name), 'select')""").query(String.class).list();
        String all = tables.stream()
                .filter(table -> !COUNTERS.contains(table.substring(table.indexOf('.') + 1)))
                .map(table -> "select '" + table + "' as name, count(*) || ' '"
                        + " || coalesce(sum(hashtextextended(xmin::text || ctid::text, 0)::numeric), 0) as rows from "
                        + table)
                .collect(Collectors.joining(" union all "));
        Map<String, String> digest = new TreeMap<>();
        jdbc.sql(all)
                .query((row, number) -> digest.put(row.getString("name"), row.getString("rows")))
                .list();
        return digest;
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final List<String> lines;

        Lines(List<String> lines) {
            this.lines = lines;
        }

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    }
}
