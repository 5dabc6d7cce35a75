package org.dottedline.attachment;

import java.io.InputStream;
import org.dottedline.attachment.persistence.AttachmentTable;

/** The content of a version, a piece of it in memory at a time. It never changes, so each piece may be asked for by itself. */
final class Slices extends InputStream {

    private static final int SLICE = 512 * 1024;

    private final AttachmentTable table;
    private final Attachment attachment;
    private byte[] slice = new byte[0];
    private int place;
    private int read;

    Slices(AttachmentTable table, Attachment attachment) {
        this.table = table;
        this.attachment = attachment;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (length == 0) {
            return 0;
        }
        if (place == slice.length) {
            if (read >= attachment.size()) {
                return -1;
            }
            slice = table.slice(attachment.id(), read, SLICE);
            read += slice.length;
            place = 0;
        }
        int count = Math.min(length, slice.length - place);
        System.arraycopy(slice, place, into, from, count);
        place += count;
        return count;
    }
}
