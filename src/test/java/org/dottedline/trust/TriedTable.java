package org.dottedline.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Prints at the end of the build what was tried against the product, how often, and whether it held. A build that ran all tests fails
 * where something was not tried: a test that is taken away, or skips, is not a test that held.
 */
public final class TriedTable {

    /** Set on the command line of a build that runs a part of the tests, or none. */
    private static final List<String> SOME_TESTS = List.of("test", "skipTests", "maven.test.skip");

    private TriedTable() {}

    record Line(String kind, int number, String test, long times, String result) {

        static Line of(String written) {
            String[] parts = written.strip().split("\t");
            return new Line(parts[0], Integer.parseInt(parts[1]), parts[2], Long.parseLong(parts[3]), parts[4]);
        }
    }

    /**
     * @param arguments the lines to print, such as "fault 2"; without any, all of them
     * @throws IllegalStateException if one of them fell, or was to be tried and was not: the build fails
     */
    public static void main(String[] arguments) throws IOException {
        List<String> asked = List.of(arguments);
        List<Line> lines = written();
        List<Trial> trials = Trial.all().stream()
                .filter(trial -> asked.isEmpty() || asked.contains(trial.toString()))
                .toList();
        print(trials, lines);
        List<String> open = open(trials, lines, ranAllTests(System.getProperties()));
        if (!open.isEmpty()) {
            throw new IllegalStateException("Not shown to hold: " + String.join("; ", open));
        }
    }

    /** Whether nobody asked for some tests alone; a property that is empty was still asked with, unless it says no. */
    static boolean ranAllTests(Properties asked) {
        return SOME_TESTS.stream().map(name -> asked.getProperty(name, "false")).allMatch("false"::equals);
    }

    /** What keeps a build from being good. */
    static List<String> open(List<Trial> trials, List<Line> lines, boolean ranAllTests) {
        List<String> open = new ArrayList<>();
        for (Trial trial : trials) {
            String result = result(of(trial, lines));
            if (result.equals("FELL") || result.equals("NOT TRIED") && ranAllTests && !trial.dependsOnTheMachine()) {
                open.add(trial + " (" + trial.what() + "): " + result);
            }
        }
        return open;
    }

    private static List<Line> of(Trial trial, List<Line> lines) {
        return lines.stream()
                .filter(line -> line.kind().equals(trial.kind().word()) && line.number() == trial.number())
                .toList();
    }

    private static String result(List<Line> mine) {
        return mine.isEmpty()
                ? "NOT TRIED"
                : mine.stream().allMatch(line -> line.result().equals("held")) ? "held" : "FELL";
    }

    private static void print(List<Trial> trials, List<Line> lines) {
        System.out.println("What was tried against the product in this build");
        System.out.printf("%-10s %-52s %8s  %-9s %s%n", "", "", "tried", "result", "by");
        for (Trial trial : trials) {
            List<Line> mine = of(trial, lines);
            System.out.printf(
                    "%-10s %-52s %8d  %-9s %s%n",
                    trial,
                    trial.what(),
                    mine.stream().mapToLong(Line::times).sum(),
                    result(mine),
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
