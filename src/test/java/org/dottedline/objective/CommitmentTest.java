package org.dottedline.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitmentTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 5, 31);

    @ParameterizedTest(name = "from {0} to {1}, {2} is better: {3}")
    @CsvSource({
        "40,20,lower,1",
        "20,40,lower,-1",
        "40,40.00,lower,0",
        "12,45,higher,1",
        "45,12,higher,-1",
        ",20,lower,0"
    })
    void aTargetIsBetterInTheDirectionOfItsMeasure(
            @Nullable String baseline, String target, String direction, int improvement) {
        Commitment commitment = commitment(
                baseline == null ? null : new BigDecimal(baseline),
                new BigDecimal(target),
                Direction.of(direction),
                TODAY.plusYears(1),
                Cadence.QUARTERLY);

        assertThat(commitment.facts(TODAY))
                .containsEntry("improvement", improvement)
                .containsEntry("baselineGiven", baseline != null);
    }

    @ParameterizedTest(name = "due {0}, {1}: {2} reviews")
    @CsvSource({
        "2026-05-30,weekly,-1",
        "2026-05-31,weekly,-1",
        "2026-06-01,weekly,0",
        "2026-06-06,weekly,0",
        "2026-06-07,weekly,1",
        "2026-06-29,monthly,0",
        "2026-06-30,monthly,1",
        "2026-08-30,quarterly,0",
        "2026-08-31,quarterly,1",
        "2027-05-30,quarterly,3",
        "2027-05-31,quarterly,4",
        "2100-12-31,weekly,1000"
    })
    void reviewsAreWholeIntervalsFromTodayToTheDueDate(LocalDate dueOn, String cadence, int reviews) {
        assertThat(commitment(BigDecimal.TEN, BigDecimal.ONE, Direction.LOWER, dueOn, Cadence.of(cadence))
                        .facts(TODAY))
                .containsEntry("reviewsBeforeDue", reviews);
    }

    @Test
    void invitedCommunitiesAreCounted() {
        assertThat(commitment(BigDecimal.TEN, BigDecimal.ONE, Direction.LOWER, TODAY.plusYears(1), Cadence.MONTHLY)
                        .facts(TODAY))
                .containsEntry("communities", 2);
    }

    private static Commitment commitment(
            @Nullable BigDecimal baseline, BigDecimal target, Direction direction, LocalDate dueOn, Cadence cadence) {
        return new Commitment(
                "Surface defects in the invoicing module before release",
                "escaped defects per release",
                "defects",
                direction,
                baseline,
                target,
                dueOn,
                cadence,
                List.of("developers", "users"));
    }
}
