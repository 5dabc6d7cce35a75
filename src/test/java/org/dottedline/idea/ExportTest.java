package org.dottedline.idea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.zip.GZIPOutputStream;
import org.dottedline.upload.BrokenFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of ideas as their tools write them, and files that are none. */
class ExportTest {

    private static final String FIDER =
            "number,title,description,created_at,created_by,votes_count,comments_count,status,responded_by,responded_at,"
                    + "response,original_number,original_title,tags\n";

    private static Export read(byte[] bytes) throws IOException {
        return Export.of(() -> new ByteArrayInputStream(bytes));
    }

    private static Export read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String text, String... said) {
        refused(text.getBytes(StandardCharsets.UTF_8), said);
    }

    private static void refused(byte[] bytes, String... said) {
        assertThatExceptionOfType(BrokenFile.class)
                .isThrownBy(() -> read(bytes))
                .satisfies(broken -> assertThat(broken.sentence()).contains(said));
    }

    @Test
    void theExportOfFiderIsKnownByItsHeaderAndLosesWhoHadTheIdea() throws IOException {
        Export export = read(FIDER
                + "7,Dark mode,\"Too bright, at night\",2026-02-11T15:40:00Z,Jon Snow,187,22,planned,Staff,,Soon,,,\"ui, night\"\n"
                + "9,Dark theme,,2026-02-12T15:40:00Z,Arya Stark,3,0,duplicate,Staff,,,7,Dark mode,\n");

        assertThat(export.tool()).isEqualTo(Tool.FIDER);
        assertThat(export.suggestions())
                .containsExactly(
                        new Suggestion(
                                2, "7", "Dark mode", "Too bright, at night", 187, 22, LocalDate.of(2026, 2, 11), null),
                        new Suggestion(3, "9", "Dark theme", null, 3, 0, LocalDate.of(2026, 2, 12), "7"));
        assertThat(export.dropped())
                .containsExactly(
                        "created_by", "status", "responded_by", "responded_at", "response", "original_title", "tags");
        assertThat(export.toString()).doesNotContain("Snow", "Stark", "Staff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"votes", "vote_count", "topic_votes", "like_count"})
    void aQueryOfDiscourseIsKnownByItsTopics(String votes) throws IOException {
        Export export = read("topic_id,title," + votes + ",posts_count,created_at,username,excerpt\n"
                + "41,Mark the answer,158,39,2026-01-25 10:02:00 UTC,greta_k,<p>Lost in <b>long</b> threads</p>\n");

        assertThat(export.tool()).isEqualTo(Tool.DISCOURSE);
        Suggestion said = export.suggestions().get(0);
        assertThat(said.number()).isEqualTo("41");
        assertThat(said.votes()).isEqualTo(158);
        assertThat(said.comments()).isEqualTo(39);
        assertThat(said.description()).doesNotContain("<").contains("Lost in");
        assertThat(export.dropped()).containsExactly("username");
    }

    @ParameterizedTest
    @CsvSource({"';'", "'\t'", "'|'", "','"})
    void aPlainFileNeedsATitleAndVotesWhateverDividesThem(String delimiter) throws IOException {
        Export export = read("Idea" + delimiter + "E-mail" + delimiter + "Votes\n\"Night, and day\"" + delimiter
                + "a@example.org" + delimiter + "4\n\nMore" + delimiter + delimiter + "\n");

        assertThat(export.tool()).isEqualTo(Tool.PLAIN);
        assertThat(export.suggestions()).extracting(Suggestion::title).containsExactly("Night, and day", "More");
        assertThat(export.suggestions()).extracting(Suggestion::votes).containsExactly(4, 0);
        assertThat(export.dropped()).containsExactly("E-mail");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void theEncodingIsKnownByTheByteOrderMark(String charset) throws IOException {
        Export export = read("\ufefftitle,votes\nN\u00e4chte,4\n".getBytes(Charset.forName(charset)));

        assertThat(export.suggestions()).extracting(Suggestion::title).containsExactly("N\u00e4chte");
    }

    @Test
    void aPackedFileIsUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("title,votes\nNights,4\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(packed.toByteArray()).suggestions()).hasSize(1);
    }

    @Test
    void aFormulaIsATextLikeAnyOther() throws IOException {
        Export export = read("title,votes\n\"=HYPERLINK(\"\"http://x.example\"\",\"\"y\"\")\",4\n+1 for tables,2\n");

        assertThat(export.suggestions())
                .extracting(Suggestion::title)
                .containsExactly("=HYPERLINK(\"http://x.example\",\"y\")", "+1 for tables");
    }

    @Test
    void addressesAndNamesAreStruckOutOfTexts() throws IOException {
        Export export = read("title,votes,description\n"
                + "Ask @jon.snow about it,4,\"Write to jon@wall.example, or call +44 20 7946 0958; from 192.168.0.17\"\n"
                + "Since version 4.2.1.0,1,Nothing personal\n");

        assertThat(export.suggestions().get(0).title()).isEqualTo("Ask […] about it");
        assertThat(export.suggestions().get(0).description()).isEqualTo("Write to […], or call […]; from […]");
        assertThat(export.suggestions().get(1).title()).isEqualTo("Since version 4.2.1.0");
        assertThat(export.struck()).isEqualTo(1);
    }

    @Test
    void oneRowThatCannotBeReadKeepsTheWholeFileOutAndIsNamedByItsLine() {
        refused(
                FIDER + "7,Dark mode,,2026-02-11T15:40:00Z,Jon,many,2,open,,,,,,\n"
                        + "8,Two\n"
                        + "9,,,,Jon,3,0,open,,,,,,\n"
                        + ",Nameless,,,Jon,3,0,open,,,,,,\n"
                        + "10,Well,,next week,Jon,3,0,open,,,,,,\n"
                        + "10,Fine,,,Jon,3,0,open,,,,,,\n"
                        + "10,Fine too,,,Jon,-3,0,open,,,,,,\n",
                "Nothing was taken, since 6 rows cannot be read.",
                "Line 2: its votes are “many”",
                "Line 3: it has 2 cells, but the header has 14.",
                "Line 4: it has no title.",
                "Line 5: it has no number",
                "Line 6: its date is “next week”; write it as 2026-05-31.",
                "Line 8: its number 10 stands in line 7 already.");
    }

    @Test
    void ofManyBrokenRowsTheFirstAreNamed() {
        refused("title,votes\n" + "x\n".repeat(30), "30 rows", "Line 11:", "These are the first 10 of 30.");
    }

    @Test
    void aFileWithoutTheNeededHeaderIsRefused() {
        refused("", "The file is empty.");
        refused("name,votes\nx,1\n", "No column is called “title”");
        refused("title,likes?\nx,1\n".replace("likes?", "why"), "is called “votes”");
        refused("jon@wall.example,4\nx,1\n", "The header is missing");
        refused("title,votes\n", "no ideas below it");
    }

    @Test
    void theWrongEncodingIsNamedByItsLine() {
        refused(
                "title,votes\nNight,1\nN\u00e4chte,4\n".getBytes(StandardCharsets.ISO_8859_1),
                "Line 3 is not written in UTF-8");
        refused("title,votes\nNi\0ght,1\n", "Line 2 holds a zero byte");
        refused("title,votes\n\"Night,1\n", "never closed");
    }
}
