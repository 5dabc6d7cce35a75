package org.dottedline.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dottedline.trust.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The scripts for an outside PostgreSQL. Where this machine has one with its tools, they are run; everywhere they are read by a shell. */
class BackupScriptsTest {

    private static final Path SCRIPTS = Path.of("src", "ops");
    private static final String PASSWORD = "owner's word";

    @TempDir
    private Path folder;

    @Test
    @Fault(12)
    void aDumpRestoredIntoAFreshDatabaseHasTheSameRecordRowForRowAndTheSameRights() throws Exception {
        run(Map.of(), "sh", "-n", SCRIPTS.resolve("backup.sh").toString());
        run(Map.of(), "sh", "-n", SCRIPTS.resolve("restore.sh").toString());
        for (Path programs : installed()) {
            dumpAndRestore(programs);
        }
    }

    private void dumpAndRestore(Path programs) throws Exception {
        int port = freePort();
        Path cluster = folder.resolve("cluster");
        Path secret = Files.writeString(folder.resolve("secret"), PASSWORD);
        Map<String, String> way = Map.of(
                "PATH",
                programs + ":" + System.getenv("PATH"),
                "PGHOST",
                "127.0.0.1",
                "PGPORT",
                Integer.toString(port),
                "PGUSER",
                "postgres",
                "PGPASSWORD",
                PASSWORD);
        server(
                programs,
                "initdb",
                "-D",
                cluster.toString(),
                "-U",
                "postgres",
                "--pwfile=" + secret,
                "-A",
                "scram-sha-256",
                "--no-sync",
                "-E",
                "UTF8",
                "--no-locale");
        server(
                programs,
                "pg_ctl",
                "start",
                "-w",
                "-D",
                cluster.toString(),
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off");
        try {
            String url = "jdbc:postgresql://127.0.0.1:" + port + "/";
            JdbcClient admin = Data.jdbc(new Login(url + "postgres", "postgres", PASSWORD));
            admin.sql("create role line login createrole password 'line'").update();
            admin.sql("create database line owner line").update();
            Database.open(Data.outside(url + "line", "line", "line"));
            JdbcClient before = Data.jdbc(new Login(url + "line", "line", "line"));
            before.sql("""
                            insert into record (at, side, kind, actor)
                            select now() + n * interval '1 second', 'oversight', 'tried', 'pmo' from generate_series(1, 500) n""").update();

            Path backup = folder.resolve("backup");
            run(way, SCRIPTS.resolve("backup.sh").toString(), "line", backup.toString());
            run(way, SCRIPTS.resolve("restore.sh").toString(), backup.toString(), "again");

            Database restored = Database.open(Data.outside(url + "again", "line", "line"));
            String rows = "select md5(r::text) from record r order by seq";
            assertThat(Data.jdbc(restored.app()).sql(rows).query(String.class).list())
                    .hasSize(500)
                    .isEqualTo(before.sql(rows).query(String.class).list());
            JdbcClient application = Data.jdbc(restored.app());
            assertThat(application
                            .sql("select has_table_privilege(current_user, 'record', 'INSERT')"
                                    + " and not has_table_privilege(current_user, 'record', 'UPDATE')"
                                    + " and not has_table_privilege(current_user, 'handover', 'DELETE')")
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        } finally {
            server(programs, "pg_ctl", "stop", "-w", "-m", "immediate", "-D", cluster.toString());
        }
    }

    /** The programs of one PostgreSQL with its tools, the newest; none where there is none. */
    private static List<Path> installed() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(versions)) {
            return found.map(version -> version.resolve("bin"))
                    .filter(bin ->
                            Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("pg_dump")))
                    .sorted((one, other) -> other.compareTo(one))
                    .limit(1)
                    .toList();
        }
    }

    private void server(Path programs, String program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(Privileges.prefix());
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(Map.of("LC_ALL", "C"), command.toArray(String[]::new));
    }

    private void run(Map<String, String> environment, String... command) throws Exception {
        Path said = folder.resolve("said");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(() -> text(said)).isZero();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
