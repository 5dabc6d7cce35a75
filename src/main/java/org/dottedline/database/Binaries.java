package org.dottedline.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs, unpacked once beside the data. Zonky's own unpacking leaves a folder that every local user may
 * write to, and root may be who runs what is in it: so it is done here.
 */
final class Binaries {

    private static final String PREFIX = "server-";

    private final byte[] archive;
    private final Path home;

    private Binaries(byte[] archive, Path home) {
        this.archive = archive;
        this.home = home;
    }

    /** The programs that belong below this folder, whether or not they are there yet. */
    static Binaries below(Path folder) {
        byte[] archive = archive();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return new Binaries(archive, folder.resolve(PREFIX + HexFormat.of().formatHex(digest, 0, 6)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean unpacked() {
        return Files.isDirectory(home);
    }

    Path home() {
        return home;
    }

    /** Unpacks into a neighbour and renames it, so that a start cut short leaves nothing that looks complete. */
    void unpack() throws IOException {
        Path unfinished = home.resolveSibling("unpacking");
        FileSystemUtils.deleteRecursively(unfinished);
        Files.createDirectories(unfinished);
        try (var tar = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, unfinished);
            }
        }
        Files.move(unfinished, home);
        removeOthers();
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path into) throws IOException {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("The archive leaves its folder with " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            boolean program = target.getParent().endsWith("bin");
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    /** Those of earlier versions of Dotted Line. */
    private void removeOthers() throws IOException {
        try (Stream<Path> siblings = Files.list(home.getParent())) {
            for (Path other : siblings.filter(
                            path -> path.getFileName().toString().startsWith(PREFIX))
                    .filter(path -> !path.equals(home))
                    .toList()) {
                FileSystemUtils.deleteRecursively(other);
            }
        }
    }

    private static byte[] archive() {
        String name = System.getProperty("os.name");
        String machine = System.getProperty("os.arch");
        String system = name.toLowerCase(Locale.ROOT).startsWith("mac") ? "Darwin" : name;
        try (InputStream content = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                system, machine.equals("amd64") ? "x86_64" : machine)) {
            return content.readAllBytes();
        } catch (IOException | IllegalStateException e) {
            throw new StartFailure(
                    "Dotted Line brings no PostgreSQL for " + name + " on " + machine,
                    "give it a PostgreSQL of yours in DOTTEDLINE_DB_URL, DOTTEDLINE_DB_USER and DOTTEDLINE_DB_PASSWORD",
                    e);
        }
    }
}
