package org.dottedline.research;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dottedline.refusal.FieldError;
import org.dottedline.trust.Attack;
import org.junit.jupiter.api.Test;

class MembersAnswersTest {

    private static final Counts CUSTOMERS = new Counts("customers", 400, 126, 97, 18, 11);
    private static final Counts PARTNERS = new Counts("partners", 90, 41, 31, 7, 3);
    private static final Counts EMPLOYEES = new Counts("employees", 60, 35, 22, 9, 4);

    @Test
    void theSharesOfTheStoryAreShownWithOneDecimalAndJudgedRoundedDown() {
        assertThat(CUSTOMERS.share()).isEqualTo("77.0");
        assertThat(PARTNERS.share()).isEqualTo("75.6");
        assertThat(EMPLOYEES.share()).isEqualTo("62.9");
        assertThat(CUSTOMERS.shareBasisPoints()).isEqualTo(7698);
        assertThat(Counts.none("customers").share()).isNull();
    }

    /** By hand for 97 of 126: p = 0.769841, z²/n = 0.030488; (0.785085 ± 0.075062) / 1.030488 = 0.68902 and 0.83470. */
    @Test
    void theIntervalIsWilsons() {
        assertThat(Interval.of(97, 126)).isNotNull().satisfies(interval -> {
            assertThat(interval.low()).isEqualTo("68.9");
            assertThat(interval.high()).isEqualTo("83.5");
        });
        assertThat(Interval.of(0, 0)).isNull();
        assertThat(Interval.of(0, 10).low()).isEqualTo("0.0");
        assertThat(Interval.of(10, 10).high()).isEqualTo("100.0");
    }

    @Test
    @Attack(18)
    void strategySeesNeutralAndAgainstOfPartnersAndEmployeesMasked() {
        assertThat(Masked.row(CUSTOMERS))
                .isEqualTo(Map.of(
                        "group",
                        "customers",
                        "asked",
                        400,
                        "answered",
                        126,
                        "inFavour",
                        97,
                        "neutral",
                        18,
                        "against",
                        11));
        assertThat(Masked.row(PARTNERS))
                .isEqualTo(Map.of("group", "partners", "asked", 90, "answered", 41, "inFavour", 31));
        assertThat(Masked.row(EMPLOYEES))
                .isEqualTo(Map.of("group", "employees", "asked", 60, "answered", 35, "inFavour", 22));
    }

    @Test
    @Attack(18)
    void nobodyCanTellASmallNumberOfMembersFromWhatIsLeft() {
        Random random = new Random(3);
        for (int run = 0; run < 20_000; run++) {
            int inFavour = random.nextInt(12);
            int neutral = random.nextInt(12);
            int against = random.nextInt(12);
            int answered = inFavour + neutral + against;
            Counts counts = new Counts("customers", 100, answered, inFavour, neutral, against);
            Map<String, Object> row = Masked.row(counts);
            List<String> hidden = List.of("inFavour", "neutral", "against").stream()
                    .filter(cell -> !row.containsKey(cell))
                    .toList();
            int seen = answered - hiddenSum(counts, hidden);
            assertThat(hidden.size()).as(counts.toString()).isNotEqualTo(1);
            if (!hidden.isEmpty() && row.containsKey("answered")) {
                assertThat(answered - seen).as(counts.toString()).isGreaterThanOrEqualTo(5);
            }
            assertThat(row.containsKey("answered")).isEqualTo(answered >= 5);
        }
    }

    private static int hiddenSum(Counts counts, List<String> hidden) {
        return (hidden.contains("inFavour") ? counts.inFavour() : 0)
                + (hidden.contains("neutral") ? counts.neutral() : 0)
                + (hidden.contains("against") ? counts.against() : 0);
    }

    @Test
    void roundsAddUpAndMoreAnswersThanWereAskedOverAllRoundsAreRefused() {
        Counts first = new Counts("employees", 60, 21, 13, 5, 3);
        assertThat(first.plus(new Counts("employees", 0, 14, 9, 4, 1))).isEqualTo(EMPLOYEES);

        assertThat(errors(first, new Counts("employees", 0, 14, 9, 4, 1))).isEmpty();
        assertThat(errors(first, new Counts("employees", 0, 40, 40, 0, 0))).containsExactly("results[0].answered");
        assertThat(errors(first, new Counts("employees", 0, 14, 9, 4, 2))).containsExactly("results[0].answered");
        assertThat(errors(first, new Counts("press", 9, 1, 1, 0, 0))).containsExactly("results[0].group");
    }

    private static List<String> errors(Counts before, Counts now) {
        return new Round(List.of(now), "", List.of())
                .errors(Map.of("employees", before)).stream()
                        .map(FieldError::field)
                        .toList();
    }

    @Test
    void aPlanNamesEachGroupOnceWithThresholdsInOrderAndADayToCome() {
        LocalDate today = LocalDate.of(2026, 5, 31);
        PlannedGroup customers = new PlannedGroup("customers", 30, 60, 40);
        assertThat(new Plan("Would you?", "survey", List.of(customers), today.plusDays(1)).errors(today))
                .isEmpty();
        assertThat(new Plan(
                                "Would you?",
                                "survey",
                                List.of(customers, new PlannedGroup("customers", 30, 60, 61)),
                                today)
                        .errors(today))
                .extracting(FieldError::field)
                .containsExactly("groups[1].group", "groups[1].unwelcomeBelow", "closesOn");
    }
}
