package org.dottedline.upload;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The text of a file: unpacked where it is packed, without its byte order mark, UTF-8 or UTF-16. What is neither is refused
 * with its line, and so is a row without end.
 */
public final class Text extends Reader {

    /** Unpacked, a file may not be larger: 256 MiB. */
    public static final long MOST = 256L * 1024 * 1024;

    /** The longest row. */
    public static final int LONGEST_ROW = 1024 * 1024;

    private static final int BUFFER = 8192;
    private static final int HEAD = 64;

    private final InputStream bytes;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER).flip();
    private boolean end;
    private long read;
    private long line = 1;
    private long row = 1;
    private long sinceRow;
    private boolean afterReturn;

    private Text(InputStream bytes, Charset charset) {
        this.bytes = bytes;
        this.charset = charset;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    static Text of(InputStream file) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(file);
        if (startsWith(head(bytes), 0x1f, 0x8b)) {
            try {
                bytes = new BufferedInputStream(new GZIPInputStream(bytes));
            } catch (EOFException | ZipException broken) {
                throw packed();
            }
        }
        byte[] head;
        try {
            head = head(bytes);
        } catch (EOFException | ZipException broken) {
            throw packed();
        }
        if (startsWith(head, 'P', 'K', 3, 4)) {
            throw new BrokenFile(
                    "This is a packed workbook or folder. Upload the workbook itself: it is packed already.");
        }
        if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) {
            throw new BrokenFile(
                    "This is an old Excel file (.xls), or one with a password. Save it as .xlsx without a password,"
                            + " or save the sheet as CSV.");
        }
        if (head.length == 0) {
            throw new BrokenFile("The file is empty.");
        }
        if (startsWith(head, 0xef, 0xbb, 0xbf)) {
            bytes.skipNBytes(3);
            return new Text(bytes, StandardCharsets.UTF_8);
        }
        if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)) {
            bytes.skipNBytes(2);
            return new Text(bytes, startsWith(head, 0xff) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
        }
        if (head.length > 3 && head[1] == 0 && head[3] == 0) {
            return new Text(bytes, StandardCharsets.UTF_16LE);
        }
        if (head.length > 3 && head[0] == 0 && head[2] == 0) {
            return new Text(bytes, StandardCharsets.UTF_16BE);
        }
        return new Text(bytes, StandardCharsets.UTF_8);
    }

    static byte[] head(BufferedInputStream bytes) throws IOException {
        bytes.mark(HEAD);
        byte[] head = bytes.readNBytes(HEAD);
        bytes.reset();
        return head;
    }

    static boolean startsWith(byte[] head, int... signature) {
        if (head.length < signature.length) {
            return false;
        }
        for (int place = 0; place < signature.length; place++) {
            if ((head[place] & 0xff) != signature[place]) {
                return false;
            }
        }
        return true;
    }

    private static BrokenFile packed() {
        return new BrokenFile(
                "The packed file is damaged or ends too early. Pack it again, or upload the CSV file itself.");
    }

    String encoding() {
        return charset == StandardCharsets.UTF_8 ? "UTF-8" : "UTF-16";
    }

    /** The row that begins in this line is next: the longest row is counted from here. */
    void nextRow(long line) {
        row = line;
        sinceRow = 0;
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        CharBuffer out = CharBuffer.wrap(into, from, length);
        while (true) {
            int before = out.position();
            CoderResult result = decoder.decode(in, out, end);
            look(into, before, out.position());
            if (result.isError()) {
                throw new BrokenFile("Line " + line + " is not written in " + encoding() + ": it has the byte 0x"
                        + String.format("%02X", in.get(in.position()) & 0xff)
                        + " where a letter should be. Save the file as CSV in UTF-8 and upload it again.");
            }
            if (out.position() > from) {
                return out.position() - from;
            }
            if (end) {
                return -1;
            }
            fill();
        }
    }

    private void fill() throws IOException {
        in.compact();
        int more;
        try {
            more = bytes.read(in.array(), in.position(), in.remaining());
        } catch (EOFException | ZipException broken) {
            throw packed();
        }
        if (more < 0) {
            end = true;
        } else {
            in.position(in.position() + more);
            read += more;
            if (read > MOST) {
                throw new BrokenFile("Unpacked, the file is larger than 256 MB. Leave out what is not needed.");
            }
        }
        in.flip();
    }

    private void look(char[] text, int from, int to) throws BrokenFile {
        for (int place = from; place < to; place++) {
            char one = text[place];
            if (one > '\r') {
                afterReturn = false;
                continue;
            }
            if (one == 0) {
                throw new BrokenFile(
                        "Line " + line + " holds a zero byte: this is no text. Save the file as CSV in UTF-8.");
            }
            if (one == '\r' || one == '\n' && !afterReturn) {
                line++;
            }
            afterReturn = one == '\r';
        }
        sinceRow += to - from;
        if (sinceRow > LONGEST_ROW) {
            throw new BrokenFile("The row that begins in line " + row
                    + " has no end. Look for a quotation mark that is opened there and never closed.");
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
