package org.dottedline.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.trust.Attack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a file is, is said by its content and its name together. */
class ContentCheckTest {

    @TempDir
    private Path folder;

    private FileType check(String name, byte[] content) throws IOException {
        return ContentCheck.of(name, java.nio.file.Files.write(folder.resolve("content"), content));
    }

    static Stream<Arguments> kept() {
        byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1};
        return Stream.of(
                arguments("plan.pdf", Files.pdf("a"), FileType.PDF),
                arguments("PLAN.PDF", Files.pdf("a"), FileType.PDF),
                arguments("a.png", Files.png(), FileType.PNG),
                arguments("a.jpeg", jpeg, FileType.JPEG),
                arguments("a.txt", Files.text("From: members\n\nHello"), FileType.TEXT),
                arguments(
                        "a.txt",
                        "Die Größe der Rechnung vom März stimmt nicht mehr.".getBytes(StandardCharsets.ISO_8859_1),
                        FileType.TEXT),
                arguments("a.csv", "a;b\n1;2".getBytes(StandardCharsets.UTF_16), FileType.CSV),
                arguments("a.csv", Files.text("name,note\n=1+1,\"=cmd|' /C calc'!A0\"\n"), FileType.CSV),
                arguments("a.md", Files.text("# Heading\n\n- one\n"), FileType.MARKDOWN),
                arguments("a.docx", Files.office(Files.DOCX), FileType.DOCX),
                arguments("a.xlsx", Files.office(Files.XLSX), FileType.XLSX),
                arguments("a.odt", Files.odt(), FileType.ODT));
    }

    @ParameterizedTest
    @MethodSource("kept")
    void whatIsWhatItsNameSaysIsKept(String name, byte[] content, FileType type) throws IOException {
        assertThat(check(name, content)).isEqualTo(type);
    }

    static Stream<Arguments> refused() {
        byte[] html = Files.text("<!DOCTYPE html><html><script>alert(1)</script></html>");
        byte[] svg = Files.text("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        return Stream.of(
                arguments("page.html", html, "is not of a kind that is kept here"),
                arguments("drawing.svg", svg, "is not of a kind that is kept here"),
                arguments("all.zip", Files.zip("a", "b"), "is not of a kind that is kept here"),
                arguments("macros.docm", Files.office(Files.DOCX), "is not of a kind that is kept here"),
                arguments("noending", Files.pdf("a"), "is not of a kind that is kept here"),
                arguments("page.txt", html, "looks like text/html"),
                arguments("page.pdf", html, "is named as PDF, but its content is not: it looks like text/html."),
                arguments("drawing.png", svg, "looks like image/svg+xml"),
                arguments("drawing.csv", svg, "looks like image/svg+xml"),
                arguments("run.txt", Files.text("#!/bin/sh\nrm -rf /\n"), "looks like application/x-sh"),
                arguments("run.pdf", Files.text("MZ\u0090\u0000\u0003 program"), "looks like application/x-"),
                arguments("later.txt", Files.text("text ".repeat(40_000) + "\u0000"), "application/octet-stream"),
                arguments("plan.pdf", Files.png(), "looks like image/png"),
                arguments("plan.docx", Files.pdf("a"), "looks like application/pdf"),
                arguments("plan.docx", Files.zip("a", "b"), "cannot be read as what its name says"),
                arguments("plan.docx", Files.office(Files.XLSX), "cannot be read as what its name says"),
                arguments("plan.odt", Files.office(Files.DOCX), "cannot be read as what"),
                arguments(
                        "plan.docx",
                        Files.office("application/vnd.ms-word.document.macroEnabled.main+xml"),
                        "holds macros"),
                arguments(
                        "plan.docx", Files.office(Files.DOCX, "application/vnd.ms-office.vbaProject"), "holds macros"),
                arguments(
                        "plan.xlsx",
                        Files.zip("[Content_Types].xml", "<Types/>", "xl/vbaProject.bin", "x"),
                        "holds macros"),
                arguments("plan.odt", Files.odt("Basic/Standard/Module1.xml", "x"), "holds macros"),
                arguments(
                        "plan.docx",
                        Files.zip("[Content_Types].xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><Types>&b;</Types>"),
                        "cannot be read"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    @Attack(14)
    void whatIsNotIsRefusedInOneSentence(String name, byte[] content, String sentence) {
        assertThatThrownBy(() -> check(name, content))
                .isInstanceOfSatisfying(
                        InvalidFields.class,
                        refusal -> assertThat(refusal.sentence()).contains(name, sentence));
    }

    @Test
    @Attack(14)
    void whatIsPackedIsNotUnpacked() throws IOException {
        byte[] packed = Files.notToBeUnpacked();
        assertThatThrownBy(() -> new ZipInputStream(new ByteArrayInputStream(packed)) {
                    void all() throws IOException {
                        while (getNextEntry() != null) {
                            readAllBytes();
                        }
                    }
                }.all())
                .as("it cannot be")
                .isInstanceOf(ZipException.class);
        assertThat(check("bomb.docx", packed)).isEqualTo(FileType.DOCX);
        String list = "<Types>" + " ".repeat(300 * 1024) + "</Types>";
        assertThatThrownBy(() -> check("list.docx", Files.zip("[Content_Types].xml", list)))
                .isInstanceOf(InvalidFields.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ../../etc/passwd.txt | passwd.txt
                    C:\\Users\\me\\plan.pdf | plan.pdf
                    /trails/G1/plan.pdf | plan.pdf
                    .. | ``
                    .htaccess.txt | htaccess.txt
                    `  two   blanks .pdf ` | two blanks .pdf
                    """)
    @Attack(14)
    void aNameIsNoPath(String sent, String cleaned) {
        assertThat(FileName.cleaned(sent)).isEqualTo(cleaned);
    }

    @Test
    void aNameShowsWhatItIs() {
        assertThat(FileName.cleaned("invoice\u202Efdp.exe")).isEqualTo("invoicefdp.exe");
        assertThat(FileName.cleaned("a\r\nSet-Cookie: b\u0000.pdf")).isEqualTo("aSet-Cookie_ b.pdf");
        assertThat(FileName.cleaned("\"quoted\"<b>.pdf")).isEqualTo("_quoted__b_.pdf");
        assertThat(FileName.cleaned("broken\uD83D.pdf")).isEqualTo("broken.pdf");
        assertThat(FileName.cleaned("Umsatz Müller 売上.pdf")).isEqualTo("Umsatz Müller 売上.pdf");
        assertThat(FileName.cleaned("x".repeat(500) + ".pdf"))
                .hasSize(FileName.LONGEST)
                .endsWith("x.pdf");
    }
}
