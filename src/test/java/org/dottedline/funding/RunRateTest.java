package org.dottedline.funding;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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

    // Whatever the figures are

    /** Finances of up to six lines and requests each, in cents, the same for the same seed. */
    private static Finances any(Random random) {
        List<String> uses = List.of("any", "none", "events", "staff", "travel");
        List<Finances.Income> income = new ArrayList<>();
        List<Finances.Cost> costs = new ArrayList<>();
        List<Finances.Tied> tied = new ArrayList<>();
        List<Finances.Running> running = new ArrayList<>();
        for (int i = 0; i < random.nextInt(1, 7); i++) {
            income.add(new Finances.Income(
                    (long) i, "Income " + i, "other", cents(random), uses.get(random.nextInt(uses.size()))));
        }
        for (int i = 0; i < random.nextInt(0, 7); i++) {
            costs.add(new Finances.Cost((long) i, uses.get(random.nextInt(2, uses.size())), cents(random)));
        }
        for (int i = 0; i < random.nextInt(0, 7); i++) {
            tied.add(new Finances.Tied(
                    "R" + i, random.nextInt(income.size()), FIRST.plusMonths(random.nextInt(12)), cents(random)));
            running.add(new Finances.Running("R" + i, cents(random), FIRST.plusMonths(random.nextInt(14))));
        }
        return new Finances("any", income, costs, tied, running);
    }

    private static BigDecimal cents(Random random) {
        return BigDecimal.valueOf(random.nextLong(0, 3_000_000), 2);
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> other = new ArrayList<>(list);
        Collections.shuffle(other, random);
        return other;
    }

    private static List<BigDecimal> rates(Finances finances) {
        return IntStream.range(0, 12)
                .mapToObj(month -> finances.rate(FIRST.plusMonths(month)))
                .toList();
    }

    @Test
    void theOrderOfLinesAndRequestsDoesNotMatter() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Finances one = any(random);
            Finances other = new Finances(
                    one.community(),
                    shuffled(one.income(), random),
                    shuffled(one.costs(), random),
                    shuffled(one.tied(), random),
                    shuffled(one.running(), random));

            assertThat(rates(other)).as("seed " + seed).isEqualTo(rates(one));
        }
    }

    @Test
    void moreIncomeNeverWorsensAMonthAndMoreCostNeverImprovesOne() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Finances before = any(random);
            int line = random.nextInt(before.income().size());
            List<Finances.Income> income = new ArrayList<>(before.income());
            Finances.Income old = income.get(line);
            income.set(
                    line,
                    new Finances.Income(
                            old.id(), old.name(), old.kind(), old.monthly().add(cents(random)), old.restriction()));
            List<Finances.Cost> costs = new ArrayList<>(before.costs());
            costs.add(new Finances.Cost(99L, "travel", cents(random)));
            List<BigDecimal> richer =
                    rates(new Finances("any", income, before.costs(), before.tied(), before.running()));
            List<BigDecimal> dearer =
                    rates(new Finances("any", before.income(), costs, before.tied(), before.running()));

            for (int month = 0; month < 12; month++) {
                BigDecimal was = rates(before).get(month);
                assertThat(richer.get(month)).as("seed " + seed).isGreaterThanOrEqualTo(was);
                assertThat(dearer.get(month)).as("seed " + seed).isLessThanOrEqualTo(was);
            }
        }
    }

    @Test
    void whatIsSetAsideIsWhatIsMissingAndWithoutItAllIsAsBefore() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Finances before = any(random);
            BigDecimal monthly = cents(random);
            int months = random.nextInt(1, 13);
            Finances after = before.with("new", List.of(new Pick(0, monthly)), months, BigDecimal.ZERO, 1, FIRST);

            BigDecimal missing = IntStream.range(0, 12)
                    .mapToObj(month ->
                            rates(before).get(month).subtract(rates(after).get(month)))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(missing).as("seed " + seed).isEqualByComparingTo(monthly.multiply(BigDecimal.valueOf(months)));
            assertThat(rates(after.without("new"))).isEqualTo(rates(before));
        }
    }
}
