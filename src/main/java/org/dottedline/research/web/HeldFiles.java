package org.dottedline.research.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.dottedline.research.survey.Source;
import org.dottedline.research.survey.Survey;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * What can be counted of uploaded files, between two pages: one for each person, for a quarter of an hour of real time. No text of a
 * file is in it. It lies in a file that is deleted as soon as it is opened and lives on only while it is held, so that nothing is left
 * of it wherever this program ends.
 */
@Component
class HeldFiles implements DisposableBean {

    static final long MINUTES = 15;

    /** What was kept of a file, and what a look at it found. */
    record Held(String key, String login, String task, Survey survey, FileChannel file, long until) {

        Source kept() {
            return reader(file);
        }
    }

    private final Map<String, Held> byPerson = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final LongSupplier nanos;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "survey-files");
        thread.setDaemon(true);
        return thread;
    });

    HeldFiles() {
        this(System::nanoTime);
    }

    HeldFiles(LongSupplier nanos) {
        this.nanos = nanos;
        sweeper.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.MINUTES);
    }

    /**
     * Takes a file in place of the one that this person had.
     *
     * @throws org.dottedline.research.survey.BrokenFile if it cannot be read; then it is not held
     */
    Held hold(String login, String task, InputStream content) throws IOException {
        Path path = Files.createTempFile("dottedline-survey-", "");
        FileChannel file;
        try {
            // on Unix this takes away the name at once
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException failed) {
            Files.deleteIfExists(path);
            throw failed;
        }
        try {
            Survey survey = Survey.of(() -> content, Channels.newOutputStream(file));
            byte[] key = new byte[16];
            random.nextBytes(key);
            Held held = new Held(
                    HexFormat.of().formatHex(key),
                    login,
                    task,
                    survey,
                    file,
                    nanos.getAsLong() + TimeUnit.MINUTES.toNanos(MINUTES));
            Held before = byPerson.put(login, held);
            if (before != null) {
                close(before);
            }
            return held;
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    /** The file of this person for this task; empty where it is gone, or is somebody else's. */
    Optional<Held> find(String login, String task, String key) {
        sweep();
        return Optional.ofNullable(byPerson.get(login))
                .filter(held -> held.task().equals(task) && held.key().equals(key));
    }

    void drop(String login, String task, String key) {
        find(login, task, key).ifPresent(held -> {
            byPerson.remove(login, held);
            close(held);
        });
    }

    void sweep() {
        byPerson.values().stream()
                .filter(held -> nanos.getAsLong() - held.until() >= 0)
                .toList()
                .forEach(held -> {
                    byPerson.remove(held.login(), held);
                    close(held);
                });
    }

    private static void close(Held held) {
        try {
            held.file().close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Reads from the beginning, without moving the place of other readers. */
    private static Source reader(FileChannel file) {
        return () -> new InputStream() {
            private long place;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int count = file.read(ByteBuffer.wrap(into, from, length), place);
                place += Math.max(0, count);
                return count;
            }
        };
    }

    @Override
    public void destroy() {
        sweeper.shutdownNow();
        byPerson.values().forEach(HeldFiles::close);
        byPerson.clear();
    }
}
