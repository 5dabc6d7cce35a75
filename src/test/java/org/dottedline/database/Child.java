package org.dottedline.database;

import java.io.IOException;
import java.io.InputStream;
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
    private final StringBuilder output = new StringBuilder();

    private Child(Process process) {
        this.process = process;
        this.errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
    }

    static Child start(Class<?> main, Map<String, String> environment, String... arguments) throws IOException {
        return start("", main, environment, arguments);
    }

    /** @param before a folder that is looked at before the class path, with its separator behind it; or nothing */
    static Child start(String before, Class<?> main, Map<String, String> environment, String... arguments)
            throws IOException {
        var command = new ArrayList<>(List.of(
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

    /** Waits for the end, and reads the rest. */
    int end() throws InterruptedException {
        output.append(text(process.getInputStream()));
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("The child does not end: " + output);
        }
        return process.exitValue();
    }

    String output() {
        return output.toString();
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
