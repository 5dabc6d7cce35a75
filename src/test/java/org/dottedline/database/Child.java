package org.dottedline.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Java process of its own on the class path of this test, and what it prints. */
final class Child implements AutoCloseable {

    private final Process process;
    private final CompletableFuture<String> errors;
    private final StringBuffer soFar = new StringBuffer();
    private final StringBuffer output = new StringBuffer();

    private Child(Process process) {
        this.process = process;
        this.errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream(), soFar));
    }

    static Child start(Class<?> main, Map<String, String> environment, String... arguments) throws IOException {
        return start(List.of(), "", main, environment, arguments);
    }

    /**
     * @param starter a command that runs the one behind it; or nothing
     * @param before a folder that is looked at before the class path, with its separator behind it; or nothing
     */
    static Child start(
            List<String> starter, String before, Class<?> main, Map<String, String> environment, String... arguments)
            throws IOException {
        var command = new ArrayList<>(starter);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                before + System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("DOTTEDLINE_") || name.startsWith("JAVA_TOOL"));
        builder.environment().putAll(environment);
        return new Child(builder.start());
    }

    /** Waits for this line; what the child printed until then is in {@link #output}. */
    void await(String line) throws IOException {
        var reader = process.inputReader(StandardCharsets.UTF_8);
        for (String read = reader.readLine(); read != null; read = reader.readLine()) {
            output.append(read).append('\n');
            if (read.equals(line)) {
                return;
            }
        }
        throw new AssertionError("The child ended early: " + output + errors.join());
    }

    /** From here on reads what is printed as it comes, so that the child never waits for a reader. */
    void keepReading() {
        var reader = process.inputReader(StandardCharsets.UTF_8);
        Thread thread = new Thread(() -> {
            try {
                for (String read = reader.readLine(); read != null; read = reader.readLine()) {
                    output.append(read).append('\n');
                }
            } catch (IOException ended) {
                // with the child
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for the end, and reads the rest. */
    int end() throws InterruptedException {
        output.append(text(process.getInputStream()));
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("The child does not end: " + output);
        }
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    String output() {
        return output.toString();
    }

    /** What stood on standard error until now. */
    String errorsSoFar() {
        return soFar.toString();
    }

    String errors() {
        return errors.join();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static String text(InputStream stream, StringBuffer into) {
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            char[] part = new char[1024];
            for (int read = reader.read(part); read >= 0; read = reader.read(part)) {
                into.append(part, 0, read);
            }
        } catch (IOException e) {
            // with the child
        }
        return into.toString();
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
