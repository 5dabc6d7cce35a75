package org.dottedline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.dottedline.trust.Attack;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

/** The owner makes tables; the application works with their rows. */
class RightsTest {

    private static Login owner;
    private static Login app;

    @BeforeAll
    static void open() throws SQLException {
        SharedDatabase empty = SharedDatabase.empty();
        owner = new Login(empty.url(), empty.user(), empty.password());
        app = Database.open(Data.outside(empty.url(), empty.user(), empty.password()))
                .app();
        JdbcClient jdbc = Data.jdbc(owner);
        jdbc.sql("CREATE TABLE dottedline.thing (id bigserial PRIMARY KEY, name text)")
                .update();
        jdbc.sql("CREATE TABLE dottedline.book (id int, note text)").update();
        jdbc.sql("REVOKE UPDATE, DELETE ON dottedline.book FROM " + Roles.quoted(app.user()))
                .update();
        jdbc.sql("GRANT UPDATE (note) ON dottedline.book TO " + Roles.quoted(app.user()))
                .update();
    }

    @Test
    void theApplicationWorksWithRowsOfLaterTablesWithoutFurtherGrants() throws SQLException {
        JdbcClient jdbc = Data.jdbc(app);
        jdbc.sql("INSERT INTO thing (name) VALUES ('a')").update();
        jdbc.sql("UPDATE thing SET name = 'b'").update();
        assertThat(jdbc.sql("SELECT name FROM thing").query(String.class).single())
                .isEqualTo("b");
        assertThat(jdbc.sql("DELETE FROM thing").update()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE dottedline.mine (id int)",
                "CREATE TABLE engine.mine (id int)",
                "CREATE TABLE public.mine (id int)",
                "CREATE TEMPORARY TABLE mine (id int)",
                "CREATE SCHEMA mine",
                "DROP TABLE thing",
                "ALTER TABLE thing ADD COLUMN more text",
                "ALTER TABLE thing DISABLE TRIGGER ALL",
                "TRUNCATE thing",
                "DROP TABLE act_ru_task",
                "ALTER TABLE act_ru_task ADD COLUMN more text",
                "TRUNCATE act_hi_taskinst",
                "CREATE INDEX mine ON thing (name)",
                "UPDATE book SET id = 1",
                "DELETE FROM book",
                "UPDATE record SET actor = 'somebody else'",
                "DELETE FROM record",
                "TRUNCATE record",
                "DROP TABLE record",
                "ALTER TABLE record DISABLE TRIGGER record_append_only",
                "DROP TRIGGER record_append_only ON record",
                "ALTER TABLE record DROP COLUMN actor",
                "UPDATE handover SET result = 'delivered'",
                "DELETE FROM handover",
                "TRUNCATE handover",
                "UPDATE ledger SET amount = 0",
                "DELETE FROM ledger",
                "TRUNCATE ledger",
                "UPDATE ledger_part SET amount = 1",
                "DELETE FROM ledger_part",
                "UPDATE balance SET reserved = 0",
                "INSERT INTO balance (lob, period) VALUES ('billing', '2026-01-01')",
                "DELETE FROM limit_row",
                "UPDATE limit_row SET value = 1",
                "UPDATE attachment SET name = 'other'",
                "DELETE FROM attachment",
                "DELETE FROM attachment_space",
                "UPDATE attachment_set_aside SET reason = 'other'",
                "DELETE FROM attachment_set_aside",
                "UPDATE attachment_opening SET login = 'somebody else'",
                "DELETE FROM attachment_opening",
                "SELECT * FROM flyway_schema_history",
                "SET ROLE test_owner"
            })
    @Attack(17)
    void theApplicationIsRefused(String sql) throws SQLException {
        JdbcClient jdbc = Data.jdbc(app);
        assertThatThrownBy(() -> jdbc.sql(sql).update())
                .hasStackTraceContaining(
                        sql.startsWith("ALTER") || sql.startsWith("DROP") || sql.startsWith("CREATE INDEX")
                                ? "must be owner"
                                : "permission denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE record SET actor = 'somebody else'", "DELETE FROM record", "TRUNCATE record"})
    @Attack(17)
    void evenTheOwnerDoesNotChangeTheRecord(String sql) throws SQLException {
        JdbcClient jdbc = Data.jdbc(owner);
        assertThatThrownBy(() -> jdbc.sql(sql).update()).hasStackTraceContaining("The record is append-only");
    }

    @Test
    void theEngineStartsAsTheApplicationsRole() {
        try (var pool = DatabaseConfiguration.pool(app, 4, Waits.of(new MockEnvironment()), new TurnedAway())) {
            var configuration = new StandaloneProcessEngineConfiguration();
            configuration.setDatabaseSchemaUpdate("false");
            configuration.setDataSource(pool);
            configuration.setHistory("full");
            configuration.setJobExecutorActivate(false);
            var engine = configuration.buildProcessEngine();
            try {
                assertThat(engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .count())
                        .isZero();
                assertThat(engine.getManagementService().getTableCount()).isNotEmpty();
            } finally {
                engine.close();
            }
        }
    }

    @Test
    void anotherApplicationRoleTakesOverExactlyTheRightsOfTheOneBefore() throws SQLException {
        SharedDatabase empty = SharedDatabase.empty();
        Settings made = Data.outside(empty.url(), empty.user(), empty.password());
        Login before = Database.open(made).app();
        JdbcClient jdbc = Data.jdbc(new Login(empty.url(), empty.user(), empty.password()));
        jdbc.sql("CREATE TABLE dottedline.book (id int, note text)").update();
        jdbc.sql("REVOKE UPDATE, DELETE ON dottedline.book FROM " + Roles.quoted(before.user()))
                .update();
        jdbc.sql("GRANT UPDATE (note) ON dottedline.book TO " + Roles.quoted(before.user()))
                .update();
        jdbc.sql("CREATE ROLE \"test_it's \"\"me\"\"\" LOGIN PASSWORD 'x'").update();

        Settings given = Settings.of(Data.environment(empty.url(), empty.user(), empty.password())
                .withProperty("dottedline.db.app-user", "test_it's \"me\"")
                .withProperty("dottedline.db.app-password", "x"));
        JdbcClient after = Data.jdbc(Database.open(given).app());
        after.sql("INSERT INTO book VALUES (1, 'a')").update();
        after.sql("UPDATE book SET note = 'b'").update();
        assertThatThrownBy(() -> after.sql("DELETE FROM book").update()).hasStackTraceContaining("permission denied");
        assertThat(after.sql("SELECT count(*) FROM act_ru_task")
                        .query(Integer.class)
                        .single())
                .isZero();
        jdbc.sql("CREATE TABLE dottedline.later (id int)").update();
        after.sql("DELETE FROM later").update();
        JdbcClient old = Data.jdbc(before);
        assertThatThrownBy(
                        () -> old.sql("SELECT * FROM dottedline.book").query().listOfRows())
                .hasStackTraceContaining("permission denied");
    }
}
