package org.dottedline.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Looks at the list of the parts of an Office file. Nothing is unpacked but the one part that says what the others are, and of that no
 * more than a part of this kind ever has.
 */
final class PackedFile {

    private static final int LONGEST_LIST = 256 * 1024;
    private static final String NOT_READABLE = "cannot be read as what its name says.";
    private static final String PROGRAMS = "holds macros or other programs, which are not kept here.";

    private PackedFile() {}

    /** What is wrong with it, as the end of a sentence. */
    static Optional<String> check(FileType type, Path content) throws IOException {
        try (ZipFile parts = new ZipFile(content.toFile(), StandardCharsets.UTF_8)) {
            Set<String> names = new HashSet<>();
            boolean programs = false;
            for (ZipEntry part : Collections.list(parts.entries())) {
                String name = part.getName().toLowerCase(Locale.ROOT);
                if (!names.add(name)) {
                    return Optional.of(NOT_READABLE); // two parts of one name: who reads it chooses
                }
                programs |= name.contains("vbaproject") || name.startsWith("basic/") || name.startsWith("scripts/");
            }
            if (programs) {
                return Optional.of(PROGRAMS);
            }
            return type == FileType.ODT ? openDocument(parts) : office(type, parts);
        } catch (ZipException | IllegalArgumentException | XMLStreamException broken) {
            return Optional.of(NOT_READABLE);
        }
    }

    private static Optional<String> openDocument(ZipFile parts) throws IOException {
        String said = new String(beginning(parts, "mimetype", 200), StandardCharsets.UTF_8).strip();
        return said.equals(FileType.ODT.mediaType()) ? Optional.empty() : Optional.of(NOT_READABLE);
    }

    private static Optional<String> office(FileType type, ZipFile parts) throws IOException, XMLStreamException {
        byte[] list = beginning(parts, "[Content_Types].xml", LONGEST_LIST + 1);
        if (list.length == 0 || list.length > LONGEST_LIST) {
            return Optional.of(NOT_READABLE);
        }
        Set<String> types = types(list);
        if (types.stream().anyMatch(one -> one.contains("macro") || one.contains("vba") || one.contains("activex"))) {
            return Optional.of(PROGRAMS);
        }
        return types.contains(type.mainPart().orElseThrow()) ? Optional.empty() : Optional.of(NOT_READABLE);
    }

    private static byte[] beginning(ZipFile parts, String name, int most) throws IOException {
        ZipEntry part = parts.getEntry(name);
        if (part == null) {
            return new byte[0];
        }
        try (InputStream in = parts.getInputStream(part)) {
            return in.readNBytes(most);
        }
    }

    private static Set<String> types(byte[] list) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        Set<String> types = new HashSet<>();
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(list));
        while (reader.hasNext()) {
            int next = reader.next();
            if (next == XMLStreamReader.DTD) {
                throw new XMLStreamException("No program that writes such files declares anything.");
            }
            if (next == XMLStreamReader.START_ELEMENT) {
                String type = reader.getAttributeValue(null, "ContentType");
                if (type != null) {
                    types.add(type.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        return types;
    }
}
