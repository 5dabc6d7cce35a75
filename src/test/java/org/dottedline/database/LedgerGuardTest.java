package org.dottedline.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database itself keeps an income from being reserved twice. */
class LedgerGuardTest {

    @Test
    void sixtyFourAtOnceNeverReserveMoreThanThereIs() throws SQLException, InterruptedException {
        SharedDatabase empty = SharedDatabase.empty();
        Login app = Database.open(Data.outside(empty.url(), empty.user(), empty.password()))
                .app();
        JdbcClient jdbc = Data.jdbc(app);
        jdbc.sql("insert into unit (id, kind, name) values ('developers', 'community', 'Developers')")
                .update();
        long line = jdbc.sql("""
                        insert into income_line (community, position, name, kind, monthly, restriction)
                        values ('developers', 0, 'Northwind', 'sponsor', 15000, 'any') returning id""").query(Long.class).single();
        for (int i = 1; i <= 64; i++) {
            jdbc.sql("""
                            insert into trail (ref, path, kind, title, state, created_at)
                            values ('N' || :i, array[:i], 'need', 'x', 'running', now())""").param("i", i).update();
        }
        ExecutorService pool = Executors.newFixedThreadPool(64);
        pool.invokeAll(IntStream.rangeClosed(1, 64)
                .<Callable<Integer>>mapToObj(i -> () -> post(app, "N" + i, "reserve", 1, line))
                .toList());
        assertThat(reserved(jdbc)).isEqualTo(15000);
        assertThat(post(app, "N1", "release", 1, line) + post(app, "N2", "release", 1, line))
                .isBetween(0, 2);
        pool.invokeAll(IntStream.rangeClosed(1, 64)
                .<Callable<Integer>>mapToObj(i -> () -> post(app, "N" + i, "reserve", 2, line))
                .toList());
        pool.shutdown();

        assertThat(reserved(jdbc)).isEqualTo(15000);
        assertThat(jdbc.sql("select count(*) from ledger_difference")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static int reserved(JdbcClient jdbc) {
        return jdbc.sql("select sum(reserved) from balance")
                .query(Integer.class)
                .single();
    }

    /** An entry and its part in one statement, as one transaction. */
    private static int post(Login app, String ref, String kind, int round, long line) {
        try {
            return Data.jdbc(app)
                    .sql("""
                            with e as (
                                insert into ledger (request, kind, round, payer, unit, purpose, amount, at)
                                values (:ref, :kind, :round, 'community', 'developers', 'one-off', 1000, now())
                                returning seq)
                            insert into ledger_part (entry, income, period, amount)
                            select seq, :line, date '2026-12-01', 1000 from e""")
                    .param("ref", ref)
                    .param("kind", kind)
                    .param("round", round)
                    .param("line", line)
                    .update();
        } catch (RuntimeException | SQLException refused) {
            return 0;
        }
    }
}
