package org.dottedline.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.dottedline.ProductTest;
import org.dottedline.initiative.Approval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Each table, row by row, at its edges, and with what it does not know. */
@ProductTest
class DecisionTablesTest {

    private static final String READINESS = "objective-readiness";
    private static final String ROUTE = "approval-route";
    private static final String DEADLINES = "task-deadlines";

    @Autowired
    Rules rules;

    @Autowired
    RepositoryService repository;

    // objective-readiness

    @ParameterizedTest(name = "{0}: {5}")
    @MethodSource("objectives")
    void anObjectiveIsReadyIfNothingSpeaksAgainstIt(
            String why,
            Object baselineGiven,
            Object improvement,
            Object reviews,
            Object communities,
            List<String> rows) {
        Ruling ruling = rules.ask(READINESS, objective(baselineGiven, improvement, reviews, communities));

        assertThat(ruling.rules()).containsExactlyElementsOf(rows);
        assertThat(ready(ruling)).isEqualTo(rows.equals(List.of("AllWell")));
        assertThat(ruling.reasons())
                .hasSameSizeAs(rows)
                .allSatisfy(reason -> assertThat(reason).endsWith("."));
    }

    static Stream<Arguments> objectives() {
        return Stream.of(
                arguments("40 to 20, four quarters, one community", true, 1, 4, 1, List.of("AllWell")),
                arguments("a single review, just in time", true, 1, 1, 1, List.of("AllWell")),
                arguments("without a baseline", false, 0, 4, 1, List.of("NoBaseline")),
                arguments("target equal to baseline", true, 0, 4, 1, List.of("TargetNotBetter")),
                arguments("target worse than baseline", true, -1, 4, 1, List.of("TargetNotBetter")),
                arguments("due today", true, 1, -1, 1, List.of("DueDateNotAhead")),
                arguments("due before the first review", true, 1, 0, 1, List.of("DueBeforeFirstReview")),
                arguments("no community", true, 1, 4, 0, List.of("NoCommunityInvited")),
                arguments(
                        "everything wrong at once",
                        false,
                        0,
                        -1,
                        0,
                        List.of("NoBaseline", "DueDateNotAhead", "NoCommunityInvited")),
                arguments("baseline unknown", null, 1, 4, 1, List.of("SomethingUnknown")),
                arguments("improvement unknown", true, null, 4, 1, List.of("SomethingUnknown")),
                arguments("reviews unknown", true, 1, null, 1, List.of("SomethingUnknown")),
                arguments("communities unknown", true, 1, 4, null, List.of("SomethingUnknown")),
                arguments("nothing known", null, null, null, null, List.of("SomethingUnknown")));
    }

    @Test
    void noCombinationOfAnObjectiveIsWithoutAnAnswerOrBothReadyAndNot() {
        for (Boolean baselineGiven : new Boolean[] {true, false, null}) {
            for (Integer improvement : new Integer[] {-1, 0, 1, null}) {
                for (Integer reviews : new Integer[] {-1, 0, 1, 1000, null}) {
                    for (Integer communities : new Integer[] {0, 1, 2, null}) {
                        Ruling ruling =
                                rules.ask(READINESS, objective(baselineGiven, improvement, reviews, communities));
                        assertThat(ruling.outputs().stream()
                                        .map(output -> output.get("ready"))
                                        .distinct())
                                .as("%s", ruling.facts())
                                .hasSize(1);
                    }
                }
            }
        }
    }

    // approval-route

    @ParameterizedTest(name = "{0} fit, {1}, cap {2}: {3}")
    @MethodSource("initiatives")
    void theTableNamesWhoApproves(String fit, String band, String cap, String row, String route) {
        Ruling ruling = rules.ask(ROUTE, initiative(fit, band, cap));

        assertThat(ruling.rules()).containsExactly(row);
        assertThat(ruling.text("route")).isEqualTo(route);
        assertThat(ruling.text("reason")).endsWith(".");
    }

