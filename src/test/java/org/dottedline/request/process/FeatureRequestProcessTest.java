package org.dottedline.request.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dottedline.Leftovers;
import org.dottedline.RequestProcessTest;
import org.dottedline.handover.Message;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.tasklist.OpenTask;
import org.dottedline.trail.Ref;
import org.dottedline.trail.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class FeatureRequestProcessTest extends RequestProcessTest {

    @Autowired
    private JdbcClient jdbc;

    FeatureRequestProcessTest() {
        super(FeatureRequest.KEY);
    }

    @Test
    void whatIsLaunchedAndReportedOnIsLive() {
        Ref request = deliveredRequest();
        launch(request);
        reportFeedback(request);

        assertThat(row(request).state()).isEqualTo(State.CLOSED);
        assertThat(row(request).result()).isEqualTo("live");
        assertNothingIsLeft(request);
        tellMembers(request);
        assertThat(instances(request)).isEmpty();
    }

    @Test
    void whatMembersDoNotWelcomeEndsAndStrategyIsToldInASentenceAlone() {
        Ref request = describedRequest();
        plan(request, "customers");
        submit(request, answers("customers", 400, 126, 11, 18, 97));
        runJobs(request);

        assertThat(row(request).state()).isEqualTo(State.DECLINED);
        assertThat(row(request).result()).isEqualTo("unwelcome");
        assertThat(payload(Message.TRAIL_ENDED, request))
                .containsEntry("reference", request.text())
                .containsEntry("kind", "request")
                .containsEntry("reason", "Members do not welcome it.")
                .containsEntry("summary", "What members said.")
                .hasSize(4);
        assertNothingIsLeft(request);
        tellMembers(request);
    }

    @Test
    void withoutAClearAnswerAfterThreeRoundsItEndsToo() {
        Ref request = describedRequest();
        plan(request, "customers");
        submit(request, answers("customers", 400, 100, 50, 30, 20));
        submit(request, answers("customers", 0, 10, 5, 3, 2));
        submit(request, answers("customers", 0, 10, 5, 3, 2));
        runJobs(request);

        assertThat(row(request).result()).isEqualTo("inconclusive");
        assertThat(payload(Message.TRAIL_ENDED, request))
                .containsEntry("reason", "Members did not come to a clear answer.");
    }

    @Test
    void aCutThatMembersStillWelcomeGoesOnAndASecondThatTheyDoNotEndsItWithTheMoneyBack() {
        Ref request = designedRequest("120000.00", "3000.00");
        refuseFunding(request);
        decideHowToPay(request, "cut-scope");
        design(request, "72000.00", "3000.00", "reported in three minutes");
        runJobs(request);
        assertThat(payload(Message.FEATURE_RESCOPED, request))
                .containsEntry("kept", List.of("reported in three minutes"))
                .containsEntry("dropped", List.of("translated"))
                .containsEntry("reason", "Because of the year's plan.")
                .hasSize(3);
        complete(manager(), request, "ConfirmStillWelcome", Map.of("decision", "still-welcome"));
        runJobs(request);
        assertThat(reserve(request, "6000.00")).isEmpty();
        estimate(request, "72000.00", "3000.00");
        quote(request, "90000.00", "18000.00");
        choose(request, "build");
        decideSpending(request, "cut-scope");
        assertThat(finances().tied()).isEmpty();
        design(request, "10000.00", "0.00", "known defects are shown");
        runJobs(request);

        assertThatThrownBy(() -> complete(manager(), request, "ConfirmStillWelcome", Map.of("decision", "end")))
                .isInstanceOf(InvalidFields.class);
        complete(
                manager(),
                request,
                "ConfirmStillWelcome",
                Map.of("decision", "end", "reason", "Without fast reporting it helps nobody."));
        runJobs(request);

        assertThat(row(request).state()).isEqualTo(State.DECLINED);
        assertThat(payload(Message.RESCOPE_ANSWERED, request))
                .containsEntry("decision", "end")
                .containsEntry("reason", "Without fast reporting it helps nobody.")
                .hasSize(2);
        assertNothingIsLeft(request);
        tellMembers(request);
    }

    @Test
    void whatStrategyDeclinesIsToldWithItsReason() {
        Ref request = designedRequest("120000.00", "3000.00");
        refuseFunding(request);
        decideHowToPay(request, "decline");
        runJobs(request);

        assertThat(row(request).state()).isEqualTo(State.DECLINED);
        assertThat(payload(Message.FEATURE_DECLINED, request))
                .containsEntry("stage", "how-to-pay")
                .containsEntry("reason", "Because of the year's plan.")
                .hasSize(2);
        assertNothingIsLeft(request);
        tellMembers(request);
    }

    @Test
    void aLaunchInTheFutureAndFeedbackFromBeforeItAreRefused() {
        Ref request = deliveredRequest();
        assertThatThrownBy(() -> complete(
                        manager(),
                        request,
                        "LaunchWithMembers",
                        Map.of(
                                "launchedOn",
                                clock.today().plusDays(1).toString(),
                                "announcement",
                                "From tomorrow you can report defects here.")))
                .isInstanceOf(InvalidFields.class);
        launch(request);
        assertThatThrownBy(() -> complete(
                        manager(),
                        request,
                        "ReportFeedback",
                        Map.of(
                                "from",
                                clock.today().toString(),
                                "to",
                                clock.today().minusDays(1).toString(),
                                "members",
                                1,
                                "reports",
                                1,
                                "satisfaction",
                                "4",
                                "summary",
                                "Backwards.")))
                .isInstanceOf(InvalidFields.class);
    }

    /** Each wait state of a request, on its way between the sides included. */
    private enum Waiting {
        TO_BE_DESCRIBED(FeatureRequestProcessTest::openedRequest, "DescribeFeature"),
        TO_BE_PLANNED(FeatureRequestProcessTest::describedRequest, "PlanResearch"),
        TO_BE_ASKED(FeatureRequestProcessTest::planned, "SubmitResearch"),
        TO_BE_ASKED_AGAIN(FeatureRequestProcessTest::askedOnce, "SubmitResearch"),
        UNWELCOME_UNDER_WAY(FeatureRequestProcessTest::unwelcome),
        REQUESTED_UNDER_WAY(FeatureRequestProcessTest::asked),
        TO_BE_DESIGNED(FeatureRequestProcessTest::welcomeRequest, "DesignFeature"),
        TO_BE_FUNDED(FeatureRequestProcessTest::designed, "ReviewFunding"),
        TO_BE_PAID(FeatureRequestProcessTest::refused, "DecideHowToPay"),
        DECLINED_UNDER_WAY(FeatureRequestProcessTest::declined),
        TO_BE_CUT(FeatureRequestProcessTest::cut, "DesignFeature"),
        RESCOPED_UNDER_WAY(FeatureRequestProcessTest::rescoped),
        TO_BE_CONFIRMED(FeatureRequestProcessTest::rescopedAndTold, "ConfirmStillWelcome"),
        RESCOPE_ANSWERED_UNDER_WAY(FeatureRequestProcessTest::stillWelcome),
        TO_BE_RATED(FeatureRequestProcessTest::fundedRequest, "EstimateBuild", "CollectQuotes"),
        TO_BE_QUOTED(FeatureRequestProcessTest::estimated, "CollectQuotes"),
        TO_BE_CHOSEN(FeatureRequestProcessTest::rated, "DecideSourcing"),
        TO_BE_APPROVED(FeatureRequestProcessTest::sourcedRequest, "ApproveSpending"),
        TO_BE_COUNTERSIGNED(FeatureRequestProcessTest::large, "CountersignSpending"),
        TO_BE_MADE(FeatureRequestProcessTest::approvedRequest, "ConfirmDelivery"),
        TO_BE_APPROVED_AGAIN(FeatureRequestProcessTest::dearer, "ApproveSpending"),
        TO_BE_ACCEPTED(FeatureRequestProcessTest::made, "AcceptDelivery"),
        DELIVERED_UNDER_WAY(FeatureRequestProcessTest::accepted),
        TO_BE_LAUNCHED(FeatureRequestProcessTest::deliveredRequest, "LaunchWithMembers"),
        TO_BE_REPORTED_ON(FeatureRequestProcessTest::launched, "ReportFeedback", "TellMembers"),
        REPORTED_UNDER_WAY(FeatureRequestProcessTest::reported, "TellMembers");

        private final Function<FeatureRequestProcessTest, Ref> reached;
        private final List<String> tasks;

        Waiting(Function<FeatureRequestProcessTest, Ref> reached, String... tasks) {
            this.reached = reached;
            this.tasks = List.of(tasks);
        }
    }

    @ParameterizedTest
    @EnumSource(Waiting.class)
    void withdrawnAloneAtAnyWaitStateNothingIsLeftButAWordToMembersWhoKnow(Waiting waiting) {
        BigDecimal budget = budgetLeft();
        Ref request = reached(waiting);
        BigDecimal spent = spent(request);

        withdraw(manager(), request);

        endedWithItsMoneyBack(request, budget.subtract(spent));
        assertThat(lastHandover(request).payload())
                .containsEntry("reference", request.text())
                .containsEntry("kind", "request")
                .containsEntry("reason", "The plans of the company have changed.")
                .hasSize(4);
        boolean membersKnow = waiting.compareTo(Waiting.TO_BE_PLANNED) > 0;
        assertThat(tasklist.at(List.of(request)).size())
                .isEqualTo((membersKnow ? 1 : 0) + (waiting.tasks.contains("TellMembers") ? 1 : 0));
    }

    @ParameterizedTest
    @EnumSource(Waiting.class)
    void withdrawnWithItsGoalAtAnyWaitStateNothingIsLeftEither(Waiting waiting) {
        BigDecimal budget = budgetLeft();
        Ref request = reached(waiting);
        BigDecimal spent = spent(request);
        Ref goal = Ref.of(request.text().split("\\.")[0]);

        withdraw("board-chair", goal);

        endedWithItsMoneyBack(request, budget.subtract(spent));
        assertNothingIsLeft(goal);
        Leftovers.none(jdbc, goal.text());
        assertThat(lastHandover(request).payload()).containsEntry("summary", "Withdrawn with " + goal + ".");
    }

    private Ref reached(Waiting waiting) {
        Ref request = waiting.reached.apply(this);
        assertThat(tasklist.at(List.of(request)))
                .extracting(OpenTask::task)
                .containsExactlyInAnyOrderElementsOf(waiting.tasks);
        return request;
    }

    private void endedWithItsMoneyBack(Ref request, BigDecimal budget) {
        assertThat(row(request).state()).isEqualTo(State.WITHDRAWN);
        assertNothingIsLeft(request);
        Leftovers.none(jdbc, request.text());
        assertThat(jdbc.sql("""
                        select coalesce(sum(b.reserved), 0) from dottedline.balance b
                        join dottedline.income_line i on i.id = b.income where i.community = :community""")
                        .param("community", community())
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo("0");
        assertThat(budgetLeft()).isEqualByComparingTo(budget);
        assertThat(jdbc.sql("select count(*) from dottedline.ledger_difference")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private BigDecimal budgetLeft() {
        return action.run(() -> funding.budgetLeft("billing"));
    }

    /** What of the budget has been spent on it for good. */
    private BigDecimal spent(Ref request) {
        return jdbc.sql("""
                        select coalesce(sum(amount), 0) from dottedline.ledger
                        where request = :ref and payer = 'lob' and kind = 'spend'""")
                .param("ref", request.text())
                .query(BigDecimal.class)
                .single();
    }

    private Ref planned() {
        Ref request = describedRequest();
        plan(request, "customers");
        return request;
    }

    private Ref asked() {
        Ref request = planned();
        submit(request, answers("customers", 400, 126, 97, 18, 11));
        return request;
    }

    private Ref askedOnce() {
        Ref request = planned();
        submit(request, answers("customers", 400, 10, 9, 1, 0));
        return request;
    }

    private Ref unwelcome() {
        Ref request = planned();
        submit(request, answers("customers", 400, 126, 11, 18, 97));
        return request;
    }

    private Ref designed() {
        return designedRequest("72000.00", "3000.00");
    }

    private Ref refused() {
        Ref request = designed();
        refuseFunding(request);
        return request;
    }

    private Ref declined() {
        Ref request = refused();
        decideHowToPay(request, "decline");
        return request;
    }

    private Ref cut() {
        Ref request = refused();
        decideHowToPay(request, "cut-scope");
        return request;
    }

    private Ref rescoped() {
        Ref request = cut();
        design(request, "60000.00", "3000.00", "reported in three minutes");
        return request;
    }

    private Ref rescopedAndTold() {
        Ref request = rescoped();
        runJobs(request);
        return request;
    }

    private Ref stillWelcome() {
        Ref request = rescopedAndTold();
        complete(manager(), request, "ConfirmStillWelcome", Map.of("decision", "still-welcome"));
        return request;
    }

    private Ref estimated() {
        Ref request = fundedRequest();
        estimate(request, "72000.00", "3000.00");
        return request;
    }

    private Ref rated() {
        Ref request = estimated();
        quote(request, "90000.00", "18000.00");
        return request;
    }

    private Ref large() {
        Ref request = designedRequest("260000.00", "0.00");
        refuseFunding(request);
        decideHowToPay(request, "lob-pays");
        estimate(request, "260000.00", "0.00");
        quote(request, "290000.00", "0.00");
        choose(request, "build");
        decideSpending(request, "approve");
        return request;
    }

    private Ref dearer() {
        Ref request = approvedRequest();
        confirm(request, "75000.00");
        return request;
    }

    private Ref made() {
        Ref request = approvedRequest();
        confirm(request, "70000.00");
        return request;
    }

    private Ref accepted() {
        Ref request = made();
        accept(request, "accept");
        return request;
    }

    private Ref launched() {
        Ref request = deliveredRequest();
        launch(request);
        return request;
    }

    private Ref reported() {
        Ref request = launched();
        complete(manager(), request, "ReportFeedback", feedback());
        return request;
    }
}
