package org.dottedline.funding.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dottedline.Api;
import org.dottedline.Api.Answer;
import org.dottedline.RequestProcessTest;
import org.dottedline.funding.Finances;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.trail.Ref;
import org.dottedline.trust.Attack;
import org.dottedline.trust.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

class FundingCheckProcessTest extends RequestProcessTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    FundingCheckProcessTest() {
        super(FundingCheck.KEY);
    }

    @Test
    void whatHoldsIsSetAsideMonthByMonth() {
        Ref request = fundedRequest();

        assertThat(finances().tied())
                .hasSize(12)
                .allSatisfy(tied -> assertThat(tied.amount()).isEqualByComparingTo("6000"));
        assertThat(action.run(() -> funding.reserved(request))).isEqualByComparingTo("72000");
    }

    @Test
    void whatTheRuleRefusesSetsNothingAsideAndGoesToTheExecutiveWithItsReason() {
        Ref request = designedRequest("120000.00", "3000.00");

        List<String> notes = reserve(request, "10000.00");

        assertThat(notes)
                .contains("The run rate falls below the floor in 12 of the next twelve months, first in month 1.");
        assertThat(task("exec-billing", request, "DecideHowToPay").notes()).isEqualTo(notes);
        assertThat(finances().tied()).isEmpty();
    }

    @Test
    void aRefusalOfTheControllerGoesToTheExecutiveWithItsReason() {
        Ref request = designedRequest("72000.00", "3000.00");
        assertThatThrownBy(() -> complete("controller", request, "ReviewFunding", Map.of("decision", "refuse")))
                .isInstanceOf(InvalidFields.class);

        refuseFunding(request);

        assertThat(task("exec-billing", request, "DecideHowToPay").notes())
                .containsExactly("The community is saving for its conference.");
    }

    @Test
    void whatCannotBePickedIsRefusedAndNothingIsLost() {
        Ref request = designedRequest("72000.00", "3000.00");

        assertThatThrownBy(() -> complete("controller", request, "ReviewFunding", picks(FABRIKAM, "6000.00", 12)))
                .isInstanceOf(RuleRefused.class)
                .hasMessageContaining("events");
        assertThatThrownBy(() -> complete("controller", request, "ReviewFunding", picks("Memberships", "1.00", 12)))
                .isInstanceOf(RuleRefused.class)
                .hasMessageContaining("not to be touched");
        assertThatThrownBy(() -> reserve(request, "15000.01"))
                .isInstanceOf(InvalidFields.class)
                .hasMessageContaining("15,000.00 EUR");
        for (String amount : List.of("0", "-1.00", "0.001")) {
            assertThatThrownBy(() -> reserve(request, amount)).isInstanceOf(InvalidFields.class);
        }
        for (int months : new int[] {0, 13, -1}) {
            assertThatThrownBy(
                            () -> complete("controller", request, "ReviewFunding", picks(NORTHWIND, "6000.00", months)))
                    .isInstanceOf(InvalidFields.class);
        }
        Object northwind = String.valueOf(line(NORTHWIND).id());
        assertThatThrownBy(() -> complete(
                        "controller",
                        request,
                        "ReviewFunding",
                        Map.of(
                                "decision",
                                "reserve",
                                "picks",
                                List.of(
                                        Map.of("income", northwind, "monthly", "1.00"),
                                        Map.of("income", northwind, "monthly", "1.00")),
                                "months",
                                12)))
                .isInstanceOf(InvalidFields.class)
                .hasMessageContaining("twice");
        task("controller", request, "ReviewFunding");
        assertThat(finances().tied()).isEmpty();
    }

    /**
     * 64 requests of 1,000 a month each want Northwind's 15,000. With a run rate of 13,000 and a floor of 4,000 nine of them may have it;
     * with members paying 20,000 more, fifteen. A quarter of the requests are withdrawn while that goes on.
     */
    @ParameterizedTest
    @CsvSource({"22000.00, 9", "42000.00, 15"})
    @Attack(10)
    @Fault(1)
    void sixtyFourReservationsAtOnceNeverSetMoreAsideThanThereIs(String memberships, int room) throws Exception {
        payMemberships(memberships);
        Ref initiative = approvedInitiative();
        List<Ref> requests = Stream.generate(() -> furtherDesignedRequest(initiative, "12000.00", "0.00"))
                .limit(64)
                .toList();
        Map<String, Object> picks = picks(NORTHWIND, "1000.00", 12);
        Api api = new Api(port);
        List<Callable<Answer>> reserving = requests.stream()
                .map(request -> {
                    String id = task("controller", request, "ReviewFunding").id();
                    return (Callable<Answer>) () -> api.as("controller").completeById(id, picks);
                })
                .toList();
        List<Callable<Answer>> withdrawing = IntStream.range(0, 64)
                .filter(i -> i % 4 == 0)
                .mapToObj(requests::get)
                .map(request -> (Callable<Answer>)
                        () -> api.as(manager()).withdraw(request.text(), "The plans of the company have changed."))
                .toList();

        List<Answer> answers = atOnce(reserving, withdrawing);

        for (Answer answer : answers.subList(0, 64)) {
            assertThat(answer.status()).as(answer::toString).isIn(200, 400, 409, 422);
            boolean lost = answer.status() != 200 || !answer.notes().isEmpty();
            if (lost) {
                assertThat(answer.status() == 200 ? answer.notes().get(0) : answer.text())
                        .as(answer::toString)
                        .contains(" ", ".");
            }
        }
        assertThat(answers.subList(64, answers.size())).allSatisfy(answer -> answer.is(202));
        List<Ref> holding = requests.stream()
                .filter(request -> action.run(() -> funding.reserved(request)).signum() > 0)
                .toList();
        assertThat(holding).hasSizeLessThanOrEqualTo(room).allSatisfy(request -> {
            assertThat(row(request).running()).isTrue();
            assertThat(action.run(() -> funding.reserved(request))).isEqualByComparingTo("12000");
        });
        Finances now = finances();
        YearMonth first = action.run(() -> funding.firstMonth());
        for (int month = 0; month < 12; month++) {
            YearMonth asked = first.plusMonths(month);
            assertThat(now.rate(asked)).isGreaterThanOrEqualTo(new BigDecimal("4000"));
            assertThat(now.tied().stream()
                            .filter(tied -> tied.month().equals(asked))
                            .map(Finances.Tied::amount)
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(new BigDecimal(1000 * holding.size()));
        }
        assertThat(jdbc.sql("select count(*) from dottedline.ledger_difference")
                        .query(Integer.class)
                        .single())
                .isZero();

        // what the withdrawn left is there for those who ask again, up to the last place and no further
        for (Ref request : requests) {
            if (isOpen(request, "DecideHowToPay")) {
                decideHowToPay(request, "cut-scope");
                design(request, "12000.00", "0.00", "reported in three minutes");
                runJobs(request);
                complete(manager(), request, "ConfirmStillWelcome", Map.of("decision", "still-welcome"));
                runJobs(request);
            }
            // or it has lost the race for its row twice, and is where it was
            if (isOpen(request, "ReviewFunding")) {
                if (held(requests) < room) {
                    assertThat(reserve(request, "1000.00")).isEmpty();
                } else {
                    assertThatNoMoreIsGiven(request);
                    break;
                }
            }
        }
        assertThat(held(requests)).isEqualTo(room);
    }

    private boolean isOpen(Ref request, String task) {
        return tasklist.at(List.of(request)).stream()
                .anyMatch(open -> open.task().equals(task));
    }

    private long held(List<Ref> requests) {
        return requests.stream()
                .filter(request -> action.run(() -> funding.reserved(request)).signum() > 0)
                .count();
    }

    private void assertThatNoMoreIsGiven(Ref request) {
        try {
            assertThat(reserve(request, "1000.00")).isNotEmpty();
        } catch (InvalidFields nothingLeft) {
            assertThat(nothingLeft).hasMessageContaining("0.00 EUR a month are left");
        }
    }

    private void payMemberships(String monthly) {
        Finances now = finances();
        action.run(() -> money.change(
                person("controller"),
                community(),
                now.income().stream()
                        .map(line -> line.name().equals("Memberships")
                                ? new Finances.Income(
                                        line.id(),
                                        line.name(),
                                        line.kind(),
                                        new BigDecimal(monthly),
                                        line.restriction())
                                : line)
                        .toList(),
                now.costs(),
                null));
    }

    private static List<Answer> atOnce(List<Callable<Answer>> some, List<Callable<Answer>> others) throws Exception {
        var threads = Executors.newFixedThreadPool(some.size() + others.size());
        try {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<Answer>> under = Stream.concat(some.stream(), others.stream())
                    .map(call -> threads.submit(() -> {
                        go.await();
                        return call.call();
                    }))
                    .toList();
            go.countDown();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : under) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
