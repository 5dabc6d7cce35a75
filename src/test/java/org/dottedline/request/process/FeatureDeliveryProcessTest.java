package org.dottedline.request.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dottedline.RequestProcessTest;
import org.dottedline.audit.Record;
import org.dottedline.handover.Message;
import org.dottedline.people.Side;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.trail.Ref;
import org.dottedline.trail.State;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class FeatureDeliveryProcessTest extends RequestProcessTest {

    @Autowired
    private Record record;

    FeatureDeliveryProcessTest() {
        super(FeatureDelivery.KEY);
    }

    @Test
    void deliveredForLessThanWasSetAsideTheRestIsReleased() {
        Ref request = deliveredRequest();

        assertThat(payload(Message.FEATURE_DELIVERED, request))
                .containsEntry("points", List.of("reported in three minutes", "translated"))
                .containsEntry("deliveredOn", clock.today().toString())
                .containsEntry("made", "built")
                .hasSize(3);
        assertThat(action.run(() -> funding.reserved(request))).isEqualByComparingTo("0");
        launch(request);
        reportFeedback(request);
        tellMembers(request);
        assertThat(instances(request)).isEmpty();
    }

    @Test
    void aSmallChangeNeedsNeitherSourcingNorApproval() {
        Ref request = designedRequest("2000.00", "0.00");
        reserve(request, "500.00");
        confirm(request, "2000.00");
        accept(request, "send-back");
        assertThat(task("delivery-lead", request, "ConfirmDelivery").notes())
                .containsExactly("The translation is not there.");
        confirm(request, "2100.00");
        accept(request, "accept");
        runJobs(request);
        task(manager(), request, "LaunchWithMembers");
    }

    @Test
    void aboveWhatWasSetAsideTheExecutiveDecidesBeforeItCounts() {
        Ref request = approvedRequest();
        confirm(request, "75000.00");

        assertThat(task("exec-billing", request, "ApproveSpending").notes())
                .containsExactly("It cost 75,000.00 EUR, which is 3,000.00 EUR more than was set aside.");
        BigDecimal before = budgetLeft();
        decideSpending(request, "approve");
        assertThat(before.subtract(budgetLeft())).isEqualByComparingTo("3000");
        accept(request, "accept");
        runJobs(request);

        task(manager(), request, "LaunchWithMembers");
        assertThat(before.subtract(budgetLeft())).isEqualByComparingTo("3000");
    }

    @Test
    void theLineOfBusinessPaysAndTheBoardCountersigns() {
        BigDecimal before = budgetLeft();
        Ref request = designedRequest("260000.00", "0.00");
        refuseFunding(request);
        decideHowToPay(request, "lob-pays");
        assertThat(before.subtract(budgetLeft())).isEqualByComparingTo("260000");
        estimate(request, "260000.00", "0.00");
        quote(request, "290000.00", "0.00");
        choose(request, "build");
        decideSpending(request, "approve");
        complete(
                "board-chair",
                request,
                "CountersignSpending",
                Map.of("decision", "send-back", "reason", "Show us the options again."));
        assertThat(task("exec-billing", request, "ApproveSpending").notes())
                .containsExactly("Show us the options again.");
        decideSpending(request, "approve");
        complete("board-chair", request, "CountersignSpending", Map.of("decision", "approve"));
        confirm(request, "255000.00");
        accept(request, "accept");
        runJobs(request);

        assertThat(before.subtract(budgetLeft())).isEqualByComparingTo("255000");
        assertThat(record.history(List.of(request.text()), Set.of(Side.STRATEGY), 0, 500))
                .filteredOn(entry -> entry.kind().equals("task-completed"))
                .filteredOn(entry ->
                        Set.of("ApproveSpending", "CountersignSpending").contains(entry.element()))
                .as("the record says how much each decision is about")
                .hasSize(4)
                .allSatisfy(entry -> assertThat(entry.before()).containsEntry("committed", "260000.00"));
        withdraw(manager(), request);
        assertThat(before.subtract(budgetLeft())).isEqualByComparingTo("255000");
        assertNothingIsLeft(request);
    }

    @Test
    void anOptionThatWhatIsSetAsideDoesNotCarryGoesBackToTheController() {
        Ref request = fundedRequest();
        estimate(request, "80000.00", "0.00");
        quote(request, "90000.00", "18000.00");
        choose(request, "build");

        assertThat(task("controller", request, "ReviewFunding").notes())
                .singleElement()
                .asString()
                .contains("80,000.00 EUR");
        reserve(request, "7000.00");
        // once a maker is chosen, nobody is asked for options again
        decideSpending(request, "approve");
        confirm(request, "84000.00");
        accept(request, "accept");
        runJobs(request);
        task(manager(), request, "LaunchWithMembers");
    }

    @Test
    void whatIsBoughtIsConfirmedByTheBuyers() {
        Ref request = fundedRequest();
        estimate(request, "80000.00", "0.00");
        quote(request, "70000.00", "1000.00");
        choose(request, "vendor A");
        decideSpending(request, "approve");
        confirm("buyer", request, "70000.00", "reported in three minutes", "translated");
        accept(request, "accept");
        runJobs(request);

        assertThat(payload(Message.FEATURE_DELIVERED, request)).containsEntry("made", "bought");
    }

    @Test
    void aDeliveryNamesEveryPointOfTheAcceptanceListOnce() {
        Ref request = approvedRequest();

        assertThatThrownBy(() -> confirm("delivery-lead", request, "70000.00", "translated"))
                .isInstanceOf(InvalidFields.class)
                .hasMessageContaining("reported in three minutes");
        assertThatThrownBy(() -> confirm("delivery-lead", request, "70000.00", "translated", "translated"))
                .isInstanceOf(InvalidFields.class);
        assertThatThrownBy(() -> confirm("delivery-lead", request, "70000.00", "reported in three minutes", "painted"))
                .isInstanceOf(InvalidFields.class);
    }

    @Test
    void spendingThatIsDeclinedEndsTheRequestAndGivesTheMoneyBack() {
        Ref request = sourcedRequest();
        decideSpending(request, "decline");
        runJobs(request);

        assertThat(row(request).state()).isEqualTo(State.DECLINED);
        assertThat(payload(Message.FEATURE_DECLINED, request)).containsEntry("stage", "spending");
        assertThat(finances().tied()).isEmpty();
        assertNothingIsLeft(request);
    }

    @Test
    void whatNobodyPaysIsDeclined() {
        Ref request = designedRequest("120000.00", "3000.00");
        refuseFunding(request);
        decideHowToPay(request, "decline");
        runJobs(request);

        assertThat(payload(Message.FEATURE_DECLINED, request)).containsEntry("stage", "how-to-pay");
        assertNothingIsLeft(request);
    }

    @Test
    void theScopeMayBeCutTwice() {
        Ref request = designedRequest("120000.00", "3000.00");
        refuseFunding(request);
        decideHowToPay(request, "cut-scope");
        assertThat(task("delivery-lead", request, "DesignFeature").notes())
                .containsExactly("Cut the scope: Because of the year's plan.");
        design(request, "72000.00", "3000.00", "reported in three minutes");
        runJobs(request);
        complete(manager(), request, "ConfirmStillWelcome", Map.of("decision", "still-welcome"));
        runJobs(request);
        reserve(request, "6000.00");
        estimate(request, "72000.00", "3000.00");
        quote(request, "90000.00", "18000.00");
        choose(request, "build");
        decideSpending(request, "cut-scope");
        assertThat(finances().tied()).isEmpty();
        design(request, "10000.00", "0.00", "known defects are shown");
        runJobs(request);
        complete(
                manager(),
                request,
                "ConfirmStillWelcome",
                Map.of("decision", "end", "reason", "Without fast reporting it helps nobody."));
        runJobs(request);

        assertThat(row(request).state()).isEqualTo(State.DECLINED);
        assertNothingIsLeft(request);
    }

    private BigDecimal budgetLeft() {
        return action.run(() -> funding.budgetLeft("billing"));
    }
}
