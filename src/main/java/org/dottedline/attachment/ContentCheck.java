package org.dottedline.attachment;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.dottedline.refusal.InvalidFields;

/** Whether a file is what its name says: the content is looked at without the name, and both have to agree. */
final class ContentCheck {

    private static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
    private static final MediaType ZIP = MediaType.application("zip");

    /** What text may look like: a page, a drawing or a script is text as well, and not one of these. */
    private static final Set<String> PLAIN =
            Set.of("text/plain", "text/csv", "text/x-web-markdown", "message/rfc822", "message/news");

    private ContentCheck() {}

    /**
     * The kind of a file.
     *
     * @throws InvalidFields if it is of no kind that is kept, or not of the one that its name promises, or has programs in it
     */
    static FileType of(String name, Path content) {
        FileType named = FileType.named(name)
                .orElseThrow(() -> refused("“" + name + "” is not of a kind that is kept here. These are: "
                        + List.of(FileType.values()).stream()
                                .map(FileType::word)
                                .collect(Collectors.joining(", "))
                        + "."));
        try {
            MediaType found = detected(content);
            if (!agree(named, found) || named.isText() && hasZeros(content)) {
                throw refused("“" + name + "” is named as " + named.word() + ", but its content is not: it looks like "
                        + (agree(named, found) ? MediaType.OCTET_STREAM : found) + ".");
            }
            if (named.isPacked()) {
                PackedFile.check(named, content).ifPresent(wrong -> {
                    throw refused("“" + name + "” " + wrong);
                });
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return named;
    }

    private static InvalidFields refused(String sentence) {
        return new InvalidFields(Attachments.FILE, sentence);
    }

    private static MediaType detected(Path content) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(content))) {
            return TYPES.detect(in, new Metadata()).getBaseType();
        }
    }

    private static boolean agree(FileType named, MediaType found) {
        if (named.isText()) {
            return PLAIN.contains(found.toString());
        }
        if (named.isPacked()) {
            return found.toString().equals(named.mediaType())
                    || ZIP.equals(found)
                    || found.getSubtype().equals("x-tika-ooxml");
        }
        return found.toString().equals(named.mediaType());
    }

    /** Text has none, unless two bytes make a character, which it then says first. */
    private static boolean hasZeros(Path content) throws IOException {
        byte[] all = Files.readAllBytes(content);
        boolean wide = all.length > 1 && (all[0] & 0xff) + (all[1] & 0xff) == 0xff + 0xfe && (all[0] & 0xff) >= 0xfe;
        if (!wide) {
            for (byte one : all) {
                if (one == 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
