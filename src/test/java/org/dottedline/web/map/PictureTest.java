package org.dottedline.web.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.dottedline.web.map.Picture.Box;
import org.dottedline.web.map.Picture.Drawn;
import org.dottedline.web.map.Picture.Ribbon;
import org.junit.jupiter.api.Test;

class PictureTest {

    private static Stop stop(String kind, String ref, String state, int money, Stop... below) {
        return new Stop(
                kind,
                ref,
                "Surface defects in the invoicing module before each release",
                state,
                state,
                List.of("Billing Products"),
                null,
                BigDecimal.valueOf(money),
                List.of(below));
    }

    private static List<Stop> goals() {
        return List.of(
                stop(
                        "goal",
                        "G2",
                        "running",
                        90_000,
                        stop(
                                "objective",
                                "G2.O1",
                                "closed",
                                90_000,
                                stop(
                                        "initiative",
                                        "G2.O1.I1",
                                        "running",
                                        90_000,
                                        stop("request", "G2.O1.I1.R1", "closed", 60_000),
                                        stop("request", "G2.O1.I1.R2", "running", 30_000),
                                        stop("request", "G2.O1.I1.R3", "declined", 0)),
                                stop("initiative", "G2.O1.I2", "running", 0),
                                stop(Stop.OUTCOME, "G2.O1", "closed", 90_000)),
                        stop("objective", "G2.O2", "running", 0, stop(Stop.OUTCOME, "G2.O2", "running", 0))),
                stop("goal", "G1", "running", 0));
    }

    @Test
    void noBoxOfAColumnLiesOnAnother() {
        List<Box> boxes = Picture.of(goals(), true).boxes();

        for (Box one : boxes) {
            assertThat(boxes)
                    .filteredOn(other -> other != one && other.x() == one.x())
                    .allMatch(other -> other.bottom() < one.y() || one.bottom() < other.y());
        }
        assertThat(boxes).extracting(box -> box.stop().column()).contains(0, 1, 2, 3, 4);
    }

    @Test
    void aRibbonLeavesTheBoxAboveAndArrivesAtTheOneThatServesIt() {
        Drawn drawn = Picture.of(goals(), true);

        assertThat(drawn.ribbons()).allSatisfy(ribbon -> {
            double half = ribbon.thickness() / 2;
            assertThat(ribbon.x1()).isEqualTo(ribbon.from().x() + ribbon.from().width());
            assertThat(ribbon.x2()).isEqualTo(ribbon.to().x());
            assertThat(ribbon.y1() - half).isGreaterThanOrEqualTo(ribbon.from().y());
            assertThat(ribbon.y1() + half).isLessThanOrEqualTo(ribbon.from().bottom());
            assertThat(ribbon.y2() - half).isGreaterThanOrEqualTo(ribbon.to().y());
            assertThat(ribbon.y2() + half).isLessThanOrEqualTo(ribbon.to().bottom());
        });
        assertThat(drawn.ribbons())
                .extracting(ribbon ->
                        ribbon.from().stop().id() + " " + ribbon.to().stop().id())
                .containsExactlyInAnyOrder(
                        "G2 G2.O1",
                        "G2 G2.O2",
                        "G2.O1 G2.O1.I1",
                        "G2.O1 G2.O1.I2",
                        "G2.O1.I1 G2.O1.I1.R1",
                        "G2.O1.I1 G2.O1.I1.R2",
                        "G2.O1.I1 G2.O1.I1.R3",
                        "G2.O1.I1.R1 G2.O1.outcome",
                        "G2.O1.I1.R2 G2.O1.outcome",
                        "G2.O1.I2 G2.O1.outcome",
                        "G2.O2 G2.O2.outcome");
    }

    @Test
    void theStraightPartOfARibbonPassesNoBox() {
        Drawn drawn = Picture.of(goals(), true);

        for (Ribbon ribbon : drawn.ribbons()) {
            assertThat(drawn.boxes())
                    .noneMatch(box -> box.x() >= ribbon.x1()
                            && box.x() < ribbon.bend()
                            && box.y() < ribbon.y1() + ribbon.thickness() / 2
                            && box.bottom() > ribbon.y1() - ribbon.thickness() / 2);
        }
    }

    @Test
    void theWidthOfARibbonIsItsMoneyAndDotsSayThatItIsUnderWay() {
        List<Ribbon> ribbons = Picture.of(goals(), true).ribbons();

        Ribbon most = to(ribbons, "G2.O1");
        assertThat(most.thickness()).isEqualTo(Picture.MOST);
        assertThat(to(ribbons, "G2.O1.I1.R1").thickness()).isEqualTo(Picture.MOST * 2 / 3);
        assertThat(to(ribbons, "G2.O2").thickness()).isEqualTo(Picture.LEAST);
        assertThat(to(ribbons, "G2.O1.I1.R1").dots()).isNull();
        assertThat(to(ribbons, "G2.O1.I1.R2").dots()).isNotNull();
        assertThat(to(ribbons, "G2.O1.I1.R3").kind()).isEqualTo("dropped");
        assertThat(Picture.of(goals(), false).ribbons())
                .allMatch(ribbon ->
                        ribbon.thickness() == (ribbon.kind().equals("dropped") ? Picture.LEAST : Picture.EVEN));
    }

    private static Ribbon to(List<Ribbon> ribbons, String id) {
        return ribbons.stream()
                .filter(ribbon -> ribbon.to().stop().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theOrderIsThatOfTheGoalsAndTheSameEachTime() {
        Drawn drawn = Picture.of(goals(), true);

        assertThat(drawn.boxes())
                .filteredOn(box -> box.stop().column() == 0)
                .extracting(box -> box.stop().ref())
                .containsExactly("G2", "G1");
        assertThat(Picture.of(goals(), true)).isEqualTo(drawn);
        assertThat(drawn.height()).isGreaterThan((int)
                drawn.boxes().stream().mapToDouble(Box::bottom).max().orElseThrow());
    }

    @Test
    void aGoalWithManyObjectivesHasRoomForAllItsRibbons() {
        Stop[] many = new Stop[40];
        Arrays.setAll(many, i -> stop("objective", "G1.O" + (i + 1), "running", 0));
        Drawn drawn = Picture.of(List.of(stop("goal", "G1", "running", 0, many)), true);

        assertThat(drawn.ribbons())
                .hasSize(40)
                .allMatch(ribbon ->
                        ribbon.y1() + Picture.LEAST / 2 <= ribbon.from().bottom());
    }

    @Test
    void aTitleIsCutAtWordsAndSaysThatItGoesOn() {
        assertThat(Picture.lines("Surface defects in the invoicing module", 20, 2))
                .containsExactly("Surface defects in", "the invoicing module");
        assertThat(Picture.lines("Surface defects in the invoicing module before release", 20, 2))
                .containsExactly("Surface defects in", "the invoicing modul…");
        assertThat(Picture.lines("Donaudampfschifffahrtsgesellschaft", 10, 2)).containsExactly("Donaudamp…");
        assertThat(Picture.lines("", 10, 2)).containsExactly("");
    }
}
