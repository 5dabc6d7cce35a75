package org.dottedline.outcome.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A feed as RFC 4287 has it. */
final class Atom {

    private static final String NAMESPACE = "http://www.w3.org/2005/Atom";
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r -\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    /**
     * The feed.
     *
     * @param self its own address, and {@code page} that of the page that says the same
     */
    record Feed(
            String id,
            String title,
            String subtitle,
            String author,
            String language,
            Instant updated,
            String self,
            String page,
            List<Entry> entries) {}

    /** One entry; its text is plain. */
    record Entry(String id, String title, Instant updated, String page, String text) {}

    static byte[] written(Feed feed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.setDefaultNamespace(NAMESPACE);
            xml.writeStartElement(NAMESPACE, "feed");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeAttribute("xml", "http://www.w3.org/XML/1998/namespace", "lang", feed.language());
            text(xml, "id", feed.id());
            text(xml, "title", feed.title());
            text(xml, "subtitle", feed.subtitle());
            text(xml, "updated", moment(feed.updated()));
            xml.writeStartElement(NAMESPACE, "author");
            text(xml, "name", feed.author());
            xml.writeEndElement();
            link(xml, "self", "application/atom+xml", feed.self());
            link(xml, "alternate", "text/html", feed.page());
            for (Entry entry : feed.entries()) {
                xml.writeStartElement(NAMESPACE, "entry");
                text(xml, "id", entry.id());
                text(xml, "title", entry.title());
                text(xml, "updated", moment(entry.updated()));
                text(xml, "published", moment(entry.updated()));
                link(xml, "alternate", "text/html", entry.page());
                xml.writeStartElement(NAMESPACE, "content");
                xml.writeAttribute("type", "text");
                xml.writeCharacters(storable(entry.text()));
                xml.writeEndElement();
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return out.toByteArray();
    }

    private static void text(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(NAMESPACE, name);
        xml.writeCharacters(storable(text));
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String rel, String type, String address) throws XMLStreamException {
        xml.writeEmptyElement(NAMESPACE, "link");
        xml.writeAttribute("rel", rel);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", address);
    }

    private static String moment(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A text can be kept that XML cannot carry. */
    private static String storable(String text) {
        return NOT_XML.matcher(text).replaceAll("\uFFFD");
    }

    private Atom() {}
}
