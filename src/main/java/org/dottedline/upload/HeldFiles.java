package org.dottedline.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import org.springframework.beans.factory.DisposableBean;

/**
 * What is needed of uploaded files between two pages: one for each person, for a quarter of an hour of real time. It lies in a file
 * that is deleted as soon as it is opened and lives on only while it is held, so that nothing is left of it wherever this program
 * ends.
 *
 * @param <T> what a look at a file finds
 */
public final class HeldFiles<T> implements DisposableBean {

    public static final long MINUTES = 15;

    /** Looks at a file from its beginning to its end. */
    @FunctionalInterface
    public interface Look<T> {

        /**
         * What was found.
         *
         * @param kept gets what is still needed of the file
         * @throws BrokenFile if it cannot be read
         */
        T at(Source source, OutputStream kept) throws IOException;
    }

    /**
     * A file, and what a look at it found.
     *
     * @param place what it is held for; it is not to be found from anywhere else
     */
    public record Held<T>(String key, String login, String place, T found, FileChannel file, long until) {

        /** What was kept of it. */
        public Source kept() {
            return reader(file);
        }
    }

    private final Look<T> look;
    private final Map<String, Held<T>> byPerson = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final LongSupplier nanos;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "held-files");
        thread.setDaemon(true);
        return thread;
    });

    public HeldFiles(Look<T> look) {
        this(look, System::nanoTime);
    }

    HeldFiles(Look<T> look, LongSupplier nanos) {
        this.look = look;
        this.nanos = nanos;
        sweeper.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.MINUTES);
    }

    /**
     * Takes a file in place of the one that this person had.
     *
     * @throws BrokenFile if it cannot be read; then it is not held
     */
    public Held<T> hold(String login, String place, InputStream content) throws IOException {
        Path path = Files.createTempFile("dottedline-upload-", "");
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
            T found = look.at(() -> content, Channels.newOutputStream(file));
            byte[] key = new byte[16];
            random.nextBytes(key);
            Held<T> held = new Held<>(
                    HexFormat.of().formatHex(key),
                    login,
                    place,
                    found,
                    file,
                    nanos.getAsLong() + TimeUnit.MINUTES.toNanos(MINUTES));
            Held<T> before = byPerson.put(login, held);
            if (before != null) {
                close(before);
            }
            return held;
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    /** The file of this person for this place; empty where it is gone, or is somebody else's. */
    public Optional<Held<T>> find(String login, String place, String key) {
        sweep();
        return Optional.ofNullable(byPerson.get(login))
                .filter(held -> held.place().equals(place) && held.key().equals(key));
    }

    public void drop(String login, String place, String key) {
        find(login, place, key).ifPresent(held -> {
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

    private static void close(Held<?> held) {
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