    static Stream<Arguments> initiatives() {
        return Stream.of(
                arguments("strong", "to-25000", null, "WithinTheExecutivesBand", "executive"),
                arguments("strong", "to-150000", null, "WithinTheExecutivesBand", "executive"),
                arguments("fair", "to-100000", "99999999.99", "WithinTheExecutivesBand", "executive"),
                arguments("strong", "above-150000", null, "LargeBudget", "executive-and-board"),
                arguments("fair", "above-150000", "1.00", "LargeBudget", "executive-and-board"),
                arguments("weak", "to-25000", null, "WeakWithoutSmallCap", "cap-needed"),
                arguments("weak", "to-100000", "0.00", "WeakWithoutSmallCap", "cap-needed"),
                arguments("weak", "to-100000", "-1.00", "WeakWithoutSmallCap", "cap-needed"),
                arguments("weak", "to-150000", "25000.01", "WeakWithoutSmallCap", "cap-needed"),
                arguments("weak", "above-150000", "25000.01", "WeakWithoutSmallCap", "cap-needed"),
                arguments("weak", "above-150000", null, "WeakWithoutSmallCap", "cap-needed"),
                arguments("weak", "to-25000", "0.01", "WeakWithSmallCap", "executive"),
                arguments("weak", "to-150000", "25000.00", "WeakWithSmallCap", "executive"),
                arguments("weak", "above-150000", "25000.00", "WeakAndLarge", "executive-and-board"),
                arguments(null, "to-25000", null, "FitUnknown", "unknown"),
                arguments("splendid", "to-25000", "1.00", "FitUnknown", "unknown"),
                arguments(null, null, null, "FitUnknown", "unknown"),
                arguments("strong", null, null, "BandUnknown", "unknown"),
                arguments("weak", "to-1000000", "25000.00", "BandUnknown", "unknown"));
    }

    @Test
    void everyInitiativeHasExactlyOneRoute() {
        for (String fit : new String[] {"strong", "fair", "weak", "splendid", null}) {
            for (String band :
                    new String[] {"to-25000", "to-100000", "to-150000", "above-150000", "to-1000000", null}) {
                for (String cap : new String[] {null, "-0.01", "0.00", "0.01", "25000.00", "25000.01"}) {
                    assertThat(rules.ask(ROUTE, initiative(fit, band, cap)).rules())
                            .hasSize(1);
                }
            }
        }
    }

    @Test
    void moneyReachesTheTableInWholeCents() {
        assertThat(initiative("weak", "to-25000", "25000.00")).containsEntry("capCents", 2_500_000L);
    }

    @Test
    void theLimitForAWeakFitChangesWithItsTableAlone() {
        Map<String, Object> facts = initiative("weak", "to-100000", "26000.00");
        assertThat(rules.ask(ROUTE, facts).text("route")).isEqualTo("cap-needed");

        try (var changed = ChangedTable.of(
                repository, "3-initiative/approval-route.dmn", table -> table.replace("2500000", "3000000"))) {
            assertThat(rules.ask(ROUTE, facts).text("route")).isEqualTo("executive");
        }

        assertThat(rules.ask(ROUTE, facts).text("route")).isEqualTo("cap-needed");
    }

    @Test
    void whatAnObjectiveNeedsChangesWithItsTableAlone() {
        Map<String, Object> uninvited = objective(true, 1, 4, 0);
        assertThat(ready(rules.ask(READINESS, uninvited))).isFalse();

        try (var changed = ChangedTable.of(
                repository,
                "2-objective/objective-readiness.dmn",
                table -> table.replaceFirst(
                                "(?s)(<inputEntry id=\"NoCommunityInvited_communities\">\\s*<text>)[^<]*&lt; 1",
                                "$1&lt; 0")
                        .replaceFirst("(?s)(<inputEntry id=\"AllWell_communities\">\\s*<text>)&gt; 0", "$1&gt;= 0"))) {
            assertThat(ready(rules.ask(READINESS, uninvited))).isTrue();
        }
    }

    // task-deadlines

    @ParameterizedTest
    @MethodSource("tasks")
    void everyTaskIsDueWithinItsTime(String task, String within) {
        Ruling ruling = rules.ask(DEADLINES, Map.of("task", task));

        assertThat(ruling.text("within")).isEqualTo(within);
        assertThat(ruling.rules()).hasSize(1);
    }

