package org.dottedline.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.dottedline.upload.persistence.HeldFileTable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is needed of uploaded files between two pages: one of a kind for each person, for a quarter of an hour, on every node. It is
 * locked with a key that only the address of its page has; while a file is looked at, it lies in one that has no name on the disk.
 *
 * @param <T> what a look at a file finds, a record that JSON can carry
 */
public final class HeldFiles<T> {

    public static final long MINUTES = 15;

    /** Bytes of a part. */
    private static final int PART = 1024 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder().build();

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
     * @param key opens it, for its person and place
     * @param kept what was kept of it; reading throws {@link Gone} where it is held no longer
     */
    public record Held<T>(String key, T found, Source kept) {}

    /** A file that was dropped, or replaced, or held for too long, while it was read. */
    public static final class Gone extends IOException {

        private static final long serialVersionUID = 1L;

        Gone() {
            super("The file is held no longer.");
        }
    }

    private final Class<T> type;
    private final Look<T> look;
    private final HeldFileTable table;

    HeldFiles(Class<T> type, Look<T> look, HeldFileTable table) {
        this.type = type;
        this.look = look;
        this.table = table;
    }

    /**
     * Takes a file in place of the one that this person had.
     *
     * @param place what it is held for; it is not to be found from anywhere else
     * @throws BrokenFile if it cannot be read; then it is not held
     */
    public Held<T> hold(String login, String place, InputStream content) throws IOException {
        Path path = Files.createTempFile("dottedline-upload-", "");
        try (FileChannel file = nameless(path)) {
            T found = look.at(() -> content, Channels.newOutputStream(file));
            FileKey key = FileKey.fresh();
            file.position(0);
            table.put(
                    key.id(),
                    kind(),
                    login,
                    place,
                    Duration.ofMinutes(MINUTES),
                    new Parts(key, JSON.writeValueAsBytes(found), Channels.newInputStream(file)));
            return new Held<>(key.text(), found, kept(key, login, place));
        } finally {
            Files.deleteIfExists(path);
        }
    }

    /** On Unix this takes away the name at once. */
    private static FileChannel nameless(Path path) throws IOException {
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private String kind() {
        return type.getSimpleName();
    }

    /** The file of this person for this place; empty where it is gone, or is somebody else's. */
    public Optional<Held<T>> find(String login, String place, String key) {
        return FileKey.of(key)
                .flatMap(one -> table.part(one.id(), kind(), login, place, 0)
                        .map(found ->
                                new Held<>(key, JSON.readValue(one.unlock(0, found), type), kept(one, login, place))));
    }

    public void drop(String login, String place, String key) {
        FileKey.of(key).ifPresent(one -> table.delete(one.id(), kind(), login, place));
    }

    private Source kept(FileKey key, String login, String place) {
        return () -> new PartsStream(number -> {
            Optional<byte[]> part = table.part(key.id(), kind(), login, place, number);
            if (part.isEmpty() && !table.isHeld(key.id())) {
                throw new Gone();
            }
            return part.map(locked -> key.unlock(number, locked));
        });
    }

    /** What was found, then the content, each locked as it is asked for. */
    private static final class Parts implements Iterator<byte[]> {

        private final FileKey key;
        private final InputStream content;
        private byte[] next;
        private int number;

        Parts(FileKey key, byte[] found, InputStream content) {
            this.key = key;
            this.content = content;
            this.next = found;
        }

        @Override
        public boolean hasNext() {
            return next.length > 0;
        }

        @Override
        public byte[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            byte[] locked = key.lock(number++, next);
            try {
                next = content.readNBytes(PART);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            return locked;
        }
    }

    /** Asks for one part after the other. */
    private static final class PartsStream extends InputStream {

        /** A part of the content by its number from one; empty behind the last. */
        @FunctionalInterface
        private interface ByNumber {
            Optional<byte[]> part(int number) throws IOException;
        }

        private final ByNumber parts;
        private byte[] part = {};
        private int number;
        private int place;
        private boolean ended;

        PartsStream(ByNumber parts) {
            this.parts = parts;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            while (place == part.length && !ended) {
                Optional<byte[]> next = parts.part(++number);
                ended = next.isEmpty();
                part = next.orElse(part);
                place = ended ? place : 0;
            }
            if (ended) {
                return -1;
            }
            int count = Math.min(length, part.length - place);
            System.arraycopy(part, place, into, from, count);
            place += count;
            return count;
        }
    }
}
