package org.dottedline.goal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.dottedline.ProcessTest;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.Separated;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.State;
import org.dottedline.trail.TrailRow;
import org.junit.jupiter.api.Test;

class BoardGoalProcessTest extends ProcessTest {

    BoardGoalProcessTest() {
        super(BoardGoal.KEY);
    }

    @Test
    void aGoalIsNeverApprovedByWhoProposedIt() {
        Ref goal = proposedGoal("billing");

        assertThatThrownBy(() -> complete("board-secretary", goal, "ApproveBoardGoal", Map.of("decision", "approve")))
                .isInstanceOf(Separated.class)
                .hasMessageContaining("Goal proposed");

        assertThat(instance("board-goal", goal)).isWaitingAt("ApproveBoardGoal");
    }

    @Test
    void anApprovedGoalOpensOneObjectiveForEachOfItsLinesOfBusiness() {
        Ref goal = proposedGoal("billing", "care");
        ProcessInstance boardGoal = instance("board-goal", goal);
        assertThat(boardGoal).isWaitingAt("ApproveBoardGoal");

        complete("board-chair", goal, "ApproveBoardGoal", Map.of("decision", "approve"));

        assertThat(boardGoal).isWaitingAt("PursueObjectives");
        assertThat(trails.children(goal)).extracting(TrailRow::unit).containsExactly("billing", "care");
        assertThat(instance("lob-objective", goal.child(Kind.OBJECTIVE, 1)))
                .isWaitingAt("CommitObjective")
                .task()
                .hasCandidateGroup("lob-executive.billing");
        assertThat(instance("lob-objective", goal.child(Kind.OBJECTIVE, 2)))
                .isWaitingAt("CommitObjective")
                .task()
                .hasCandidateGroup("lob-executive.care");
    }

    @Test
    void aGoalThatWasSentBackIsRevisedByItsProposerAlone() {
        Ref goal = proposedGoal("billing", "care");
        ProcessInstance boardGoal = instance("board-goal", goal);
        Map<String, Object> revised = Map.of(
                "title", "Improve the quality of our products",
                "why", "Customers find defects that we could have found before them.",
                "fiscalYear", clock.today().getYear(),
                "measure", "escaped defects per release, all products",
                "lobs", List.of("care"));

        complete(
                "board-chair",
                goal,
                "ApproveBoardGoal",
                Map.of("decision", "send-back", "reason", "Billing has enough to do this year."));

        assertThat(boardGoal).isWaitingAt("ReviseBoardGoal");
        assertThat(task("board-secretary", goal, "ReviseBoardGoal").notes())
                .containsExactly("Billing has enough to do this year.");
        assertThatThrownBy(() -> complete("board-chair", goal, "ReviseBoardGoal", revised))
                .isInstanceOf(Forbidden.class);

        complete("board-secretary", goal, "ReviseBoardGoal", revised);

        assertThat(boardGoal)
                .hasPassedInOrder("BoardGoalProposed", "GoalReady", "GoalApproval", "ReviseBoardGoal")
                .isWaitingAt("ApproveBoardGoal");
        complete("board-chair", goal, "ApproveBoardGoal", Map.of("decision", "approve"));
        assertThat(trails.children(goal)).extracting(TrailRow::unit).containsExactly("care");
    }

    @Test
    void aGoalIsClosedOnceTheLastOfItsObjectivesIs() {
        Ref goal = approvedGoal("billing", "care");
        ProcessInstance boardGoal = instance("board-goal", goal);
        Ref billing = goal.child(Kind.OBJECTIVE, 1);
        Ref care = goal.child(Kind.OBJECTIVE, 2);
        complete("exec-billing", billing, "CommitObjective", objectiveOfBilling());
        complete("exec-care", care, "CommitObjective", objectiveOfCare());
        runJobs(goal);

        close(care, "exec-care", "missed", "19");
        runJobs(goal);
        assertThat(boardGoal).isWaitingAt("PursueObjectives").isNotWaitingAt("CloseBoardGoal");

        close(billing, "exec-billing", "missed", "23");
        runJobs(goal);
        assertThat(boardGoal).isWaitingAtExactly("CloseBoardGoal");

        complete(
                "board-secretary",
                goal,
                "CloseBoardGoal",
                Map.of("result", "partly", "summary", "Fewer defects escape, but not few enough."));

        assertThat(boardGoal).hasPassed("BoardGoalClosed").isEnded();
        assertThat(row(goal).state()).isEqualTo(State.CLOSED);
        assertThat(row(goal).result()).isEqualTo("partly");
    }

    @Test
    void anObjectiveThatIsWithdrawnIsNoLongerPursued() {
        Ref goal = approvedGoal("billing", "care");
        ProcessInstance boardGoal = instance("board-goal", goal);

        withdraw("exec-billing", goal.child(Kind.OBJECTIVE, 1));
        runJobs(goal);
        assertThat(boardGoal).isWaitingAt("PursueObjectives");

        withdraw("exec-care", goal.child(Kind.OBJECTIVE, 2));
        runJobs(goal);
        assertThat(boardGoal).isWaitingAtExactly("CloseBoardGoal");
    }

    @Test
    void aGoalIsWithdrawnWhileTheBoardStillDecides() {
        Ref goal = proposedGoal("billing");
        ProcessInstance boardGoal = instance("board-goal", goal);

        withdraw("board-chair", goal);

        assertThat(boardGoal).hasPassed("Withdrawn", "BoardGoalWithdrawn").isEnded();
        assertNothingIsLeft(goal);
    }

    @Test
    void aGoalThatIsWithdrawnTakesAllBelowWithIt() {
        Ref initiative = proposedInitiative();
        Ref objective = initiative.parent().orElseThrow();
        Ref goal = objective.parent().orElseThrow();
        ProcessInstance boardGoal = instance("board-goal", goal);
        ProcessInstance communityInitiative = instance("community-initiative", initiative);
        ProcessInstance approval = instance("initiative-approval", initiative);

        withdraw("board-secretary", goal);

        assertThat(boardGoal).hasPassed("BoardGoalWithdrawn").isEnded();
        assertThat(communityInitiative).hasPassed("InitiativeWithdrawn").isEnded();
        assertThat(approval).hasPassed("ApprovalEnded").isEnded();
        assertNothingIsLeft(goal);
        assertThat(List.of(row(goal), row(objective), row(initiative)))
                .extracting(TrailRow::state)
                .containsOnly(State.WITHDRAWN);
    }
}
