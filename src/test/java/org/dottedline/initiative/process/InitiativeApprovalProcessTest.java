package org.dottedline.initiative.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.dottedline.ProcessTest;
import org.dottedline.engine.ChangedTable;
import org.dottedline.handover.Handovers;
import org.dottedline.handover.Message;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.trail.Ref;
import org.dottedline.trail.State;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class InitiativeApprovalProcessTest extends ProcessTest {

    @Autowired
    Handovers handovers;

    InitiativeApprovalProcessTest() {
        super(InitiativeApproval.KEY);
    }

    @Test
    void theExecutiveAloneApprovesWithinTheBand() {
        Ref initiative = proposedInitiative();
        ProcessInstance approval = instance("initiative-approval", initiative);
        assertThat(approval).isWaitingAtExactly("AssessFit").task().hasCandidateGroup("strategist.billing");

        assess(initiative, "strong", "to-150000");
        assertThat(approval).isWaitingAtExactly("ApproveInitiative").task().hasCandidateGroup("lob-executive.billing");

        complete("exec-billing", initiative, "ApproveInitiative", Map.of("decision", "approve"));
        runJobs(initiative);

        assertThat(approval)
                .hasPassedInOrder("ApproveInitiative", "PickApprovalRoute", "BoardNeeded", "InitiativeApproved")
                .hasNotPassed("CountersignInitiative")
                .isEnded();
        assertThat(handovers.latest(initiative, Message.INITIATIVE_DECIDED)).contains(Map.of("decision", "approve"));
    }

    @Test
    void aWeakFitIsApprovedOnlyWithACapOfAtMost25000() {
        Ref initiative = assessedInitiative("weak", "to-100000");
        ProcessInstance approval = instance("initiative-approval", initiative);

        assertThatThrownBy(
                        () -> complete("exec-billing", initiative, "ApproveInitiative", Map.of("decision", "approve")))
                .isInstanceOf(RuleRefused.class)
                .hasMessageContaining("A weak fit needs a cap of at most 25,000.00.");
        assertThatThrownBy(() -> approve(initiative, "25000.01")).isInstanceOf(RuleRefused.class);
        assertThat(approval).isWaitingAtExactly("ApproveInitiative");

        approve(initiative, "25000.00");
        runJobs(initiative);

        assertThat(approval).hasPassed("InitiativeApproved").isEnded();
        assertThat(handovers.latest(initiative, Message.INITIATIVE_DECIDED))
                .contains(Map.of("decision", "approve", "cap", "25000.00"));
    }

    @Test
    void aCapGoesWithApprovingAlone() {
        Ref initiative = assessedInitiative("weak", "to-100000");

        assertThatThrownBy(() -> complete(
                        "exec-billing",
                        initiative,
                        "ApproveInitiative",
                        Map.of("decision", "decline", "reason", "Not now.", "cap", "25000.00")))
                .isInstanceOf(InvalidFields.class);
    }

    @Test
    void aLargeBudgetIsCountersignedByTheBoardWhichMaySendItBack() {
        Ref initiative = assessedInitiative("strong", "above-150000");
        ProcessInstance approval = instance("initiative-approval", initiative);

        complete("exec-billing", initiative, "ApproveInitiative", Map.of("decision", "approve"));
        assertThat(approval).isWaitingAtExactly("CountersignInitiative").task().hasCandidateGroup("board");

        complete(
                "board-secretary",
                initiative,
                "CountersignInitiative",
                Map.of("decision", "send-back", "reason", "Name the most that it may cost."));
        assertThat(approval).isWaitingAtExactly("ApproveInitiative");
        assertThat(task("exec-billing", initiative, "ApproveInitiative").notes())
                .containsExactly("Name the most that it may cost.");

        approve(initiative, "180000.00");
        assertThat(approval).isWaitingAtExactly("CountersignInitiative");
        complete("board-chair", initiative, "CountersignInitiative", Map.of("decision", "approve"));
        runJobs(initiative);

        assertThat(approval).hasPassed("ApprovalComplete", "InitiativeApproved").isEnded();
        assertThat(handovers.latest(initiative, Message.INITIATIVE_DECIDED))
                .contains(Map.of("decision", "approve", "cap", "180000.00"));
        assertThat(row(initiative).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void theExecutiveAsksForChangesWithAReason() {
        Ref initiative = assessedInitiative("strong", "to-150000");
        ProcessInstance approval = instance("initiative-approval", initiative);

        assertThatThrownBy(
                        () -> complete("exec-billing", initiative, "ApproveInitiative", Map.of("decision", "changes")))
                .isInstanceOf(InvalidFields.class);
        complete(
                "exec-billing",
                initiative,
                "ApproveInitiative",
                Map.of("decision", "changes", "reason", "Which module is this about?"));
        runJobs(initiative);

        assertThat(approval).hasPassed("ChangesAsked").isEnded();
        assertThat(handovers.latest(initiative, Message.INITIATIVE_DECIDED))
                .contains(Map.of("decision", "changes", "reason", "Which module is this about?"));
    }

    @Test
    void theExecutiveDeclinesWithAReason() {
        Ref initiative = assessedInitiative("weak", "above-150000");
        ProcessInstance approval = instance("initiative-approval", initiative);

        complete(
                "exec-billing",
                initiative,
                "ApproveInitiative",
                Map.of("decision", "decline", "reason", "The module is replaced next year."));
        runJobs(initiative);

        assertThat(approval).hasPassed("InitiativeDeclined").isEnded();
        assertThat(row(initiative).state()).isEqualTo(State.DECLINED);
    }

    @Test
    void anInitiativeForWhichTheTableNamesNobodyReturnsToTheExecutiveWithTheReason() {
        Ref initiative = assessedInitiative("fair", "to-25000");
        ProcessInstance approval = instance("initiative-approval", initiative);

        try (var changed = ChangedTable.of(
                repository, "3-initiative/approval-route.dmn", table -> table.replace("\"executive\"", "\"nobody\""))) {
            var returned = complete("exec-billing", initiative, "ApproveInitiative", Map.of("decision", "approve"));

            assertThat(returned.notes())
                    .containsExactly("The executive decides alone on a budget of at most 150,000.00.");
            assertThat(approval).hasPassed("RouteFound").isWaitingAtExactly("ApproveInitiative");
        }

        complete("exec-billing", initiative, "ApproveInitiative", Map.of("decision", "approve"));
        runJobs(initiative);
        assertThat(approval).hasPassed("InitiativeApproved").isEnded();
    }

    @Test
    void anApprovalEndsWithTheInitiativeThatIsWithdrawn() {
        Ref initiative = assessedInitiative("strong", "above-150000");
        ProcessInstance approval = instance("initiative-approval", initiative);
        complete("exec-billing", initiative, "ApproveInitiative", Map.of("decision", "approve"));
        assertThat(approval).isWaitingAtExactly("CountersignInitiative");

        withdraw("cm-developers", initiative);

        assertThat(approval).hasPassed("Withdrawn", "ApprovalEnded").isEnded();
        assertNothingIsLeft(initiative);
    }

    @Test
    void aDecisionThatIsOnItsWayToAWithdrawnInitiativeIsNoLongerSent() {
        Ref initiative = assessedInitiative("strong", "to-150000");
        ProcessInstance approval = instance("initiative-approval", initiative);
        complete("exec-billing", initiative, "ApproveInitiative", Map.of("decision", "approve"));

        withdraw("cm-developers", initiative);

        assertThat(approval)
                .hasPassed("ApprovalEnded")
                .hasNotPassed("InitiativeApproved")
                .isEnded();
        assertNothingIsLeft(initiative);
        assertThat(handovers.latest(initiative, Message.INITIATIVE_DECIDED)).isEmpty();
    }

    private void approve(Ref initiative, String cap) {
        complete("exec-billing", initiative, "ApproveInitiative", Map.of("decision", "approve", "cap", cap));
    }
}
