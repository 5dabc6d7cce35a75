package org.dottedline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests take turns at one data folder, as runs of Dotted Line do. */
class EmbeddedServerTest {

    @TempDir
    private static Path folder;

    private static Path here;
    private static Path log;

    @TempDir
    private Path elsewhere;

    @BeforeAll
    static void prepare() throws IOException {
        here = Data.prepare(folder).resolve("postgresql");
        log = here.resolve("server.log");
    }

    @BeforeEach
    void forgetTheLog() throws IOException {
        Files.deleteIfExists(log);
    }

    @Test
    void whatIsCommittedSurvivesAPowerCutAndARestart() throws Exception {
        Settings settings = Data.embedded(folder);
        try (Database database = Database.open(settings)) {
            var jdbc = Data.jdbc(database.app());
            for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                assertThat(jdbc.sql("SHOW " + setting).query(String.class).single())
                        .as(setting)
                        .isEqualTo("on");
            }
            assertThat(jdbc.sql("SHOW listen_addresses").query(String.class).single())
                    .isEqualTo("127.0.0.1");
            jdbc.sql("INSERT INTO act_ge_property VALUES ('kept', 'yes', 1)").update();
            assertThat(database.isEmbedded()).isTrue();
            assertThat(database.description()).matches("PostgreSQL 17\\.\\d+, embedded, port \\d+, data in " + here);
        }
        assertThat(here.resolve("cluster/postmaster.pid")).doesNotExist();
        try (Database database = Database.open(settings)) {
            assertThat(Data.jdbc(database.app())
                            .sql("SELECT value_ FROM act_ge_property WHERE name_ = 'kept'")
                            .query(String.class)
                            .single())
                    .isEqualTo("yes");
        }
    }

    @Test
    void nobodyElseOnThisMachineGetsInWithoutThePassword() throws Exception {
        EmbeddedServer server = SharedDatabase.server();
        Login superuser = server.superuser("postgres");
        assertThatThrownBy(
                        () -> superuser.as("postgres", "postgres").dataSource().getConnection())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        assertThat(superuser.toString()).doesNotContain(superuser.password());
        assertThat(permissions(server.folder().resolve("password"))).isEqualTo("rw-------");
        assertThat(permissions(server.folder().resolve("cluster"))).isEqualTo("rwx------");
    }

    @Test
    void killedInTheMiddleItKeepsWhatWasCommittedAndStopsWhatWasLeftBehind() throws Exception {
        try (Child child = Child.start(HoldsDatabase.class, Map.of(), folder.toString())) {
            child.await(HoldsDatabase.READY);
            assertThat(child.output())
                    .contains("Starting PostgreSQL 17", "Preparing the schema", "Database: PostgreSQL 17.");
            long leftover = postmaster();
            assertThatThrownBy(() -> Database.open(Data.embedded(folder)))
                    .isInstanceOf(StartFailure.class)
                    .hasMessage(
                            "The data folder " + here + " is in use by another Dotted Line: stop that one, or choose"
                                    + " another folder with DOTTEDLINE_DATA_DIR.");
            child.kill();
            assertThat(postmaster()).isEqualTo(leftover);
            assertThat(ProcessHandle.of(leftover))
                    .hasValueSatisfying(process -> assertThat(process.isAlive()).isTrue());
            try (Database database = Database.open(Data.embedded(folder))) {
                assertThat(Data.jdbc(database.app())
                                .sql("SELECT count(*) FROM act_ge_property WHERE name_ = 'schema.version'")
                                .query(Integer.class)
                                .single())
                        .isOne();
                assertThat(postmaster()).isNotEqualTo(leftover);
            }
        }
        assertThat(Files.readString(log))
                .contains("received fast shutdown request")
                .doesNotContain("was not properly shut down");
    }

    @Test
    void toldToEndTheApplicationEndsItsDatabaseToo() throws Exception {
        try (Child child = Child.start(HoldsDatabase.class, Map.of(), folder.toString())) {
            child.await(HoldsDatabase.READY);
            long start = System.nanoTime();
            child.terminate();
            assertThat(child.end()).isEqualTo(143);
            assertThat((System.nanoTime() - start) / 1_000_000_000L).isLessThan(10);
            assertThat(here.resolve("cluster/postmaster.pid")).doesNotExist();
            assertThat(Files.readString(log))
                    .contains("database system is shut down")
                    .doesNotContain("terminating connection"); // the pool had closed before
        }
    }

    @Test
    void twoInstancesRunSideBySide() throws Exception {
        EmbeddedServer one = SharedDatabase.server();
        try (EmbeddedServer other = EmbeddedServer.start(folder, Map.of())) {
            assertThat(other.port()).isNotEqualTo(one.port());
            for (EmbeddedServer server : new EmbeddedServer[] {one, other}) {
                assertThat(Data.jdbc(server.superuser("postgres"))
                                .sql("SHOW data_directory")
                                .query(String.class)
                                .single())
                        .isEqualTo(server.folder().resolve("cluster").toString());
            }
        }
    }

    @Test
    void aProcessNumberThatNowBelongsToAnotherProgramIsLeftAlone() throws Exception {
        EmbeddedServer.start(folder, Map.of()).close();
        // As after a power cut and a reboot.
        Files.writeString(
                here.resolve("cluster/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + here + "/cluster\n1700000000\n5432\n\n127.0.0.1\n0 0\nready\n");
        try (EmbeddedServer server = EmbeddedServer.start(folder, Map.of())) {
            assertThat(server.running()).isPresent();
        }
    }

    @Test
    void tooLittleMemoryIsSaidInOneSentence() {
        assertThatThrownBy(() -> EmbeddedServer.start(folder, Map.of("shared_buffers", "7000GB")))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("The embedded PostgreSQL got too little memory (could not map anonymous shared"
                        + " memory: Cannot allocate memory): free some, or ask for less with"
                        + " DOTTEDLINE_DB_SHARED_BUFFERS");
    }

    @Test
    void aFolderOfAnotherPostgresqlIsRefused() throws Exception {
        Path cluster = Data.prepare(elsewhere).resolve("postgresql/cluster");
        Files.createDirectories(cluster);
        Files.writeString(cluster.resolve("PG_VERSION"), "16\n");
        assertThatThrownBy(() -> EmbeddedServer.start(elsewhere, Map.of()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("was written by PostgreSQL 16, and this Dotted Line brings PostgreSQL 17: ");
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefused() throws Exception {
        Path file = Files.createFile(elsewhere.resolve("data"));
        assertThatThrownBy(() -> EmbeddedServer.start(file, Map.of()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("DOTTEDLINE_DATA_DIR");
        assertThatThrownBy(() -> EmbeddedServer.start(elsewhere.resolve("a$b"), Map.of()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("plainer name");
    }

    @Test
    void rootWithoutUnshareIsToldWhatToDo() {
        assertThatThrownBy(() -> Privileges.prefix(true, "no-such-unshare"))
                .isInstanceOf(StartFailure.class)
                .hasMessage(
                        "PostgreSQL does not run as root, and `unshare -U` does not work here: start Dotted Line as an"
                                + " ordinary user, or give it a PostgreSQL of yours in DOTTEDLINE_DB_URL.");
        assertThat(Privileges.prefix(false, "no-such-unshare")).isEmpty();
    }

    private static long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(here.resolve("cluster/postmaster.pid"))
                .get(0)
                .strip());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
