package org.dottedline.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Finds the Chromium of the browser tests: the one that {@code DOTTEDLINE_CHROMIUM} names, else an installed one, else one that is
 * fetched from npm at a pinned version, which runs on bare Linux x64, else, empty, the one that Playwright downloads.
 */
final class Chromium {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Path FETCHED = Path.of("target", "browser");
    private static final Path WANTED = Path.of("src", "test", "browser");

    private Chromium() {}

    static Optional<Path> find() {
        String named = System.getenv("DOTTEDLINE_CHROMIUM");
        if (named != null && !named.isBlank()) {
            if (!Files.isExecutable(Path.of(named))) {
                throw new IllegalStateException("DOTTEDLINE_CHROMIUM names " + named + ", which cannot be run.");
            }
            return Optional.of(Path.of(named));
        }
        return installed().or(Chromium::fetched);
    }

    private static Optional<Path> installed() {
        return Arrays.stream(String.valueOf(System.getenv("PATH")).split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Playwright brings none for a machine that this one is made for, or needs what a bare machine has not. */
    private static Optional<Path> fetched() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT) + " " + System.getProperty("os.arch");
        if (!system.equals("linux amd64")) {
            return Optional.empty();
        }
        try {
            Files.createDirectories(FETCHED);
            // tests run in more than one JVM, and the first to come fetches it for all
            try (FileChannel door = FileChannel.open(
                            FETCHED.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock alone = door.lock()) {
                if (!isThere()) {
                    fetch();
                }
                String path = run(120, "node", "path.mjs").strip();
                return Files.isExecutable(Path.of(path)) ? Optional.of(Path.of(path)) : Optional.empty();
            }
        } catch (IOException | IllegalStateException none) {
            System.out.println("No Chromium from npm: " + none.getMessage());
            return Optional.empty();
        }
    }

    /** npm writes its own list of what it installed when it has installed all of it. */
    private static boolean isThere() throws IOException {
        Path installed = FETCHED.resolve("node_modules").resolve(".package-lock.json");
        if (!Files.exists(installed)) {
            return false;
        }
        for (Path file : wanted()) {
            Path copy = FETCHED.resolve(file.getFileName());
            if (!Files.exists(copy) || Files.mismatch(file, copy) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static void fetch() throws IOException {
        for (Path file : wanted()) {
            Files.copy(file, FETCHED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        run(300, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }

    private static List<Path> wanted() throws IOException {
        try (Stream<Path> files = Files.list(WANTED)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String run(int seconds, String... command) throws IOException {
        Path output = FETCHED.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(FETCHED.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " took more than " + seconds + " s.");
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ended);
        }
        String said = Files.readString(output, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed: " + said.strip());
        }
        return said;
    }

    /** What to do where no browser could be started. */
    static IllegalStateException none(Exception cause) {
        return new IllegalStateException(
                "No Chromium could be started for the browser tests. Install one, or name one in DOTTEDLINE_CHROMIUM.",
                cause instanceof UncheckedIOException wrapped ? wrapped.getCause() : cause);
    }
}
