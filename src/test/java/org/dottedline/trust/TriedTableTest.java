package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.dottedline.trust.TriedTable.Line;
import org.junit.jupiter.api.Test;

/** A build is good where all was tried and held. */
class TriedTableTest {

    private static final List<Trial> ALL = Trial.all();

    private static List<Line> allHeld() {
        List<Line> lines = new ArrayList<>();
        ALL.forEach(trial -> lines.add(new Line(trial.kind().word(), trial.number(), "A.test", 1, "held")));
        return lines;
    }

    private static List<Line> without(String kind, int number) {
        List<Line> lines = allHeld();
        lines.removeIf(line -> line.kind().equals(kind) && line.number() == number);
        return lines;
    }

    @Test
    void aBuildOfAllTestsIsGoodWhereAllWasTriedAndHeld() {
        assertThat(ALL).hasSize(33);
        assertThat(TriedTable.open(ALL, allHeld(), true)).isEmpty();
    }

    @Test
    void whatWasNotTriedKeepsItFromBeingGoodUnlessTheMachineCannot() {
        for (Trial trial : ALL) {
            List<Line> lines = without(trial.kind().word(), trial.number());
            if (trial.toString().equals("fault 11")) {
                assertThat(TriedTable.open(ALL, lines, true)).isEmpty();
            } else {
                assertThat(TriedTable.open(ALL, lines, true))
                        .containsExactly(trial + " (" + trial.what() + "): NOT TRIED");
            }
            assertThat(TriedTable.open(ALL, lines, false))
                    .as("some tests alone")
                    .isEmpty();
        }
    }

    @Test
    void oneTestThatFellIsEnoughWhateverElseHeld() {
        for (Trial trial : ALL) {
            List<Line> lines = allHeld();
            lines.add(new Line(trial.kind().word(), trial.number(), "B.test", 5, "FELL"));
            assertThat(TriedTable.open(ALL, lines, true)).containsExactly(trial + " (" + trial.what() + "): FELL");
            assertThat(TriedTable.open(ALL, lines, false)).hasSize(1);
        }
    }

    @Test
    void whoAsksForSomeTestsIsNotAskedForAll() {
        Properties asked = new Properties();
        assertThat(TriedTable.ranAllTests(asked)).isTrue();
        asked.setProperty("skipTests", "false");
        assertThat(TriedTable.ranAllTests(asked)).isTrue();
        for (String property : List.of("test", "skipTests", "maven.test.skip")) {
            Properties some = new Properties();
            some.setProperty(property, property.equals("test") ? "WallsTest" : "true");
            assertThat(TriedTable.ranAllTests(some)).as(property).isFalse();
            some.setProperty(property, "");
            assertThat(TriedTable.ranAllTests(some)).as(property).isFalse();
        }
    }
}
