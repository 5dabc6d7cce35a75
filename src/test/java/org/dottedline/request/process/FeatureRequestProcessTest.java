package org.dottedline.request.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.dottedline.RequestProcessTest;
import org.dottedline.handover.Message;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.trail.Ref;
import org.dottedline.trail.State;
import org.junit.jupiter.api.Test;

class FeatureRequestProcessTest extends RequestProcessTest {

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
                .containsEntry("kept", java.util.List.of("reported in three minutes"))
                .containsEntry("dropped", java.util.List.of("translated"))
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

    @Test
    void whatIsWithdrawnEndsOnBothSides() {
        Ref request = fundedRequest();
        withdraw(manager(), request);

        assertThat(finances().tied()).isEmpty();
        assertNothingIsLeft(request);
    }
}
