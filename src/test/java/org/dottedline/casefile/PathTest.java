package org.dottedline.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.casefile.Model.Element;
import org.dottedline.casefile.Model.Flow;
import org.junit.jupiter.api.Test;

/** By which ways a process went, found from where it has been. */
class PathTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Start → Decide → Good? → yes: End · no: Mend → Decide; and beside it Fork ⇉ Left, Right ⇉ Join. */
    private static final Model MODEL = model(
            List.of("Good"),
            new Flow("toDecide", "", "Start", "Decide"),
            new Flow("toGood", "", "Decide", "Good"),
            new Flow("isGood", "Yes", "Good", "End"),
            new Flow("isNot", "No", "Good", "Mend"),
            new Flow("again", "", "Mend", "Decide"),
            new Flow("toLeft", "", "Fork", "Left"),
            new Flow("toRight", "", "Fork", "Right"),
            new Flow("fromLeft", "", "Left", "Join"),
            new Flow("fromRight", "", "Right", "Join"));

    @Test
    void theWayOfAQuestionIsTheOneThatWasTaken() {
        Path path = Path.of(MODEL, visits("Start", "Decide", "Good", "End"));

        assertThat(path.taken()).containsExactly("toDecide", "toGood", "isGood");
        assertThat(path.steps()).extracting(Path.Step::way).containsExactly(null, null, "Yes", null);
    }

    @Test
    void eachRoundOfALoopHasItsOwnWay() {
        Path path = Path.of(MODEL, visits("Start", "Decide", "Good", "Mend", "Decide", "Good", "End"));

        assertThat(path.taken()).containsExactlyInAnyOrder("toDecide", "toGood", "isNot", "again", "isGood");
        assertThat(path.steps()).extracting(Path.Step::way).containsExactly(null, null, "No", null, null, "Yes", null);
    }

    @Test
    void whereAllWaysAreTakenTheyAllAre() {
        Path path = Path.of(MODEL, visits("Fork", "Left", "Right", "Join", "Join"));

        assertThat(path.taken()).containsExactlyInAnyOrder("toLeft", "toRight", "fromLeft", "fromRight");
    }

    @Test
    void whatIsStillThereOrWasMadeToLeaveWentNowhere() {
        Visit there = new Visit("Decide", false, START.plusSeconds(1), null, false, "t1", null);
        Path path = Path.of(MODEL, List.of(visit("Start", 0), there));
        assertThat(path.present()).containsExactly("Decide");
        assertThat(path.done()).containsExactly("Start");

        Visit ended = new Visit("Decide", false, START.plusSeconds(1), START.plusSeconds(9), true, "t1", null);
        Path over = Path.of(MODEL, List.of(visit("Start", 0), ended, visit("Good", 10)));
        assertThat(over.interrupted()).containsExactly("Decide");
        assertThat(over.taken()).containsExactly("toDecide");
    }

    @Test
    void aRepeatedElementGoesOnOnceForAllItsRounds() {
        Visit body = new Visit("Decide", true, START.plusSeconds(1), START.plusSeconds(5), false, null, null);
        Path path = Path.of(
                MODEL, List.of(visit("Start", 0), body, visit("Decide", 2), visit("Decide", 3), visit("Good", 6)));

        assertThat(path.taken()).containsExactly("toDecide", "toGood");
    }

    private static List<Visit> visits(String... elements) {
        return java.util.stream.IntStream.range(0, elements.length)
                .mapToObj(place -> visit(elements[place], place))
                .toList();
    }

    private static Visit visit(String element, int second) {
        return new Visit(element, false, START.plusSeconds(second), START.plusSeconds(second + 1L), false, null, null);
    }

    private static Model model(List<String> questions, Flow... flows) {
        Map<String, Element> elements = new HashMap<>();
        Arrays.stream(flows)
                .flatMap(flow -> java.util.stream.Stream.of(flow.from(), flow.to()))
                .forEach(id -> elements.put(id, new Element(id, id, "userTask", questions.contains(id))));
        return new Model(elements, List.of(flows));
    }
}
