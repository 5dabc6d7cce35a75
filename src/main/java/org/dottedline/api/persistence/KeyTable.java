package org.dottedline.api.persistence;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code idempotency_key}. */
@Repository
public class KeyTable {

    private final JdbcClient jdbc;

    KeyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An answer that was given. */
    public record Answer(
            String request,
            int status,
            @Nullable String location,
            @Nullable String body) {}

    public void forgetBefore(String person, Instant moment) {
        jdbc.sql("delete from idempotency_key where person = :person and at < :moment")
                .param("person", person)
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Takes the key for this transaction, waiting for another that has it; false if an answer to it has been given. */
    public boolean take(String person, String key, String request, Instant at) {
        return jdbc.sql("""
                                insert into idempotency_key (person, key, request, at) values (:person, :key, :request, :at)
                                on conflict (person, key) do nothing""")
                        .param("person", person)
                        .param("key", key)
                        .param("request", request)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    public void keep(String person, String key, int status, @Nullable String location, @Nullable String body) {
        jdbc.sql("""
                        update idempotency_key set status = :status, location = :location, body = :body
                        where person = :person and key = :key""")
                .param("status", status)
                .param("location", location)
                .param("body", body)
                .param("person", person)
                .param("key", key)
                .update();
    }

    public Answer answer(String person, String key) {
        return jdbc.sql(
                        "select request, status, location, body from idempotency_key where person = :person and key = :key")
                .param("person", person)
                .param("key", key)
                .query(Answer.class)
                .single();
    }
}
