package org.dottedline.engine.persistence;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code message_element}: which element of which process sends which message. */
@Repository
public class MessageElements {

    private final JdbcClient jdbc;

    MessageElements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void remember(String process, String element, String message) {
        jdbc.sql("""
                        insert into message_element (process, element, message) values (:process, :element, :message)
                        on conflict (process, element) do update set message = excluded.message
                        where message_element.message <> excluded.message""")
                .param("process", process)
                .param("element", element)
                .param("message", message)
                .update();
    }
}
