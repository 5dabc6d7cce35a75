package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dottedline.Visitor;
import org.dottedline.Visitor.Sheet;
import org.dottedline.page.UploadPlace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every page that takes files is sent what is none, by the one who may send files there. */
class UploadDoorsTest extends AttackedProduct {

    private static final String FORMULAS = "title,votes,author\n"
            + "\"=HYPERLINK(\"\"http://evil.example\"\",\"\"<xssq onq7=x>\"\")\",1,=1+1\n"
            + "\"@SUM(1+1)\",2,+1\n\"${7919*7907} __${7919*7907}__::.x\",3,\"-1+1|cmd\"\n";

    @Autowired
    private List<UploadPlace> places;

    private Visitor manager;
    private List<String> doors;
    private String attachments;

    @BeforeEach
    void everyDoor() {
        manager = Visitor.at(port, OpenTasks.MANAGER);
        attachments = "/trails/" + tasks.one("TellMembers").ref() + "/attachments";
        doors = List.of(
                "/tasks/" + tasks.one("SubmitResearch").id() + "/survey",
                "/communities/" + OpenTasks.COMMUNITY + "/ideas/import",
                attachments);
        assertThat(places)
                .allSatisfy(place -> assertThat(doors).as("a door for " + place).anyMatch(place::isAt));
        assertThat(places).hasSameSizeAs(doors);
        assertThat(manager.open(doors.get(0)).status()).isEqualTo(200);
    }

    @Test
    @Attack(14)
    void whatIsNotWhatItSaysIsRefusedWithASentenceAtEveryDoor() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("laughs.xlsx", zip("<!DOCTYPE l [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>", 0));
        files.put("outside.xlsx", zip("<!DOCTYPE l [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>", 0));
        files.put("nothing.xlsx", new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0});
        files.put("picture.csv", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13});
        files.put("program.csv", "MZ\u0000\u0003\u0000 program".getBytes(StandardCharsets.ISO_8859_1));
        files.put("run.exe", "MZ\u0000".getBytes(StandardCharsets.ISO_8859_1));
        files.put("empty.csv", new byte[0]);
        unchanged.by(() -> {
            long refused = 0;
            for (String door : doors) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    refused(door, file.getKey(), file.getValue());
                    refused++;
                }
            }
            return refused;
        });
    }

    @Test
    @Attack(14)
    void whatUnpacksWithoutEndOrIsNoTextIsRefusedWhereRowsAreRead() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("bomb.xlsx", zip("", 48));
        files.put("bomb.csv", gzip(48));
        files.put("twice.csv.gz", gzipped(gzip(8)));
        files.put("latin.csv", "title,votes\n\u00c4,1\n".getBytes(StandardCharsets.ISO_8859_1));
        files.put(
                "halves.csv", new byte[] {'a', ',', 'b', '\n', (byte) 0xed, (byte) 0xa0, (byte) 0x80, ',', '1', '\n'});
        unchanged.by(() -> {
            long refused = 0;
            for (String door : doors.subList(0, 2)) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    long began = System.nanoTime();
                    refused(door, file.getKey(), file.getValue());
                    assertThat(System.nanoTime() - began).as(file.getKey()).isLessThan(20_000_000_000L);
                    refused++;
                }
            }
            return refused;
        });
    }

    @Test
    @Attack(14)
    void aNameIsNoPathAndACellNoFormula() {
        for (String door : doors.subList(0, 2)) {
            manager.open(door);
            Sheet sheet = manager.upload(
                    door, "file", "../../../../tmp/xssq<xssq>.csv", FORMULAS.getBytes(StandardCharsets.UTF_8));
            assertThat(sheet.status()).as(sheet.text()).isEqualTo(200);
            Leaks.onlyText(door, sheet.html());
            assertThat(sheet.text()).doesNotContain("../");
            manager.open(sheet.path());
            manager.send(sheet.path() + "/drop");
        }
        manager.open(attachments);
        Sheet kept = manager.upload(
                attachments, "file", "../../../etc/onq7 x.csv", FORMULAS.getBytes(StandardCharsets.UTF_8));
        assertThat(kept.text()).contains("onq7 x.csv").doesNotContain("../", "/etc/");
        Leaks.none(attachments, kept.html());
        Tried.times(3);
    }

    @Test
    @Attack(14)
    void aBodyWithoutEndIsCutEarlyAtEveryDoor() throws Exception {
        byte[] piece = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
        String cookie = "dottedline-"
                + jdbc.sql("select left(id::text, 8) from installation")
                        .query(String.class)
                        .single()
                + "=" + manager.cookie();
        unchanged.by(() -> {
            for (String door : doors) {
                String head = "POST " + door + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie
                        + "\r\nContent-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n";
                long sent = 0;
                try (Socket socket = new Socket("localhost", port)) {
                    OutputStream out = socket.getOutputStream();
                    out.write(head.getBytes(StandardCharsets.US_ASCII));
                    while (sent < 1024L * 1024 * 1024) {
                        out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
                        out.write(piece);
                        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                        sent += piece.length;
                    }
                } catch (IOException cut) {
                    assertThat(sent).as(door).isLessThan(100L * 1024 * 1024);
                    continue;
                }
                throw new AssertionError("One gigabyte was taken by " + door);
            }
            return doors.size();
        });
    }

    private void refused(String door, String name, byte[] content) {
        manager.open(door);
        Sheet sheet = manager.upload(door, "file", name, content);
        assertThat(sheet.status())
                .as(name + " at " + door + ": " + sheet.text())
                .isEqualTo(422);
        assertThat(sheet.html()).as(name + " at " + door).contains("role=\"alert\"");
        Leaks.onlyText(name, sheet.html());
    }

    /** A workbook whose parts begin with these words, and whose sheet is so many MiB of blanks unpacked. */
    private static byte[] zip(String begin, int megabytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            zip.write(
                    (begin + "<Types><Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-"
                                    + "officedocument.spreadsheetml.sheet.main+xml'/></Types>")
                            .getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            zip.write((begin + "<worksheet>").getBytes(StandardCharsets.UTF_8));
            byte[] blanks = " ".repeat(1024 * 1024).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < megabytes; i++) {
                zip.write(blanks);
            }
            zip.write("</worksheet>".getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static byte[] gzip(int megabytes) throws IOException {
        return gzipped("a".repeat(megabytes * 1024 * 1024).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] gzipped(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }
}
