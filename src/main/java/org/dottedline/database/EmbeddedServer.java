package org.dottedline.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The PostgreSQL that Dotted Line brings along: one per data folder, reachable from this machine alone and with a password
 * alone. It is a child of nobody (a Ctrl-C at the console must not stop it before the application has finished), so one left
 * over by a killed run is found by its {@code postmaster.pid} and stopped first.
 */
final class EmbeddedServer implements AutoCloseable {

    private static final String SUPERUSER = "postgres";
    private static final Duration FAST_STOP = Duration.ofSeconds(6);
    private static final Duration HARD_STOP = Duration.ofSeconds(3);
    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final Path cluster;
    private final Binaries binaries;
    private final List<String> prefix;
    private final FolderLock lock;
    private Map<String, String> settings = Map.of();
    private int port;
    private boolean closed;

    private EmbeddedServer(Path folder, FolderLock lock) {
        this.folder = folder;
        this.cluster = folder.resolve("cluster");
        this.binaries = Binaries.below(folder);
        this.prefix = Privileges.prefix();
        this.lock = lock;
    }

    /**
     * @param dataFolder holds everything: programs, data, password, log
     * @param settings PostgreSQL settings by name, on top of the safe ones
     */
    static EmbeddedServer start(Path dataFolder, Map<String, String> settings) {
        Path folder = dataFolder.toAbsolutePath().normalize().resolve("postgresql");
        if (folder.toString().matches("(?s).*[\"$`\\\\\n].*")) {
            throw new StartFailure(
                    "The data folder " + folder + " has a character in its name that PostgreSQL's starter cannot take",
                    "choose a plainer name with DOTTEDLINE_DATA_DIR");
        }
        FolderLock lock = FolderLock.take(folder);
        try {
            var server = new EmbeddedServer(folder, lock);
            server.prepare();
            server.launch(settings);
            return server;
        } catch (IOException e) {
            lock.close();
            throw new StartFailure(
                    "The data folder " + folder + " cannot be used (" + e.getMessage() + ")",
                    "see that it can be written and has room, or choose another with DOTTEDLINE_DATA_DIR",
                    e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The way into the server of a folder that an application works on at this moment; null where none does. */
    static @Nullable Login inUse(Path dataFolder) {
        Path folder = dataFolder.toAbsolutePath().normalize().resolve("postgresql");
        if (!FolderLock.isTaken(folder)) {
            return null;
        }
        try {
            String port = Files.readAllLines(folder.resolve("cluster/postmaster.pid"))
                    .get(3)
                    .strip();
            String secret = Files.readString(folder.resolve("password")).strip();
            return new Login(address(Integer.parseInt(port), "dottedline"), SUPERUSER, secret);
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            throw new StartFailure(
                    "The data folder " + folder + " is in use, and its PostgreSQL does not say where it listens",
                    "try again when Dotted Line has started or stopped",
                    e);
        }
    }

    private static String address(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?sslmode=disable&gssEncMode=disable";
    }

    Path folder() {
        return folder;
    }

    int port() {
        return port;
    }

    /** The all-powerful role, for preparing roles and databases. */
    Login superuser(String database) {
        return new Login(address(port, database), SUPERUSER, secret());
    }

    /** Generated once and kept for this folder; every password of the embedded server comes from it. */
    String secret() {
        try {
            return Files.readString(folder.resolve("password")).strip();
        } catch (IOException e) {
            throw new StartFailure(
                    "The password of the embedded PostgreSQL cannot be read from " + folder.resolve("password"),
                    "put the file back, or start afresh with another DOTTEDLINE_DATA_DIR",
                    e);
        }
    }

    private void prepare() throws IOException {
        Path version = cluster.resolve("PG_VERSION");
        String bundled = "17";
        if (Files.exists(version)) {
            String found = Files.readString(version).strip();
            if (!found.equals(bundled)) {
                throw new StartFailure(
                        "The data folder " + folder + " was written by PostgreSQL " + found
                                + ", and this Dotted Line brings PostgreSQL " + bundled,
                        "start the Dotted Line that wrote it, or choose another folder with DOTTEDLINE_DATA_DIR");
            }
        }
        boolean fresh = !Files.exists(version);
        Steps.say("Starting PostgreSQL " + bundled
                + (!binaries.unpacked() ? " (first start: unpacking) ..." : fresh ? " (first start) ..." : " ..."));
        if (!binaries.unpacked()) {
            binaries.unpack();
        }
        if (fresh) {
            create();
        } else {
            stopLeftover();
        }
    }

    /** Creates the cluster in a neighbour and renames it, so that a start cut short leaves nothing that looks complete. */
    private void create() throws IOException {
        Path password = folder.resolve("password");
        if (!Files.exists(password)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Path unfinished = folder.resolve("password.unfinished");
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    unfinished, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
            Files.move(unfinished, password, StandardCopyOption.ATOMIC_MOVE);
        }
        Path unfinished = folder.resolve("cluster.unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        // Sorting by code point is the same on every machine; people's lists are sorted by what the query says.
        Run run = run(
                START,
                "initdb",
                "--pgdata=" + unfinished,
                "--username=" + SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        if (run.status != 0) {
            throw explain("could not be created", run.output);
        }
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private void launch(Map<String, String> extra) throws IOException {
        settings = extra;
        Path log = folder.resolve("server.log");
        if (Files.exists(log) && Files.size(log) > 5_000_000) {
            Files.move(log, folder.resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            port = freePort();
            long before = Files.exists(log) ? Files.size(log) : 0;
            Run run = launchOnce(log);
            if (run.status == 0) {
                return;
            }
            String said = Files.exists(log) ? since(log, before) : run.output;
            boolean passing = said.contains("could not bind") // somebody was quicker to take the port
                    || said.contains("is still in use"); // processes of a killed PostgreSQL still going
            if (!passing || System.nanoTime() > deadline) {
                if (running().isPresent()) { // too slow: nobody would stop it later
                    stop("immediate", HARD_STOP);
                }
                throw explain("did not start", said.isBlank() ? run.output : said);
            }
            pause();
        }
    }

    private Run launchOnce(Path log) throws IOException {
        return run(
                START.plusSeconds(10),
                "pg_ctl",
                "start",
                "-w",
                "-t",
                Long.toString(START.toSeconds()),
                "-D",
                cluster.toString(),
                "-l",
                log.toString(),
                "-o",
                options(settings));
    }

    /**
     * Starts a server that has ended by itself once more, where its connections look for it. What went wrong is in its log; whoever asks
     * for this asks again.
     */
    synchronized void revive() {
        try {
            if (!closed && running().isEmpty()) {
                launchOnce(folder.resolve("server.log"));
            }
        } catch (IOException e) {
            // as on a full disk: the next time, perhaps
        }
    }

    private String options(Map<String, String> extra) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("port", Integer.toString(port));
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "''");
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        settings.put("shared_buffers", "128MB");
        settings.put("max_connections", "60");
        // what is asked of it lies in memory or on a disk without a head to move
        settings.put("random_page_cost", "1.1");
        settings.put("password_encryption", "scram-sha-256");
        settings.put("log_checkpoints", "off");
        // neither what was typed nor the rows it went to belong in the log
        settings.put("log_error_verbosity", "terse");
        settings.put("log_min_error_statement", "panic");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.putAll(extra);
        var options = new ArrayList<String>();
        settings.forEach((name, value) -> options.add("-c " + name + "=" + value));
        return String.join(" ", options);
    }

    /** A killed JVM leaves its PostgreSQL running; this folder's lock says that nobody uses it any more. */
    private void stopLeftover() throws IOException {
        Optional<ProcessHandle> leftover = running();
        if (leftover.isEmpty()) {
            return;
        }
        Steps.say("Stopping the PostgreSQL that a killed run left behind ...");
        if (!stop()) {
            throw new StartFailure(
                    "The PostgreSQL that a killed run left behind on " + folder + " does not stop",
                    "end its process " + leftover.get().pid() + " and start again");
        }
    }

    /** The live PostgreSQL of this folder; empty if there is none, or if its number now belongs to something else. */
    Optional<ProcessHandle> running() throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Optional<ProcessHandle> process;
        try {
            process = ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(file).get(0).strip()))
                    .filter(ProcessHandle::isAlive);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
        if (process.isPresent() && !isOurs(process.get())) {
            // PostgreSQL would take any live process of that number for itself and refuse to start.
            Files.delete(file);
            return Optional.empty();
        }
        return process;
    }

    private boolean isOurs(ProcessHandle process) {
        Path workingFolder = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            if (Files.isSameFile(workingFolder, cluster)) {
                return true;
            }
        } catch (IOException e) {
            // no /proc here: the command line must do
        }
        ProcessHandle.Info info = process.info();
        String arguments = String.join(" ", info.arguments().orElse(new String[0]));
        String line = info.commandLine().orElse(info.command().orElse("") + " " + arguments);
        return line.contains("postgres") && line.contains(cluster.toString());
    }

    private boolean stop() throws IOException {
        return stop("fast", FAST_STOP) || stop("immediate", HARD_STOP);
    }

    private boolean stop(String mode, Duration patience) throws IOException {
        run(
                patience.plusSeconds(1),
                "pg_ctl",
                "stop",
                "-D",
                cluster.toString(),
                "-m",
                mode,
                "-w",
                "-t",
                Long.toString(patience.toSeconds()));
        return running().isEmpty();
    }

    /** Stops PostgreSQL, at the latest after some 12 seconds, and frees the folder. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            stop();
        } catch (IOException e) {
            // the next start stops it
        } finally {
            lock.close();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private StartFailure explain(String what, String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("shared memory") || lower.contains("cannot allocate memory")) {
            return new StartFailure(
                    "The embedded PostgreSQL got too little memory (" + telling(said) + ")",
                    "free some, or ask for less with DOTTEDLINE_DB_SHARED_BUFFERS, for example 32MB");
        }
        if (lower.contains("no space left")) {
            return new StartFailure(
                    "The disk of the data folder " + folder + " is full",
                    "free some room, or choose another folder with DOTTEDLINE_DATA_DIR");
        }
        if (lower.contains("permission denied")) {
            return new StartFailure(
                    "The data folder " + folder + " does not let PostgreSQL work (" + telling(said) + ")",
                    "let " + System.getProperty("user.name")
                            + " own it, or choose another folder with DOTTEDLINE_DATA_DIR");
        }
        return new StartFailure(
                "The embedded PostgreSQL " + what + " (" + telling(said) + ")",
                "its log is " + folder.resolve("server.log"));
    }

    /** The line that says most: the first fatal one, else the last. */
    private static String telling(String said) {
        List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
        return lines.stream()
                .filter(line -> line.contains("FATAL:") || line.contains("error:"))
                .findFirst()
                .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1)))
                .map(line -> line.replaceFirst(".*(FATAL|error):\\s*", "").strip())
                .orElse("it said nothing");
    }

    private static String since(Path log, long from) throws IOException {
        byte[] all = Files.readAllBytes(log);
        int start = (int) Math.min(from, all.length);
        return new String(all, start, all.length - start, StandardCharsets.UTF_8);
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL starts", e);
        }
    }

    private record Run(int status, String output) {}

    private Run run(Duration patience, String program, String... arguments) throws IOException {
        var command = new ArrayList<>(prefix);
        command.add(binaries.home().resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = folder.resolve("command.log"); // a file: a pipe would stay open as long as the server lives
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // Messages are read above; libraries and settings of another PostgreSQL are not wanted.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
        Process process = builder.start();
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Run(-1, program + " did not finish within " + patience.toSeconds() + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while " + program + " runs", e);
        }
        return new Run(process.exitValue(), Files.readString(output));
    }
}
