package org.dottedline.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dottedline.trust.Attack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetsTest {

    @TempDir
    private Path folder;

    @Test
    @Attack(15)
    void theFirstSheetSaysWhatTheOthersAreAndTextStaysText() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Sheets sheets = new Sheets(file, "Entries", List.of("Number", "When", "Reason", "Amount"));
        sheets.about("About", List.of(List.of("Filter", "at and below G7")));
        sheets.row(List.of(7L, Instant.parse("2026-05-31T10:00:00Z"), "=1+1 <b>", new BigDecimal("8750.00")));
        sheets.finish();

        Map<String, String> parts = parts(file.toByteArray());
        assertThat(parts.get("xl/worksheets/sheet1.xml")).contains("at and below G7");
        assertThat(parts.get("xl/worksheets/sheet2.xml"))
                .contains("Reason", "=1+1 &lt;b&gt;", "<v>7</v>", "<v>8750.00</v>")
                .doesNotContain("<f>");
    }

    @Test
    void rowsGoOutAsTheyComeAndAreForgotten() throws IOException {
        long[] out = new long[1];
        OutputStream counted = new OutputStream() {
            @Override
            public void write(int one) {
                out[0]++;
            }

            @Override
            public void write(byte[] some, int offset, int length) {
                out[0] += length;
            }
        };
        Sheets sheets = new Sheets(counted, "Entries", List.of("Number", "Reason"));
        List<WeakReference<String>> kept = new ArrayList<>();
        for (long row = 0; row < 100_000; row++) {
            String reason = "Because of " + Long.toHexString(row * 0x9E3779B97F4A7C15L);
            sheets.row(List.of(row, reason));
            if (row % 1000 == 0) {
                kept.add(new WeakReference<>(reason));
            }
        }

        assertThat(out[0]).isGreaterThan(1_000_000);
        System.gc();
        assertThat(kept.stream().filter(reference -> reference.get() != null)).hasSizeLessThan(5);
        sheets.finish();
    }

    private Map<String, String> parts(byte[] file) throws IOException {
        Map<String, String> parts = new HashMap<>();
        Path kept = Files.write(folder.resolve("list.xlsx"), file);
        try (ZipFile zip = new ZipFile(kept.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                parts.put(
                        entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }
}
