package org.dottedline.demo.persistence;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** {@code demo_chapter}. */
@Repository
public class ChapterTable {

    private final JdbcClient jdbc;

    ChapterTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Set<String> told() {
        return jdbc.sql("select chapter from demo_chapter").query(String.class).set();
    }

    public void tell(String chapter) {
        jdbc.sql("insert into demo_chapter (chapter) values (:chapter)")
                .param("chapter", chapter)
                .update();
    }
}
