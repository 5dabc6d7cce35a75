package org.dottedline.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.dottedline.ProductTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** Facts that have rows stand on pages as a table, and as a picture where that says more. */
@ProductTest
class FactsWithRowsTest {

    @Autowired
    Facts facts;

    @Autowired
    SpringTemplateEngine pages;

    @Test
    void anAcceptanceListStandsPointUnderPointWithItsStateInShapeAndWord() {
        List<Map<String, Object>> said =
                List.of(row("point", "It works on a phone", "met", true), row("point", "It is quick", "met", false));
        String list = drawn(facts.of("acceptance", said, UnaryOperator.identity()));

        assertThat(list.replaceAll("\\s+", " "))
                .containsPattern("<li class=\"met\">.*#closed.*It works on a phone.*>met</b></li>")
                .containsPattern("<li class=\"unmet\">.*#declined.*It is quick.*>not met</b></li>");
        assertThat(drawn(facts.of("unmet", List.of("It is quick, and small"), UnaryOperator.identity())))
                .contains("<li class=\"unmet\">", "#declined", "Not met", "It is quick, and small")
                .doesNotContain("point-state");
        assertThat(drawn(facts.of("kept", List.of("Quick", "Small"), UnaryOperator.identity())))
                .contains("<ul class=\"points\">", "Quick", "Small")
                .doesNotContain("Quick, Small", "#closed", "#declined");
        assertThat(drawn(facts.of("unmet", List.of(), UnaryOperator.identity())))
                .contains("None");
    }

    @Test
    void monthsBelowTheFloorAreCrossedAndCountedInWords() {
        List<Map<String, Object>> months = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            // 9,000.00 a month from Northwind: at the floor for four months, 250.00 below it once the feature is live
            months.add(row(
                    "month",
                    "2026-%02d".formatted(month),
                    "before",
                    "13000.00",
                    "after",
                    month < 5 ? "4000.00" : "3750.00",
                    "floor",
                    "4000.00"));
        }
        Fact fact = facts.of("months", months, UnaryOperator.identity());

