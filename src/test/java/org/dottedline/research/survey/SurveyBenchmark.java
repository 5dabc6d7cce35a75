package org.dottedline.research.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes from the bytes of a large survey file to its counts, beside the library that reads its cells and nothing else.
 * Each reader runs in a fresh JVM with 256 MB, in turns. Not run with the tests, since its name does not end like theirs:
 * {@code mvn test -Dtest=SurveyBenchmark}.
 */
class SurveyBenchmark {

    private static final int ANSWERS = Integer.getInteger("answers", 200_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    /** Reads in each JVM; the first is cold. */
    private static final int READS = 4;

    private static final String[] HEADER = {
        "id",
        "submitdate",
        "lastpage",
        "startlanguage",
        "seed",
        "token",
        "ipaddr",
        "G01Q01",
        "G01Q02",
        "G01Q03",
        "G01Q04",
        "G02Q05",
        "G02Q06"
    };
    private static final String[] GROUPS = {"customers", "partners", "employees"};
    private static final String[] ANSWER = {"Strongly agree", "Agree", "Neither agree nor disagree", "Disagree"};

    @Test
    void csv(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("answers.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(String.join(",", HEADER) + "\n");
            for (int row = 0; row < ANSWERS; row++) {
                out.write("\"" + String.join("\",\"", row(row)) + "\"\n");
            }
        }
        assertThat(compare("CSV", "csv", file)).isGreaterThanOrEqualTo(0.5);
    }

    @Test
    void workbook(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("answers.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook book = new Workbook(out, "Benchmark", null)) {
            Worksheet sheet = book.newWorksheet("Answers");
            for (int column = 0; column < HEADER.length; column++) {
                sheet.inlineString(0, column, HEADER[column]);
            }
            for (int row = 0; row < ANSWERS; row++) {
                String[] cells = row(row);
                for (int column = 0; column < cells.length; column++) {
                    sheet.inlineString(row + 1, column, cells[column]);
                }
                if (row % 1000 == 0) {
                    sheet.flush();
                }
            }
        }
        compare("XLSX", "xlsx", file);
    }

    private static String[] row(int row) {
        return new String[] {
            String.valueOf(row),
            "2026-03-%02d 10:%02d:00".formatted(1 + row % 28, row % 60),
            "3",
            "en",
            String.valueOf(100_000_007L * row % 2_000_000_011),
            "tok" + Long.toHexString(row * 0x9E3779B97F4A7C15L),
            "192.0.2." + row % 255,
            GROUPS[row % 3],
            ANSWER[row % 4],
            ANSWER[row / 4 % 4],
            String.valueOf(1 + row % 5),
            row % 2 == 0 ? "Y" : "N",
            "We lose a day, or more, on defects that others already know; number " + row
                    + " was the \"\"worst\"\" of them."
        };
    }

    /** Prints medians; the ratio is that of the reads that are not the first. */
    private static double compare(String what, String kind, Path file) throws IOException, InterruptedException {
        double[] alone = new double[ROUNDS];
        double[] ours = new double[ROUNDS];
        double[] aloneCold = new double[ROUNDS];
        double[] oursCold = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            double[] library = fork("library", kind, file);
            double[] importer = fork("importer", kind, file);
            aloneCold[round] = library[0];
            oursCold[round] = importer[0];
            alone[round] = median(Arrays.copyOfRange(library, 1, READS));
            ours[round] = median(Arrays.copyOfRange(importer, 1, READS));
        }
        double ratio = median(alone) / median(ours);
        System.out.printf(
                "BENCH %s of %.1f MB, %,d answers: the library alone %.0f ms, from bytes to counts %.0f ms, ratio %.2f;"
                        + " the first read of a JVM %.0f ms and %.0f ms, ratio %.2f%n",
                what,
                Files.size(file) / 1e6,
                ANSWERS,
                median(alone),
                median(ours),
                ratio,
                median(aloneCold),
                median(oursCold),
                median(aloneCold) / median(oursCold));
        return ratio;
    }

    private static double[] fork(String reader, String kind, Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SurveyBenchmark.class.getName(),
                        reader,
                        kind,
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (Stream<String> lines = process.inputReader().lines()) {
            double[] taken =
                    lines.mapToDouble(line -> Double.parseDouble(line.strip())).toArray();
            assertThat(process.waitFor()).isZero();
            assertThat(taken).hasSize(READS);
            return taken;
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** One reader in a JVM of its own: prints what each read took, in milliseconds. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[2]);
        for (int read = 0; read < READS; read++) {
            long start = System.nanoTime();
            long found = arguments[0].equals("importer")
                    ? counted(file)
                    : arguments[1].equals("csv") ? cellsOfCsv(file) : cellsOfWorkbook(file);
            double taken = (System.nanoTime() - start) / 1e6;
            if (found < ANSWERS) {
                throw new IllegalStateException("only " + found);
            }
            System.out.println(taken);
        }
    }

    private static long cellsOfCsv(Path file) throws IOException {
        long cells = 0;
        long letters = 0;
        try (CSVParser parser = CSVParser.parse(
                new InputStreamReader(new BufferedInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8),
                CSVFormat.DEFAULT)) {
            for (CSVRecord row : parser) {
                for (String cell : row) {
                    cells++;
                    letters += cell.length();
                }
            }
        }
        return letters > 0 ? cells : 0;
    }

    private static long cellsOfWorkbook(Path file) throws IOException {
        long[] cells = new long[1];
        try (ReadableWorkbook book = new ReadableWorkbook(file.toFile());
                Stream<org.dhatim.fastexcel.reader.Row> rows =
                        book.getFirstSheet().openStream()) {
            rows.forEach(row -> {
                for (Cell cell : row) {
                    cells[0] += cell == null || cell.getText().isEmpty() ? 0 : 1;
                }
            });
        }
        return cells[0];
    }

    private static long counted(Path file) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        Survey survey = Survey.of(() -> Files.newInputStream(file), kept);
        Column answer = survey.choosable().stream()
                .filter(column -> column.name().equals("G01Q02"))
                .findFirst()
                .orElseThrow();
        Column group = survey.choosable().stream()
                .filter(column -> column.name().equals("G01Q01"))
                .findFirst()
                .orElseThrow();
        Tally tally = Tally.of(
                () -> new ByteArrayInputStream(kept.toByteArray()),
                survey,
                Mapping.byGroup(
                        answer.index(),
                        Meaning.guesses(answer.values().keySet()),
                        group.index(),
                        List.of(GROUPS).stream().collect(java.util.stream.Collectors.toMap(one -> one, one -> one))));
        return tally.groups().values().stream().mapToLong(Tally.Count::answered).sum();
    }
}
