package org.dottedline.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** PostgreSQL refuses to run as root; on Linux a user namespace of its own makes it believe that it does not. */
final class Privileges {

    private Privileges() {}

    /** What to put before the command of a PostgreSQL program: nothing for an ordinary user. */
    static List<String> prefix() {
        return prefix(root(), "unshare");
    }

    static List<String> prefix(boolean root, String unshare) {
        if (!root) {
            return List.of();
        }
        if (!works(List.of(unshare, "-U", "id", "-un"))) {
            throw new StartFailure(
                    "PostgreSQL does not run as root, and `unshare -U` does not work here",
                    "start Dotted Line as an ordinary user, or give it a PostgreSQL of yours in DOTTEDLINE_DB_URL");
        }
        return List.of(unshare, "-U");
    }

    private static boolean root() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | RuntimeException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private static boolean works(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
