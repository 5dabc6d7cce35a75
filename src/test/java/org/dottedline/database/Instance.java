package org.dottedline.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dottedline.Api;
import org.dottedline.DottedLine;

/** The whole product in a process of its own on a data folder of its own, seen as operators see it. */
public final class Instance implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public final int port;
    final int operators;
    public final Api api;
    final Child child;
    private final Path folder; // as its process sees it

    private Instance(Path folder, int port, int operators, Child child) {
        this.folder = folder;
        this.port = port;
        this.operators = operators;
        this.child = child;
        this.api = new Api(port);
    }

    public static Instance start(Path folder, Map<String, String> more) throws IOException {
        return startBy(List.of(), folder, more);
    }

    /** A new one whose data lie in this folder; its PostgreSQL is the one that the tests have unpacked. */
    public static Instance startFirst(Path folder, Map<String, String> more) throws IOException {
        return start(Data.prepare(folder), more);
    }

    static Instance startBy(List<String> starter, Path folder, Map<String, String> more) throws IOException {
        int port = freePort();
        int operators = freePort();
        Map<String, String> environment = new HashMap<>(Map.of(
                "DOTTEDLINE_DATA_DIR", folder.toString(),
                "DOTTEDLINE_DEMO", "organisation",
                "SERVER_PORT", Integer.toString(port),
                "DOTTEDLINE_MANAGEMENT_PORT", Integer.toString(operators)));
        environment.putAll(more);
        Child child = Child.start(starter, "", DottedLine.class, environment);
        child.await("Dotted Line is ready at http://localhost:" + port);
        child.keepReading();
        return new Instance(folder, port, operators, child);
    }

    /** Its data folder as it sees it, which may lie on a disk that others do not see. */
    Path folder() {
        return Path.of("/proc", Long.toString(child.pid()), "root")
                .resolve(folder.toString().substring(1));
    }

    /** The all-powerful role of the embedded PostgreSQL. */
    Login superuser() {
        try {
            return new Login(
                    "jdbc:postgresql://127.0.0.1:" + postmaster(3) + "/dottedline?sslmode=disable&gssEncMode=disable",
                    "postgres",
                    Files.readString(folder().resolve("postgresql/password")).strip());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What stands in this line of the file that PostgreSQL keeps about itself: 0 its process, 3 its port. */
    String postmaster(int line) throws IOException {
        return Files.readAllLines(folder().resolve("postgresql/cluster/postmaster.pid"))
                .get(line)
                .strip();
    }

    /** Ends its process by SIGKILL; PostgreSQL lives on. */
    public void kill() throws InterruptedException {
        child.kill();
    }

    /** Sends a signal to every process of the embedded PostgreSQL. */
    public void signal(String signal) throws Exception {
        ProcessHandle first = ProcessHandle.of(Long.parseLong(postmaster(0))).orElseThrow();
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        Stream.concat(Stream.of(first), first.descendants())
                .forEach(process -> command.add(Long.toString(process.pid())));
        new ProcessBuilder(command).start().waitFor();
    }

    /** What it has said on standard error until now. */
    public String errors() {
        return child.errorsSoFar();
    }

    /** The status of a probe of health, on the port of people. */
    int probe(String name) {
        return get(port, "/actuator/health/" + name).statusCode();
    }

    HttpResponse<String> get(int at, String path) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path))
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks until a probe has this status, for at most so long. */
    public void awaitProbe(String name, int status, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (probe(name) != status) {
            assertThat(System.nanoTime()).as(name + " " + status).isLessThan(end);
            Thread.sleep(100);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        child.terminate();
        try {
            child.end();
        } catch (InterruptedException | RuntimeException e) {
            child.close();
        }
    }
}
