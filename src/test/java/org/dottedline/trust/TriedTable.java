package org.dottedline.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Prints at the end of the build what was tried against the product, how often, and whether it held. */
public final class TriedTable {

    private TriedTable() {}

    private record Line(String kind, int number, String test, long times, String result) {

        static Line of(String written) {
            String[] parts = written.strip().split("\t");
            return new Line(parts[0], Integer.parseInt(parts[1]), parts[2], Long.parseLong(parts[3]), parts[4]);
        }
    }

    /** @param arguments the lines to print, such as "fault 2"; without any, all of them */
    public static void main(String[] arguments) throws IOException {
        List<String> asked = List.of(arguments);
        List<Line> lines = written();
        System.out.println("What was tried against the product in this build");
        System.out.printf("%-10s %-52s %8s  %-9s %s%n", "", "", "tried", "result", "by");
        for (Trial trial : Trial.all()) {
            if (!asked.isEmpty() && !asked.contains(trial.kind().word() + " " + trial.number())) {
                continue;
            }
            List<Line> mine = lines.stream()
                    .filter(line -> line.kind().equals(trial.kind().word()) && line.number() == trial.number())
                    .toList();
            String result = mine.isEmpty()
                    ? "NOT TRIED"
                    : mine.stream().allMatch(line -> line.result().equals("held")) ? "held" : "FELL";
            System.out.printf(
                    "%-10s %-52s %8d  %-9s %s%n",
                    trial.kind().word() + " " + trial.number(),
                    trial.what(),
                    mine.stream().mapToLong(Line::times).sum(),
                    result,
                    String.join(
                            ", ", new TreeSet<>(mine.stream().map(Line::test).toList())));
        }
    }

    private static List<Line> written() throws IOException {
        if (!Files.isDirectory(Tried.WRITTEN)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(Tried.WRITTEN)) {
            List<Line> lines = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                lines.add(Line.of(Files.readString(file)));
            }
            return lines;
        }
    }
}
