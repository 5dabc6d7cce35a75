package org.dottedline.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * One product in a process of its own for all tests that look at it as operators do, or make its database fail; it ends with this JVM. Its waits are a
 * fraction of the usual ones, so that a freeze of some seconds is to them what thirty seconds are to the usual ones: longer than
 * the longest. Its data lie on a small disk of its own, which a test can fill.
 */
final class Observed {

    static final Duration LOCK = Duration.ofSeconds(1);
    static final Duration CONNECTION = Duration.ofSeconds(2);
    static final Duration STATEMENT = Duration.ofSeconds(3);
    static final Duration ANSWER = Duration.ofSeconds(4);

    private static final String ON_A_SMALL_DISK =
            "mount -t tmpfs -o size=300m tmpfs \"$0\" && ln -s \"$1\" \"$0/\" && shift && exec \"$@\"";

    private static Instance product;

    private Observed() {}

    static synchronized Instance product() throws Exception {
        if (product == null) {
            Path folder = Files.createTempDirectory("observed");
            Path disk = Files.createDirectories(folder.resolve("postgresql"));
            String programs = SharedDatabase.programs().toAbsolutePath().toString();
            Instance started = Instance.startBy(
                    ownDisk(disk, programs),
                    folder,
                    Map.of(
                            "DOTTEDLINE_LOG_FORMAT", "json",
                            "DOTTEDLINE_DB_POOL_SIZE", "4",
                            "DOTTEDLINE_DB_LOCK_WAIT", Long.toString(LOCK.toSeconds()),
                            "DOTTEDLINE_DB_CONNECTION_WAIT", Long.toString(CONNECTION.toSeconds()),
                            "DOTTEDLINE_DB_STATEMENT_WAIT", Long.toString(STATEMENT.toSeconds()),
                            "DOTTEDLINE_DB_ANSWER_WAIT", Long.toString(ANSWER.toSeconds())));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                started.close();
                try {
                    FileSystemUtils.deleteRecursively(folder);
                } catch (IOException e) {
                    // below the folder for what is temporary
                }
            }));
            product = started;
        }
        return product;
    }

    /** Root may mount in a namespace of its own; everybody else is root in one. */
    private static List<String> ownDisk(Path disk, String programs) throws Exception {
        boolean root = new ProcessBuilder("unshare", "-m", "true").start().waitFor() == 0;
        return List.of("unshare", root ? "-m" : "-Urm", "sh", "-c", ON_A_SMALL_DISK, disk.toString(), programs);
    }
}
