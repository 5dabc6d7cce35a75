package org.dottedline.attachment;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** How large one file may be, and all that one side keeps at one step. */
@Component
public class AttachmentLimits {

    /** What the database, the door and the memory are made for; no setting goes beyond it. */
    private static final DataSize MOST = DataSize.ofMegabytes(50);

    private final DataSize file;
    private final DataSize step;

    AttachmentLimits(
            @Value("${dottedline.attachments.file}") DataSize file,
            @Value("${dottedline.attachments.step}") DataSize step) {
        if (file.compareTo(MOST) > 0 || file.toBytes() < 1) {
            throw new IllegalArgumentException("dottedline.attachments.file is more than nothing and at most 50MB");
        }
        this.file = file;
        this.step = step;
    }

    /** In bytes. */
    public long file() {
        return file.toBytes();
    }

    /** In bytes. */
    public long step() {
        return step.toBytes();
    }

    /** A size as people read it: “10 MB”, “1.4 MB”, “812 KB”, “17 bytes”. */
    public static String inWords(long bytes) {
        if (bytes < 1024) {
            return bytes == 1 ? "1 byte" : bytes + " bytes";
        }
        boolean large = bytes >= 1024 * 1024;
        double count = bytes / (large ? 1024.0 * 1024 : 1024.0);
        String digits = String.format(java.util.Locale.ROOT, count < 10 ? "%.1f" : "%.0f", count);
        return digits.replaceFirst("\\.0$", "") + (large ? " MB" : " KB");
    }
}
