package org.dottedline.web.security.persistence;

import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Limits guessing. Every attempt is written as a failure before the password is looked at, so that a hundred at once count a
 * hundred, and becomes a success afterwards. Each method is a short transaction of its own.
 *
 * <p>Within ten minutes an account takes {@value #PER_ACCOUNT} failures, an address {@value #PER_ADDRESS}. An attempt beyond is
 * refused unseen and not counted, so that the window passes by itself. From an address where the person has signed in during the last 30 days, only
 * that address's failures count against the account: a stranger elsewhere cannot lock anybody out of their own desk.
 *
 * <p>Time is the database's, one for all nodes, and real even where the application's clock is set back.
 */
@Repository
@Transactional(propagation = Propagation.REQUIRES_NEW)
public class SignInAttempts {

    public static final int PER_ACCOUNT = 10;
    public static final int PER_ADDRESS = 50;

    private static final int ADDRESS_LOCK = 1;
    private static final int ACCOUNT_LOCK = 2;

    private final JdbcClient jdbc;

    SignInAttempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes the attempt down and gives its number; empty when the limit is reached. */
    public OptionalLong begin(String login, String address) {
        // address before account, always: two attempts never wait for each other
        lock(ADDRESS_LOCK, address);
        lock(ACCOUNT_LOCK, login);
        boolean allowed = Boolean.TRUE.equals(jdbc.sql("""
                        select (select count(*) from sign_in_attempt
                                 where address = :address and not succeeded
                                   and at > clock_timestamp() - interval '10 minutes') < :perAddress
                           and (select count(*) from sign_in_attempt
                                 where login = :login and not succeeded
                                   and at > clock_timestamp() - interval '10 minutes'
                                   and (address = :address or not exists (
                                        select 1 from sign_in_attempt known
                                         where known.login = :login and known.address = :address and known.succeeded
                                           and known.at > clock_timestamp() - interval '30 days'))) < :perAccount
                        """)
                .param("login", login)
                .param("address", address)
                .param("perAccount", PER_ACCOUNT)
                .param("perAddress", PER_ADDRESS)
                .query(Boolean.class)
                .single());
        if (!allowed) {
            return OptionalLong.empty();
        }
        jdbc.sql("""
                        delete from sign_in_attempt
                         where at < clock_timestamp() - interval '30 days'
                            or (not succeeded and at < clock_timestamp() - interval '10 minutes')
                        """).update();
        return OptionalLong.of(jdbc.sql("insert into sign_in_attempt (login, address) values (?, ?) returning id")
                .param(login)
                .param(address)
                .query(Long.class)
                .single());
    }

    /** The password was right: this address is known for the person, and its failures for the account are forgotten. */
    public void succeeded(long attempt, String login, String address) {
        jdbc.sql("delete from sign_in_attempt where login = ? and address = ? and id <> ?")
                .param(login)
                .param(address)
                .param(attempt)
                .update();
        jdbc.sql("update sign_in_attempt set succeeded = true where id = ?")
                .param(attempt)
                .update();
    }

    private void lock(int kind, String key) {
        jdbc.sql("select 1 from pg_advisory_xact_lock(?, hashtext(?))")
                .param(kind)
                .param(key)
                .query(Integer.class)
                .single();
    }
}
