package org.dottedline.attachment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files as people attach them, and as they should not. */
public final class Files {

    static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
    static final String DOCX = OFFICE + "wordprocessingml.document.main+xml";
    static final String XLSX = OFFICE + "spreadsheetml.sheet.main+xml";

    private Files() {}

    public static byte[] pdf(String text) {
        return ("%PDF-1.7\n1 0 obj\n<< /Title (" + text + ") >>\nendobj\ntrailer\n<< >>\n%%EOF\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] png() {
        byte[] png = new byte[64];
        byte[] head = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'};
        System.arraycopy(head, 0, png, 0, head.length);
        return png;
    }

    /** An Office file whose parts are declared as these types. */
    static byte[] office(String... types) {
        StringBuilder list =
                new StringBuilder("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">");
        for (String type : types) {
            list.append("<Override PartName=\"/part\" ContentType=\"")
                    .append(type)
                    .append("\"/>");
        }
        return zip("[Content_Types].xml", list.append("</Types>").toString(), "word/document.xml", "<document/>");
    }

    static byte[] odt(String... more) {
        String[] parts = new String[4 + more.length];
        parts[0] = "mimetype";
        parts[1] = "application/vnd.oasis.opendocument.text";
        parts[2] = "content.xml";
        parts[3] = "<content/>";
        System.arraycopy(more, 0, parts, 4, more.length);
        return zip(parts);
    }

    static byte[] zip(String... namesAndContents) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (int i = 0; i < namesAndContents.length; i += 2) {
                    ZipEntry part = new ZipEntry(namesAndContents[i]);
                    byte[] content = text(namesAndContents[i + 1]);
                    if (part.getName().equals("mimetype")) {
                        CRC32 sum = new CRC32();
                        sum.update(content);
                        part.setMethod(ZipEntry.STORED);
                        part.setSize(content.length);
                        part.setCrc(sum.getValue());
                    }
                    zip.putNextEntry(part);
                    zip.write(content);
                    zip.closeEntry();
                }
            }
            return out.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A document with a part that says it is small and cannot be unpacked: whoever tries, fails. */
    static byte[] notToBeUnpacked() {
        byte[] content = zip(
                "[Content_Types].xml",
                "<Types><Override PartName=\"/a\" ContentType=\"" + DOCX + "\"/></Types>",
                "word/document.xml",
                "0123456789".repeat(50_000));
        // the first bytes of the packed part, behind its name
        int part = new String(content, StandardCharsets.ISO_8859_1).indexOf("word/document.xml") + 17;
        java.util.Arrays.fill(content, part, part + 40, (byte) 0xff);
        return content;
    }
}