    static Stream<Arguments> tasks() {
        return Stream.of(
                arguments("ApproveBoardGoal", "P5D"),
                arguments("ReviseBoardGoal", "P5D"),
                arguments("CloseBoardGoal", "P14D"),
                arguments("CommitObjective", "P14D"),
                arguments("CloseObjective", "objective"),
                arguments("ProposeInitiative", "P21D"),
                arguments("ReviseInitiative", "P10D"),
                arguments("CloseInitiative", "objective"),
                arguments("AssessFit", "P5D"),
                arguments("ApproveInitiative", "P3D"),
                arguments("CountersignInitiative", "P5D"),
                arguments("DescribeFeature", "P14D"),
                arguments("ConfirmStillWelcome", "P7D"),
                arguments("LaunchWithMembers", "P21D"),
                arguments("ReportFeedback", "P90D"),
                arguments("PlanResearch", "P10D"),
                arguments("SubmitResearch", "P30D"),
                arguments("DesignFeature", "P14D"),
                arguments("ReviewFunding", "P5D"),
                arguments("DecideHowToPay", "P5D"),
                arguments("EstimateBuild", "P10D"),
                arguments("CollectQuotes", "P21D"),
                arguments("DecideSourcing", "P5D"),
                arguments("ApproveSpending", "P3D"),
                arguments("CountersignSpending", "P5D"),
                arguments("ConfirmDelivery", "P120D"),
                arguments("AcceptDelivery", "P5D"),
                arguments("RecordOutcome", "P7D"),
                arguments("SayWhyMissed", "P5D"),
                arguments("AcceptOutcome", "P5D"),
                arguments("TellMembers", "P7D"),
                arguments("DescribeNeed", "P14D"),
                arguments("AnswerNeed", "P10D"),
                arguments("SomeLaterTask", "P7D"));
    }

    @Test
    void aTaskWithoutANameIsDueWithinAWeekToo() {
        Map<String, Object> facts = new HashMap<>();
        facts.put("task", null);

        assertThat(rules.ask(DEADLINES, facts).rules()).containsExactly("AnyOtherTask");
    }

    @Test
    void aDeadlineChangesWithItsTableAlone() {
        try (var changed =
                ChangedTable.of(repository, "task-deadlines.dmn", table -> table.replace("\"P3D\"", "\"P2D\""))) {
            assertThat(rules.ask(DEADLINES, Map.of("task", "ApproveInitiative")).text("within"))
                    .isEqualTo("P2D");
        }
    }

    // All of them

    @Test
    void noRowOfATableIsLeftUntried() {
        assertThat(tried(objectives(), 5)).containsAll(rowsOf("2-objective/objective-readiness.dmn"));
        assertThat(tried(initiatives(), 3)).containsAll(rowsOf("3-initiative/approval-route.dmn"));
        assertThat(rowsOf("task-deadlines.dmn")).hasSize((int) tasks().count());
    }

    private static List<String> tried(Stream<Arguments> cases, int argument) {
        List<String> rows = new ArrayList<>();
        cases.map(one -> one.get()[argument]).forEach(row -> {
            if (row instanceof List<?> several) {
                several.forEach(each -> rows.add(each.toString()));
            } else {
                rows.add(row.toString());
            }
        });
        return rows;
    }

    private static TreeSet<String> rowsOf(String file) {
        return Pattern.compile("<rule id=\"(\\w+)\"")
                .matcher(ChangedTable.read(file))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean ready(Ruling ruling) {
        return ruling.outputs().stream().allMatch(output -> Boolean.TRUE.equals(output.get("ready")));
    }

    private static Map<String, Object> objective(
            Object baselineGiven, Object improvement, Object reviewsBeforeDue, Object communities) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("baselineGiven", baselineGiven);
        facts.put("improvement", improvement);
        facts.put("reviewsBeforeDue", reviewsBeforeDue);
        facts.put("communities", communities);
        return facts;
    }

    private static Map<String, Object> initiative(String fit, String band, String cap) {
        return new Approval(1, fit, "", band, "", null, null, null).facts(cap == null ? null : new BigDecimal(cap));
    }
}
