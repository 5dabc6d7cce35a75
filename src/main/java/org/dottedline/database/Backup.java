package org.dottedline.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Copies the embedded database into another folder, which is a data folder by itself: to restore, Dotted Line is started on a copy of
 * it. It works beside a running Dotted Line, by what PostgreSQL offers for that; its own tools for it are not among the programs that
 * are brought along.
 */
public final class Backup {

    /** What belongs to a running server, and what it makes anew. */
    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init", "backup_label", "tablespace_map");

    /** Folders that are there and empty in a copy; the log of changes is copied afterwards. */
    private static final Set<String> EMPTY = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private final Path source;
    private final Path target;

    private Backup(Path source, Path target) {
        this.source = source;
        this.target = target;
    }

    /**
     * Copies the data folder that the environment names.
     *
     * @param target a folder that is empty or not there yet
     * @throws StartFailure in one sentence with its remedy, where that cannot be done
     */
    public static void run(String target) {
        String named = System.getenv("DOTTEDLINE_DATA_DIR");
        take(Path.of(named == null || named.isBlank() ? "data" : named), Path.of(target));
        System.out.println(
                "The backup is in " + Path.of(target).toAbsolutePath().normalize()
                        + ". To restore it, start Dotted Line on a copy of it with DOTTEDLINE_DATA_DIR.");
    }

    static void take(Path dataFolder, Path target) {
        Path source = dataFolder.toAbsolutePath().normalize().resolve("postgresql");
        if (!Files.exists(source.resolve("cluster/PG_VERSION"))) {
            throw new StartFailure(
                    "There is no embedded database in " + dataFolder,
                    "name its folder in DOTTEDLINE_DATA_DIR; an outside PostgreSQL is backed up by its own tools");
        }
        try {
            Files.createDirectories(target);
            try (Stream<Path> there = Files.list(target)) {
                if (there.findAny().isPresent()) {
                    throw new StartFailure("The folder " + target + " is not empty", "choose another for the backup");
                }
            }
            Path unfinished = Files.createDirectory(
                    target.resolve("unfinished"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            new Backup(source, unfinished).take();
            Files.move(unfinished, target.resolve("postgresql"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StartFailure(
                    "The backup could not be written to " + target + " (" + e.getMessage() + ")",
                    "see that it can be written and has room",
                    e);
        } catch (SQLException e) {
            throw new StartFailure(
                    "The embedded PostgreSQL refused (" + OutsideServer.line(e) + ")",
                    "its log is " + source.resolve("server.log"),
                    e);
        }
    }

    private void take() throws IOException, SQLException {
        Path password = source.resolve("password");
        Login running = running(Files.readString(password).strip());
        if (running == null) {
            try (FolderLock lock = FolderLock.take(source)) {
                copyAll();
                copyLog();
            }
        } else {
            copyBeside(running);
        }
        copy(password, target.resolve("password"));
    }

    /** How to reach the server that works on this folder; null where there is none, as its port is then nobody's. */
    private @Nullable Login running(String secret) throws IOException {
        Path file = source.resolve("cluster/postmaster.pid");
        if (!Files.exists(file)) {
            return null;
        }
        String port = Files.readAllLines(file).get(3).strip();
        Login superuser = new Login(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?sslmode=disable&gssEncMode=disable",
                "postgres",
                secret);
        try (Connection connection = superuser.dataSource().getConnection()) {
            return superuser;
        } catch (SQLException nobody) {
            return null;
        }
    }

    private void copyBeside(Login superuser) throws IOException, SQLException {
        try (Connection connection = superuser.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            // keeps what is written meanwhile until this connection ends
            statement.execute("select pg_create_physical_replication_slot('backup_' || pg_backend_pid(), true, true)");
            statement.execute("select pg_backup_start('Dotted Line', true)");
            copyAll();
            try (ResultSet end = statement.executeQuery("select labelfile from pg_backup_stop(true)")) {
                end.next();
                Files.writeString(target.resolve("cluster/backup_label"), end.getString(1));
            }
            copyLog();
        }
    }

    private void copyAll() throws IOException {
        Path cluster = source.resolve("cluster");
        Files.walkFileTree(cluster, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectory(
                        there(folder),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                boolean empty = folder.getParent().equals(cluster)
                        && EMPTY.contains(folder.getFileName().toString());
                return empty || folder.getFileName().toString().equals("pgsql_tmp")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!LEFT_OUT.contains(file.getFileName().toString())) {
                    copy(file, there(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        Files.createDirectories(target.resolve("cluster/pg_wal/archive_status"));
    }

    private void copyLog() throws IOException {
        List<Path> segments;
        try (Stream<Path> files = Files.list(source.resolve("cluster/pg_wal"))) {
            segments = files.filter(file -> file.getFileName().toString().matches("[0-9A-F]{24}|[0-9A-F]{8}\\.history"))
                    .sorted()
                    .toList();
        }
        for (Path segment : segments) {
            copy(segment, there(segment));
        }
    }

    private Path there(Path file) {
        return target.resolve(source.relativize(file).toString());
    }

    /** A file that goes meanwhile is not missed: what went with it is in the log of changes. */
    private static void copy(Path from, Path to) throws IOException {
        try {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException gone) {
            return;
        }
        try (FileChannel written = FileChannel.open(to, StandardOpenOption.WRITE)) {
            written.force(true);
        }
    }
}
