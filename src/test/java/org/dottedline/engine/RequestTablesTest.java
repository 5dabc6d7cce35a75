package org.dottedline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dottedline.ProductTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The tables of requests, row by row, at their edges, and with what they do not know. Amounts are cents. */
@ProductTest
class RequestTablesTest {

    @Autowired
    Rules rules;

    /** What a table is asked, and the rows that fire. */
    record Asked(String table, Map<String, Object> facts, List<String> rows, String output, Object says) {}

    @ParameterizedTest
    @MethodSource("all")
    void aTableSaysWhatItsRowsSay(Asked asked) {
        Ruling ruling = rules.ask(asked.table(), asked.facts());

        assertThat(ruling.rules()).containsExactlyInAnyOrderElementsOf(asked.rows());
        assertThat(ruling.outputs().get(0)).containsEntry(asked.output(), asked.says());
        assertThat(ruling.reasons()).allSatisfy(reason -> assertThat(reason).endsWith("."));
    }

    @Test
    void noRowIsLeftUntried() {
        Stream.of(
                        "member-welcome",
                        "request-route",
                        "research-standard",
                        "research-verdict",
                        "run-rate-guard",
                        "sourcing-recommendation")
                .forEach(table -> assertThat(all().filter(asked -> asked.table().equals(table))
                                .flatMap(asked -> asked.rows().stream()))
                        .as(table)
                        .containsAll(rowsOf("4-request/" + table + ".dmn")));
    }

    static Stream<Asked> all() {
        List<Asked> all = new ArrayList<>();
        // research-verdict: the story's groups, welcome at 60 %, unwelcome below 40 %
        all.add(verdict(126, 30, 7698, "Welcome", "welcome"));
        all.add(verdict(35, 30, 6285, "Welcome", "welcome"));
        all.add(verdict(21, 30, 6190, "TooFewAnswers", "inconclusive"));
        all.add(verdict(30, 30, 6000, "Welcome", "welcome"));
        all.add(verdict(30, 30, 5999, "Between", "inconclusive"));
        all.add(verdict(30, 30, 4000, "Between", "inconclusive"));
        all.add(verdict(30, 30, 3999, "Unwelcome", "unwelcome"));
        all.add(verdict(29, 30, 10000, "TooFewAnswers", "inconclusive"));
        all.add(verdict(null, 30, 6000, "NothingMatched", "inconclusive"));
        // member-welcome: groups, unwelcome, inconclusive, round
        all.add(welcome(3, 0, 0, 2, "EveryGroupWelcomes", "welcome"));
        all.add(welcome(3, 1, 2, 1, "OneGroupIsAgainst", "unwelcome"));
        all.add(welcome(3, 0, 1, 1, "AskAgain", "inconclusive"));
        all.add(welcome(3, 0, 1, 2, "AskAgain", "inconclusive"));
        all.add(welcome(3, 0, 1, 3, "NeverClear", "inconclusive"));
        all.add(welcome(0, 0, 0, 1, "NothingMatched", "inconclusive"));
        all.add(welcome(null, 0, 0, 1, "NothingMatched", "inconclusive"));
        // research-standard: at least 20 answers, welcome at 50 % or more
        all.add(standard(20, 50, true, "PlanIsSound"));
        all.add(standard(19, 50, false, "TooFewAnswers"));
        all.add(standard(20, 49, false, "WelcomeTooEasily"));
        all.add(standard(19, 49, false, "TooFewAnswers", "WelcomeTooEasily"));
        all.add(standard(null, 50, false, "PlanIncomplete"));
        // run-rate-guard: the three variants of the story
        all.add(guard(0L, 12, 1, false, "BelowFloor"));
        all.add(guard(1_200_000L, 8, 5, false, "CostNotCovered", "BelowFloor"));
        all.add(guard(0L, 0, 0, true, "Holds"));
        all.add(guard(1L, 0, 0, false, "CostNotCovered"));
        all.add(guard(null, 0, 0, false, "NothingMatched"));
        // request-route: small change below 5,000.00 in both costs, the board above 250,000.00
        all.add(route(499_999L, 499_999L, "SmallChange", "small"));
        all.add(route(500_000L, 0L, "Usual", "executive"));
        all.add(route(100_000L, 500_000L, "Usual", "executive"));
        all.add(route(25_000_000L, 0L, "Usual", "executive"));
        all.add(route(25_000_001L, 0L, "Large", "executive-and-board"));
        all.add(route(null, 0L, "NothingMatched", "executive-and-board"));
        // sourcing-recommendation: build, vendor A and vendor B of the story
        all.add(option(28, 0, true, 2, "NearCheapest", "FewestHours"));
        all.add(option(0, 2, false, 3, "Cheapest", "Earlier"));
        all.add(option(136, 3, false, 1, "Earlier"));
        all.add(option(100, 0, false, 2, "NearCheapest"));
        all.add(option(101, 0, false, 0, "NothingMatched"));
        all.add(option(null, null, null, 0, "NothingMatched"));
        return all.stream();
    }

    private static Asked verdict(@Nullable Integer answered, int minimum, int share, String row, String says) {
        return new Asked(
                "research-verdict",
                facts(
                        "answered",
                        answered,
                        "minimum",
                        minimum,
                        "shareBasisPoints",
                        share,
                        "welcomeAt",
                        60,
                        "unwelcomeBelow",
                        40),
                List.of(row),
                "verdict",
                says);
    }

    private static Asked welcome(
            @Nullable Integer groups, int unwelcome, int inconclusive, int round, String row, String says) {
        return new Asked(
                "member-welcome",
                facts("groups", groups, "unwelcome", unwelcome, "inconclusive", inconclusive, "round", round),
                List.of(row),
                "verdict",
                says);
    }

    private static Asked standard(@Nullable Integer minimum, int welcomeAt, boolean meets, String... rows) {
        return new Asked(
                "research-standard",
                facts("minimum", minimum, "standardMinimum", 20, "welcomeAt", welcomeAt, "standardWelcomeAt", 50),
                List.of(rows),
                "meets",
                meets);
    }

    private static Asked guard(@Nullable Long missing, int below, int first, boolean holds, String... rows) {
        return new Asked(
                "run-rate-guard",
                facts("missingCents", missing, "monthsBelowFloor", below, "firstMonthBelow", first),
                List.of(rows),
                "holds",
                holds);
    }

    private static Asked route(@Nullable Long oneOff, long yearly, String row, String says) {
        return new Asked(
                "request-route",
                facts(
                        "oneOffCents",
                        oneOff,
                        "runningYearlyCents",
                        yearly,
                        "smallChangeCents",
                        500_000L,
                        "boardLimitCents",
                        25_000_000L),
                List.of(row),
                "route",
                says);
    }

    private static Asked option(
            @Nullable Integer above, @Nullable Integer earlier, @Nullable Boolean fewest, int points, String... rows) {
        return new Asked(
                "sourcing-recommendation",
                facts("aboveCheapestPermille", above, "monthsEarlier", earlier, "fewestHours", fewest),
                List.of(rows),
                "points",
                points);
    }

    private static Map<String, Object> facts(@Nullable Object... namesAndValues) {
        Map<String, Object> facts = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            facts.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return facts;
    }

    private static TreeSet<String> rowsOf(String file) {
        return Pattern.compile("<rule id=\"(\\w+)\"")
                .matcher(ChangedTable.read(file))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
