package org.dottedline.upload.persistence;

import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Tables {@code held_file} and {@code held_part}: locked parts, which are there until the database's clock says that it is time. */
@Repository
public class HeldFileTable {

    private final JdbcClient jdbc;

    HeldFileTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the place of what this person had of this kind; of two at once, the second waits for the first. */
    @Transactional
    public void put(byte[] id, String kind, String login, String place, Duration life, Iterator<byte[]> parts) {
        jdbc.sql("""
                        insert into held_file as f (kind, login, id, place, until)
                        values (:kind, :login, :id, :place, clock_timestamp() + make_interval(secs => :life))
                        on conflict (kind, login) do update set id = excluded.id, place = excluded.place, until = excluded.until""")
                .param("kind", kind)
                .param("login", login)
                .param("id", id)
                .param("place", place)
                .param("life", life.toSeconds())
                .update();
        jdbc.sql("delete from held_part where kind = :kind and login = :login")
                .param("kind", kind)
                .param("login", login)
                .update();
        for (int number = 0; parts.hasNext(); number++) {
            jdbc.sql("insert into held_part (kind, login, number, content) values (:kind, :login, :number, :content)")
                    .param("kind", kind)
                    .param("login", login)
                    .param("number", number)
                    .param("content", parts.next())
                    .update();
        }
    }

    /** A part, where the file is still held and has so many. */
    public Optional<byte[]> part(byte[] id, String kind, String login, String place, int number) {
        return jdbc.sql("""
                        select p.content from held_file f join held_part p using (kind, login)
                        where f.id = :id and f.kind = :kind and f.login = :login and f.place = :place
                          and f.until > clock_timestamp() and p.number = :number""")
                .param("id", id)
                .param("kind", kind)
                .param("login", login)
                .param("place", place)
                .param("number", number)
                .query(byte[].class)
                .optional();
    }

    public boolean isHeld(byte[] id) {
        return jdbc.sql("select exists (select 1 from held_file where id = :id and until > clock_timestamp())")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    public void delete(byte[] id, String kind, String login, String place) {
        jdbc.sql("delete from held_file where id = :id and kind = :kind and login = :login and place = :place")
                .param("id", id)
                .param("kind", kind)
                .param("login", login)
                .param("place", place)
                .update();
    }

    /** Takes away what is held no longer. */
    public void sweep() {
        jdbc.sql("delete from held_file where until <= clock_timestamp()").update();
    }
}
