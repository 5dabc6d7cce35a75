package org.dottedline.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** One live Dotted Line per data folder. The operating system releases the lock of a killed one. */
final class FolderLock implements AutoCloseable {

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock take(Path folder) {
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(
                    folder.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new StartFailure(
                        "The data folder " + folder + " is in use by another Dotted Line",
                        "stop that one, or choose another folder with DOTTEDLINE_DATA_DIR");
            }
            return new FolderLock(channel);
        } catch (IOException e) {
            throw new StartFailure(
                    "The data folder " + folder + " cannot be written",
                    "let " + System.getProperty("user.name")
                            + " write there, or choose another folder with DOTTEDLINE_DATA_DIR",
                    e);
        }
    }

    /** Whether a live Dotted Line has this folder; asking leaves it as it is. */
    static boolean isTaken(Path folder) {
        Path file = folder.resolve("in-use.lock");
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return lock(channel) == null;
        } catch (IOException e) {
            return false; // whoever takes it says what is wrong
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this same JVM
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // the process ends soon, and the lock with it
        }
    }
}
