package org.dottedline.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dottedline.ProductTest;
import org.dottedline.upload.HeldFiles.Held;
import org.dottedline.upload.persistence.HeldFileTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ProductTest
class HeldFilesTest {

    /** What a look finds in these tests. */
    record Found(String text, List<String> names) {}

    @Autowired
    private HeldFileTable table;

    @Autowired
    private JdbcClient jdbc;

    private byte[] kept = "what is kept".getBytes(StandardCharsets.UTF_8);
    private HeldFiles<Found> files;
    private HeldFiles<Found> onAnotherNode;

    @BeforeEach
    void twoNodes() {
        files = node();
        onAnotherNode = node();
    }

    private HeldFiles<Found> node() {
        return new HeldFiles<>(
                Found.class,
                (source, into) -> {
                    into.write(kept);
                    return new Found(
                            new String(source.open().readAllBytes(), StandardCharsets.UTF_8), List.of("id", "answer"));
                },
                table);
    }

    @AfterEach
    void nothingStays() {
        jdbc.sql("delete from held_file where kind = 'Found'").update();
    }

    private static InputStream content() {
        return new ByteArrayInputStream("id,answer\n1,yes\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFileIsThereForItsPersonItsPlaceAndAQuarterOfAnHour() throws IOException {
        Held<Found> held = files.hold("mona", "t1", content());

        assertThat(files.find("mona", "t1", held.key()).map(Held::found))
                .contains(new Found("id,answer\n1,yes\n", List.of("id", "answer")));
        assertThat(files.find("mona", "t2", held.key())).isEmpty();
        assertThat(files.find("mona", "t1", "0")).isEmpty();
        assertThat(files.find("mona", "t1", "0".repeat(32))).isEmpty();
        assertThat(files.find("liam", "t1", held.key())).isEmpty();
        assertThat(jdbc.sql("select until - clock_timestamp() between interval '14 minutes' and interval '15 minutes'"
                                + " from held_file where login = 'mona'")
                        .query(Boolean.class)
                        .single())
                .isTrue();

        jdbc.sql("update held_file set until = clock_timestamp() where login = 'mona'")
                .update();
        assertThat(files.find("mona", "t1", held.key())).isEmpty();
        assertThatThrownBy(() -> held.kept().open().read()).isInstanceOf(HeldFiles.Gone.class);

        table.sweep();
        assertThat(parts()).isEmpty();
    }

    @Test
    void aFileThatOneNodeTookIsThereOnEveryOther() throws IOException {
        kept = new byte[2_500_000];
        new Random(1).nextBytes(kept);
        Held<Found> held = files.hold("mona", "t1", content());

        Held<Found> there = onAnotherNode.find("mona", "t1", held.key()).orElseThrow();
        assertThat(there.found()).isEqualTo(held.found());
        for (int time = 0; time < 2; time++) {
            try (InputStream again = there.kept().open()) {
                assertThat(again.readAllBytes())
                        .as("what the look kept, and nothing else of the file")
                        .isEqualTo(kept);
            }
        }
        onAnotherNode.drop("mona", "t1", held.key());
        assertThat(files.find("mona", "t1", held.key())).isEmpty();
        assertThat(parts()).isEmpty();
    }

    @Test
    void aFurtherFileTakesThePlaceOfTheFirst() throws IOException {
        kept = new byte[3_000_000];
        Held<Found> first = files.hold("mona", "t1", content());
        InputStream reading = first.kept().open();
        assertThat(reading.read()).isZero();
        kept = "short".getBytes(StandardCharsets.UTF_8);
        Held<Found> second = onAnotherNode.hold("mona", "t1", content());

        assertThat(files.find("mona", "t1", first.key())).isEmpty();
        assertThatThrownBy(reading::readAllBytes).isInstanceOf(HeldFiles.Gone.class);
        try (InputStream again =
                files.find("mona", "t1", second.key()).orElseThrow().kept().open()) {
            assertThat(again.readAllBytes()).isEqualTo(kept);
        }
    }

    @Test
    void whoReadsTheTablesReadsNothingOfAFile() throws IOException {
        Held<Found> held = files.hold("mona", "t1", content());

        assertThat(parts())
                .hasSize(2)
                .allSatisfy(part -> assertThat(new String(part, StandardCharsets.ISO_8859_1))
                        .doesNotContain("answer", "yes", "kept", held.key()));
        assertThat(jdbc.sql("select id from held_file where login = 'mona'")
                        .query(byte[].class)
                        .single())
                .asHexString()
                .doesNotContainIgnoringCase(held.key());
        assertThat(jdbc.sql("select relname from pg_class where relname in ('held_file', 'held_part')"
                                + " and relpersistence <> 'u'")
                        .query(String.class)
                        .list())
                .as("tables that are in the write-ahead log, and so in backups")
                .isEmpty();
    }

    private List<byte[]> parts() {
        return jdbc.sql("select content from held_part where kind = 'Found' and login = 'mona'")
                .query(byte[].class)
                .list();
    }

    @Test
    void nothingOfAFileIsToBeSeenOnTheDisk() throws IOException {
        files.hold("mona", "t1", content());

        try (Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(temporary.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("dottedline-upload-"));
        }
    }
}
