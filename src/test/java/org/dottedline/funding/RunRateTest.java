package org.dottedline.funding;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers of the story, worked out by hand. */
class RunRateTest {

    private static final YearMonth FIRST = YearMonth.of(2026, 12);

    private final Finances developers = new Finances(
            "developers",
            List.of(
                    new Finances.Income(1L, "Sponsor Northwind", "sponsor", new BigDecimal("15000.00"), "any"),
                    new Finances.Income(2L, "Sponsor Fabrikam", "sponsor", new BigDecimal("8000.00"), "events"),
                    new Finances.Income(3L, "Memberships", "membership", new BigDecimal("22000.00"), "none")),
            List.of(
                    new Finances.Cost(1L, "Platform", new BigDecimal("9500.00")),
                    new Finances.Cost(2L, "Staff", new BigDecimal("14500.00")),
                    new Finances.Cost(3L, "Events", new BigDecimal("8000.00"))),
            List.of(),
            List.of());

    /** 15,000 + 22,000 + min(8,000; 8,000) − 9,500 − 14,500 − 8,000 = 13,000. */
    @Test
    void theRunRateIsIncomeMinusCost() {
        assertThat(developers.recurring()).isEqualTo(new BigDecimal("13000.00"));
    }

    /** 13,000 − pick; from the fifth month 250 less, which is 3,000 a year. */
    @ParameterizedTest
    @CsvSource({
        "10000.00, 120000.00, 3000.00, 2750.00",
        "9000.00, 108000.00, 4000.00, 3750.00",
        "8750.00, 105000.00, 4250.00, 4000.00"
    })
    void theVariantsOfTheStory(String pick, String pays, String oneToFour, String fiveToTwelve) {
        Proposal proposal = new Proposal(List.of(new Pick(1, new BigDecimal(pick))), 12);
        BigDecimal running = new Cost(new BigDecimal("105000.00"), new BigDecimal("3000.00"), 4).runningMonthly();
        Finances after = developers.with("G1.O1.I1.R1", proposal.picks(), 12, running, 4, FIRST);

        assertThat(proposal.pays()).isEqualTo(new BigDecimal(pays));
        for (int month = 0; month < 12; month++) {
            assertThat(after.rate(FIRST.plusMonths(month)))
                    .isEqualTo(new BigDecimal(month < 4 ? oneToFour : fiveToTwelve));
        }
        assertThat(after.available(after.income().get(0), FIRST, 12))
                .isEqualTo(new BigDecimal("15000.00").subtract(new BigDecimal(pick)));
    }
}
