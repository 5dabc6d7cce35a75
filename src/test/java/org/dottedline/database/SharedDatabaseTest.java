package org.dottedline.database;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(classes = DatabaseConfiguration.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class SharedDatabaseTest {

    @Autowired
    Database database;

    @Autowired
    DataSource dataSource;

    @Test
    void everySpringTestGetsADatabaseOfTheSharedServer() {
        assertThat(database.isEmbedded()).isFalse();
        assertThat(database.description()).contains("outside", "127.0.0.1", "/test_", " as test_");
    }

    @Test
    void theDataSourceOfTheContextIsTheApplicationsRole() {
        var jdbc = JdbcClient.create(dataSource);
        assertThat(jdbc.sql("SELECT current_user::text").query(String.class).single())
                .endsWith("_app");
        assertThat(jdbc.sql("SELECT count(*) FROM act_ge_property")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }
}