        assertThat(fact.table()).isNotNull();
        assertThat(fact.table().rows()).hasSize(12);
        assertThat(fact.plot()).isNotNull();
        assertThat(fact.plot().marks()).extracting(Plot.Mark::kind).containsOnly("filled", "below");
        assertThat(fact.plot().marks())
                .filteredOn(mark -> mark.kind().equals("below"))
                .hasSize(8);
        assertThat(fact.plot().description()).contains("8 months");
        assertThat(fact.plot().labels())
                .extracting(Plot.Label::text)
                .contains("Tightest month: 3,750.00 EUR, floor 4,000.00 EUR");
        assertThat(drawn(fact)).contains("<svg", "viewBox=\"0 0 360 170\"", "mark below", "<table>", "Dec 2026");
    }

    /** 13,000.00 without it, 8,750.00 set aside, 250.00 to run: 4,000.00 are left, at the floor. */
    @Test
    void theTightestMonthFallsStepByStepToWhatIsLeft() {
        List<Map<String, Object>> parts = List.of(
                row("part", "without", "amount", "13000.00", "floor", "4000.00"),
                row("part", "setAside", "amount", "-8750.00", "floor", "4000.00"),
                row("part", "running", "amount", "-250.00", "floor", "4000.00"),
                row("part", "with", "amount", "4000.00", "floor", "4000.00"));
        Plot plot = facts.of("waterfall", parts, UnaryOperator.identity()).plot();

        assertThat(plot).isNotNull();
        assertThat(plot.boxes()).hasSize(4);
        for (int step = 1; step < 4; step++) {
            Plot.Box above = plot.boxes().get(step - 1);
            Plot.Box box = plot.boxes().get(step);
            double end = step == 1 ? above.x() + above.width() : above.x();
            assertThat(box.x() + box.width()).as("step " + step).isCloseTo(end, within(0.01));
        }
        assertThat(plot.description()).contains("at or above");
        assertThat(plot.labels())
                .extracting(Plot.Label::text)
                .contains("Without it: 13,000.00 EUR", "Set aside: -8,750.00 EUR", "With it: 4,000.00 EUR");
    }

    @Test
    void aDisputedOutcomeIsHollowAndTheLineLeavesItOut() {
        List<Map<String, Object>> series = List.of(
                measured(1, "40", "accepted"),
                measured(2, "38", "accepted"),
                measured(3, "31", "disputed"),
                measured(3, "33", "accepted"),
                measured(4, "23", "accepted"));
        Plot plot = facts.of("outcomes", series, UnaryOperator.identity()).plot();

        assertThat(plot).isNotNull();
        assertThat(plot.marks())
                .extracting(Plot.Mark::kind)
                .containsExactly("filled", "filled", "hollow", "filled", "filled");
        assertThat(plot.lines())
                .filteredOn(line -> line.kind().equals("after"))
                .singleElement()
                .satisfies(line -> assertThat(line.points().split(" ")).hasSize(4));
        // 40 is the highest value here, and 20, the target, the lowest: fewer defects lie lower
        assertThat(plot.marks().get(0).y()).isLessThan(plot.marks().get(4).y());
    }

    @Test
    void aMaskedCellIsOneHiddenPieceAndFewAnswersAreCalledThin() {
        List<Map<String, Object>> groups = List.of(
                row("group", "customers", "answered", 126, "inFavour", 97, "neutral", 18, "against", 11),
                row("group", "employees", "answered", 21, "inFavour", 13));
        Fact fact = facts.of("research", groups, UnaryOperator.identity());

        assertThat(fact.plot()).isNotNull();
        assertThat(fact.plot().boxes())
                .extracting(Plot.Box::kind)
                .as("the bars, and the legend")
                .containsExactly(
                        "inFavour",
                        "neutral",
                        "against",
                        "inFavour",
                        "hidden",
                        "inFavour",
                        "neutral",
                        "against",
                        "hidden");
        assertThat(fact.plot().labels().get(1).text()).contains("thin evidence");
        assertThat(drawn(fact))
                .contains("piece hidden", "line hatch", "Kept back: fewer than five")
                .doesNotContain("style=");
        assertThat(fact.table()).isNotNull();
        assertThat(fact.table().rows().get(1)).containsExactly("employees", "21", "13", "kept back", "kept back");
        assertThat(facts.of("research", groups.subList(0, 1), UnaryOperator.identity())
                        .table()
                        .note())
                .isNull();
    }

    @Test
    void oneValueOrEqualValuesAreDrawnInTheMiddle() {
        Plot plot = facts.of(
                        "outcomes",
                        List.of(row("review", 1, "value", "5", "target", "5", "baseline", "5")),
                        UnaryOperator.identity())
                .plot();

        assertThat(plot).isNotNull();
        assertThat(plot.marks()).containsExactly(new Plot.Mark("filled", 180, 77));
    }

    @Test
    void whatAPersonTypedIsShownAsTextInTables() {
        Fact fact = facts.of(
                "options",
                List.of(row("option", "<script>alert(1)</script>", "oneOff", new BigDecimal("36000.00"))),
                UnaryOperator.identity());

        assertThat(drawn(fact)).contains("&lt;script&gt;").doesNotContain("<script>");
        assertThat(fact.plot()).isNull();
    }

    private String drawn(Fact fact) {
        MockServletContext servlets = new MockServletContext();
        WebContext context = new WebContext(JakartaServletWebApplication.buildApplication(servlets)
                .buildExchange(new MockHttpServletRequest(servlets), new MockHttpServletResponse()));
        context.setVariable("facts", List.of(fact));
        return pages.process("web/parts", Set.of("facts"), context);
    }

    private static Map<String, Object> measured(int review, String value, String state) {
        return row(
                "review",
                review,
                "value",
                new BigDecimal(value),
                "state",
                state,
                "target",
                new BigDecimal("20"),
                "baseline",
                new BigDecimal("40"));
    }

    private static Map<String, Object> row(Object... namesAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return row;
    }
}
