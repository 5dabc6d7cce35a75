package org.dottedline.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.dottedline.upload.HeldFiles.Held;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeldFilesTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final HeldFiles<String> files = new HeldFiles<>(
            (source, kept) -> {
                kept.write("kept".getBytes(StandardCharsets.UTF_8));
                return new String(source.open().readAllBytes(), StandardCharsets.UTF_8);
            },
            nanos::get);

    @AfterEach
    void end() {
        files.destroy();
    }

    private static InputStream content() {
        return new ByteArrayInputStream("id,answer\n1,yes\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFileIsThereForItsPersonItsPlaceAndAQuarterOfAnHour() throws IOException {
        Held<String> held = files.hold("mona", "t1", content());

        assertThat(files.find("mona", "t1", held.key())).contains(held);
        assertThat(files.find("mona", "t2", held.key())).isEmpty();
        assertThat(files.find("mona", "t1", "0")).isEmpty();
        assertThat(files.find("liam", "t1", held.key())).isEmpty();

        nanos.addAndGet(TimeUnit.MINUTES.toNanos(HeldFiles.MINUTES) - 1);
        assertThat(files.find("mona", "t1", held.key())).isPresent();
        nanos.incrementAndGet();
        assertThat(files.find("mona", "t1", held.key())).isEmpty();
        assertThat(held.file().isOpen()).isFalse();
    }

    @Test
    void aFurtherFileTakesThePlaceOfTheFirst() throws IOException {
        Held<String> first = files.hold("mona", "t1", content());
        Held<String> second = files.hold("mona", "t1", content());

        assertThat(first.file().isOpen()).isFalse();
        assertThat(files.find("mona", "t1", second.key())).contains(second);
    }

    @Test
    void nothingOfAFileIsToBeSeenOnTheDisk() throws IOException {
        Held<String> held = files.hold("mona", "t1", content());

        try (Stream<Path> temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(temporary.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("dottedline-upload-"));
        }
        for (int time = 0; time < 2; time++) {
            try (InputStream kept = held.kept().open()) {
                assertThat(new String(kept.readAllBytes(), StandardCharsets.UTF_8))
                        .as("what the look kept, and nothing else of the file")
                        .isEqualTo("kept");
            }
        }
    }
}
