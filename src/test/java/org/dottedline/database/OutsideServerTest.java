package org.dottedline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class OutsideServerTest {

    @Test
    void twoNodesStartingAtOnceBothFindTheDatabasePrepared() throws Exception {
        SharedDatabase empty = SharedDatabase.empty();
        Settings settings = Data.outside(empty.url(), empty.user(), empty.password());
        var one = CompletableFuture.supplyAsync(() -> Database.open(settings));
        var other = CompletableFuture.supplyAsync(() -> Database.open(settings));
        assertThat(one.get().app()).isEqualTo(other.get().app());
        assertThat(Data.jdbc(one.get().app())
                        .sql("SELECT count(*) FROM act_ge_property WHERE name_ = 'schema.version'")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void aWrongPasswordIsSaidInOneSentence() {
        SharedDatabase empty = SharedDatabase.empty();
        refused(Data.environment(empty.url(), empty.user(), "wrong"))
                .hasMessageMatching(
                        "PostgreSQL at 127\\.0\\.0\\.1:\\d+/test_\\d+ does not let test_owner in \\(.*\\): check user"
                                + " and password, and the server's pg_hba\\.conf\\.");
    }

    @Test
    void aServerThatIsNotThereIsSaidInOneSentence() {
        refused(Data.environment("jdbc:postgresql://127.0.0.1:1/x", "a", "b"))
                .hasMessageStartingWith("PostgreSQL at 127.0.0.1:1/x cannot be reached (")
                .hasMessageEndingWith("): start it, or correct DOTTEDLINE_DB_URL.");
        refused(Data.environment(
                        SharedDatabase.server().superuser("nowhere").url(),
                        "postgres",
                        SharedDatabase.server().secret()))
                .hasMessageContaining("has no such database: create it with CREATE DATABASE ... OWNER \"postgres\"");
    }

    @Test
    void variablesThatDoNotFitAreSaidInOneSentence() {
        refused(new MockEnvironment().withProperty("dottedline.db.url", "jdbc:postgresql://localhost/x"))
                .hasMessageContaining("without DOTTEDLINE_DB_USER or DOTTEDLINE_DB_PASSWORD");
        refused(Data.environment("jdbc:mysql://localhost/x", "a", "b")).hasMessageContaining("not the address");
        refused(Data.environment("jdbc:postgresql://h:port/x", "a", "b")).hasMessageContaining("not the address");
        refused(Data.environment("jdbc:postgresql://localhost/x?ssl=true&password=secret", "a", "b"))
                .hasMessageContaining("in their own variables")
                .hasMessageNotContaining("secret");
        SharedDatabase empty = SharedDatabase.empty();
        refused(Data.environment(empty.url(), empty.user(), empty.password())
                        .withProperty("dottedline.db.app-user", "somebody"))
                .hasMessageContaining("Only one of DOTTEDLINE_DB_APP_USER and DOTTEDLINE_DB_APP_PASSWORD is set");
    }

    @Test
    void anOwnerWhoMayNotMakeRolesIsToldWhatToRunAndCanThenUseAGivenOne() throws SQLException {
        SharedDatabase empty = SharedDatabase.empty();
        var admin = Data.jdbc(SharedDatabase.server().superuser("postgres"));
        admin.sql("CREATE ROLE test_plain LOGIN PASSWORD 'plain'").update();
        admin.sql("CREATE ROLE test_given LOGIN PASSWORD 'given'").update();
        MockEnvironment plain = Data.environment(empty.url(), "test_plain", "plain");
        refused(plain)
                .hasMessageStartingWith("test_plain cannot make the role that the application works as (")
                .hasMessageContaining("run CREATE ROLE \"test_")
                .hasMessageContaining("DOTTEDLINE_DB_APP_PASSWORD");
        plain.withProperty("dottedline.db.app-user", "test_given").withProperty("dottedline.db.app-password", "given");
        refused(plain)
                .hasMessageStartingWith(
                        "test_plain may not create schemas in this database: run GRANT CREATE ON DATABASE");
        String database = empty.url().replaceFirst(".*/", "").replaceFirst("\\?.*", "");
        admin.sql("GRANT CREATE ON DATABASE " + database + " TO test_plain").update();
        Database opened = Database.open(Settings.of(plain));
        assertThat(opened.app().user()).isEqualTo("test_given");
        assertThat(Data.jdbc(opened.app())
                        .sql("SELECT count(*) FROM act_ru_task")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void anApplicationRoleThatCouldChangeTheSchemaIsRefused() {
        SharedDatabase empty = SharedDatabase.empty();
        refused(Data.environment(empty.url(), empty.user(), empty.password())
                        .withProperty("dottedline.db.app-user", empty.user())
                        .withProperty("dottedline.db.app-password", empty.password()))
                .hasMessageContaining("could change the schema itself");
    }

    @Test
    void aDatabaseThatIsNotAsItWasLeftIsRefused() throws SQLException {
        SharedDatabase empty = SharedDatabase.empty();
        MockEnvironment environment = Data.environment(empty.url(), empty.user(), empty.password());
        Login app = Database.open(Settings.of(environment)).app();
        var owner = Data.jdbc(new Login(empty.url(), empty.user(), empty.password()));

        owner.sql("REVOKE USAGE ON SCHEMA dottedline FROM " + Roles.quoted(app.user()))
                .update();
        refused(environment)
                .hasMessageContaining("has no rights in this database, as after restoring a backup without them");
        owner.sql("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '1'")
                .update();
        refused(environment).hasMessageStartingWith("The schema could not be brought up to date (");
    }

    @Test
    void numbersThatAreNoneAreSaidInOneSentence() {
        assertThatThrownBy(() -> Settings.of(new MockEnvironment().withProperty("dottedline.db.pool-size", "many")))
                .hasMessage("DOTTEDLINE_DB_POOL_SIZE is 'many': give it a number from 1 to 999, or leave it out.");
        assertThatThrownBy(() ->
                        Settings.of(new MockEnvironment().withProperty("dottedline.db.shared-buffers", "1MB; rm -r")))
                .isInstanceOf(StartFailure.class);
        assertThat(Data.outside("jdbc:postgresql://localhost/x", "a", "secret").toString())
                .doesNotContain("secret");
    }

    @Test
    void aServerThatIsTooOldIsRefused() {
        OutsideServer.requireSupported("14.0");
        assertThatThrownBy(() -> OutsideServer.requireSupported("13.21"))
                .hasMessage("PostgreSQL 13.21 is too old: give Dotted Line PostgreSQL 14 or newer.");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(MockEnvironment environment) {
        return assertThatThrownBy(() -> Database.open(Settings.of(environment)))
                .isInstanceOf(StartFailure.class)
                .hasMessageNotContaining("\n");
    }
}
