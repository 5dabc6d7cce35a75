package org.dottedline.funding;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dottedline.RequestProcessTest;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.trail.Ref;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever is done with money, in whatever order: what was set aside is still set aside, was given back, or was spent. */
class MoneyIsConservedTest extends RequestProcessTest {

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void whateverIsDoneInWhateverOrder(int seed) {
        Random random = new Random(seed);
        Ref first = designedRequest("12000.00", "0.00");
        Ref initiative = first.parent().orElseThrow();
        List<Ref> requests = Stream.concat(
                        Stream.of(first),
                        Stream.generate(() -> furtherDesignedRequest(initiative, "12000.00", "0.00"))
                                .limit(3))
                .toList();
        long northwind = line(NORTHWIND).id();

        int done = 0;
        for (int step = 0; step < 60; step++) {
            Ref request = requests.get(random.nextInt(requests.size()));
            BigDecimal amount = BigDecimal.valueOf(random.nextLong(1, 800_000), 2);
            int months = random.nextInt(1, 13);
            int what = random.nextInt(5);
            try {
                action.run(() -> {
                    Cost cost = new Cost(amount, BigDecimal.ZERO.setScale(2), 4);
                    switch (what) {
                        case 0, 1 ->
                            funding.reserve(request, community(), List.of(new Pick(northwind, amount)), months, cost);
                        case 2 -> funding.release(request);
                        case 3 -> funding.payFromBudget(request, "billing", cost);
                        default -> funding.settle(request, amount.min(funding.reserved(request)));
                    }
                });
                done++;
            } catch (RuntimeException refused) {
                assertThat(refused).as("step " + step).isInstanceOf(RuleRefused.class);
            }
            requests.forEach(this::assertConserved);
            assertNothingIsMoreThanThereIs();
        }
        assertThat(done).isGreaterThan(30);

        requests.forEach(request -> action.run(() -> funding.release(request)));
        requests.forEach(request -> {
            assertConserved(request);
            assertThat(action.run(() -> funding.reserved(request))).isEqualByComparingTo("0");
        });
    }

    private void assertConserved(Ref request) {
        BigDecimal left = action.run(() -> funding.reserved(request));
        assertThat(sum(request, "reserve").subtract(sum(request, "release")).subtract(sum(request, "spend")))
                .isEqualByComparingTo(left);
    }

    private BigDecimal sum(Ref request, String kind) {
        return jdbc.sql("select coalesce(sum(amount), 0) from dottedline.ledger where request = :ref and kind = :kind")
                .param("ref", request.text())
                .param("kind", kind)
                .query(BigDecimal.class)
                .single();
    }

    private void assertNothingIsMoreThanThereIs() {
        assertThat(jdbc.sql("select count(*) from dottedline.ledger_difference")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("""
                        select count(*) from dottedline.balance b join dottedline.income_line i on i.id = b.income
                        where b.reserved + b.spent > i.monthly""").query(Integer.class).single()).isZero();
    }
}
