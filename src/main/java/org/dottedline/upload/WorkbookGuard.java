package org.dottedline.upload;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Looks through a workbook before it is read as one. The library that reads it trusts it: a cell in a far column, or a text that is
 * not there, would take all memory. So every part is unpacked and read once here, as XML without declarations, and what no
 * spreadsheet writes is refused.
 */
final class WorkbookGuard {

    private static final int MOST_PARTS = 2000;
    /** The largest part that is neither a sheet nor the table of texts: 16 MiB. */
    private static final long LARGEST_OTHER = 16L * 1024 * 1024;

    private final XMLInputFactory xml = new InputFactoryImpl();
    private final PartChecks checks = new PartChecks();
    private long unpacked;
    private boolean styles;

    private WorkbookGuard() {
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, Boolean.FALSE);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, Boolean.FALSE);
    }

    /**
     * Whether the workbook has a part for styles.
     *
     * @throws BrokenFile if it is not to be read
     */
    static boolean check(Path file) throws IOException {
        return new WorkbookGuard().all(file);
    }

    private boolean all(Path file) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            List<ZipArchiveEntry> parts = Collections.list(zip.getEntries());
            boolean workbook = parts.stream().anyMatch(part -> part.getName().equalsIgnoreCase("[Content_Types].xml"));
            if (!workbook) {
                throw new BrokenFile(
                        "This is a packed folder, not an Excel workbook. Upload the workbook or the CSV file in it.");
            }
            if (parts.size() > MOST_PARTS) {
                throw new BrokenFile("The workbook has " + parts.size()
                        + " parts; at most 2,000 can be read. Save the sheet with the answers as a file of its own.");
            }
            for (ZipArchiveEntry part : parts) {
                if (!zip.canReadEntryData(part)) {
                    throw new BrokenFile(
                            "The workbook has a password, or is packed in a way that cannot be read. Save it again.");
                }
                try (InputStream content = zip.getInputStream(part)) {
                    check(part.getName(), content);
                }
            }
            checks.requireTexts();
            return styles;
        } catch (BrokenFile refused) {
            throw refused;
        } catch (IOException | RuntimeException failed) {
            throw new BrokenFile("The workbook is damaged or ends too early. Save it again and upload it once more.");
        }
    }

    private void check(String name, InputStream content) throws IOException {
        Counted counted = new Counted(content);
        String lower = name.toLowerCase(Locale.ROOT);
        try {
            xml(name, counted);
        } catch (XMLStreamException | RuntimeException damaged) {
            for (Throwable cause = damaged; cause != null; cause = cause.getCause()) {
                if (cause instanceof BrokenFile refused) {
                    throw refused;
                }
            }
            // pictures and the like are none; the library would come as far with them, and no further
            if (lower.endsWith(".xml") || lower.endsWith(".rels")) {
                throw new BrokenFile("The part “" + name + "” of the workbook is damaged" + checks.where()
                        + ". Open it in the spreadsheet and save it again.");
            }
        }
        counted.xml = false;
        counted.transferTo(OutputStream.nullOutputStream());
    }

    private void xml(String name, Counted counted) throws IOException, XMLStreamException {
        XMLStreamReader reader = xml.createXMLStreamReader(counted);
        try {
            checks.begin();
            while (reader.hasNext()) {
                checks.next(reader.next(), reader);
                if (!checks.isLarge() && counted.here > LARGEST_OTHER) {
                    throw new BrokenFile(
                            "The part “" + name + "” of the workbook is larger than 16 MB. Save the sheet with the"
                                    + " answers as a file of its own.");
                }
            }
            styles |= checks.isStyles();
        } finally {
            reader.close();
        }
    }

    /** Counts what is unpacked, in all and since the last tag began. */
    private final class Counted extends FilterInputStream {

        private boolean xml = true;
        private long here;
        private long sinceTag;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = super.read(into, from, length);
            here += Math.max(0, count);
            unpacked += Math.max(0, count);
            if (unpacked > Text.MOST) {
                throw new BrokenFile("Unpacked, the workbook is larger than 256 MB. Leave out what is not needed.");
            }
            for (int place = from; place < from + count; place++) {
                sinceTag = into[place] == '<' ? 0 : sinceTag + 1;
                if (xml && sinceTag > Text.LONGEST_ROW) {
                    throw new BrokenFile(
                            "The workbook has a cell that is larger than 1 MB. Leave out what is not needed.");
                }
            }
            return count;
        }
    }
}
