package org.dottedline.web.guide.persistence;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code tour_answer}. */
@Repository
public class TourTable {

    private final JdbcClient jdbc;

    TourTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public boolean answered(String login) {
        return jdbc.sql("select exists (select 1 from tour_answer where login = :login)")
                .param("login", login)
                .query(Boolean.class)
                .single();
    }

    public void answer(String login) {
        jdbc.sql("insert into tour_answer (login) values (:login) on conflict do nothing")
                .param("login", login)
                .update();
    }
}
