package org.dottedline.objective.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.execute;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.dottedline.ProcessTest;
import org.dottedline.handover.Handover;
import org.dottedline.handover.Handovers;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.MovedOn;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.State;
import org.dottedline.trail.TrailRow;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LobObjectiveProcessTest extends ProcessTest {

    @Autowired
    Handovers handovers;

    @Autowired
    Reviews reviews;

    LobObjectiveProcessTest() {
        super(LobObjective.KEY);
    }

    @Test
    void anObjectiveWithoutABaselineComesBackWithTheReasonUntilItHasOne() {
        Ref objective = approvedGoal("billing").child(Kind.OBJECTIVE, 1);
        ProcessInstance lobObjective = instance("lob-objective", objective);
        Map<String, Object> fields = objectiveOfBilling();
        fields.remove("baseline");

        var refused = complete("exec-billing", objective, "CommitObjective", fields);

        assertThat(refused.notes())
                .containsExactly(
                        "Give the baseline: without the value of today nobody can tell later whether anything improved.");
        assertThat(lobObjective)
                .hasPassed("CheckReadiness", "ObjectiveMeasurable")
                .isWaitingAtExactly("CommitObjective");
        assertThat(task("exec-billing", objective, "CommitObjective").notes()).isEqualTo(refused.notes());

        fields.put("baseline", "40");
        var accepted = complete("exec-billing", objective, "CommitObjective", fields);

        assertThat(accepted.notes()).isEmpty();
        assertThat(lobObjective).isWaitingAt("CloseObjective");
        runJobs(objective);
        assertThat(lobObjective).hasPassed("CommunitiesInvited").isWaitingAtExactly("CloseObjective", "NextReview");
    }

    @Test
    void everyFlawOfAnObjectiveIsToldAtOnce() {
        Ref objective = approvedGoal("billing").child(Kind.OBJECTIVE, 1);
        Map<String, Object> fields = objectiveOfBilling();
        fields.put("target", "41");
        fields.put("dueOn", clock.today().toString());

        assertThat(complete("exec-billing", objective, "CommitObjective", fields)
                        .notes())
                .containsExactly(
                        "The target is not better than the baseline: check both values and whether higher or lower is better.",
                        "The due date is not in the future: choose a later one.");
    }

    @Test
    void eachInvitedCommunityGetsAnInitiativeOfItsOwn() {
        Ref objective = committedObjective("developers", "users");

        assertThat(trails.children(objective)).extracting(TrailRow::unit).containsExactly("developers", "users");
        assertThat(instance("community-initiative", objective.child(Kind.INITIATIVE, 1)))
                .isWaitingAt("ProposeInitiative")
                .task()
                .hasCandidateGroup("community-manager.developers");
        assertThat(instance("community-initiative", objective.child(Kind.INITIATIVE, 2)))
                .isWaitingAt("ProposeInitiative")
                .task()
                .hasCandidateGroup("community-manager.users");
    }

    @Test
    void theDueDateRemindsTheExecutiveAndDecidesNothing() {
        Ref objective = committedObjective("developers");
        ProcessInstance lobObjective = instance("lob-objective", objective);
        String dueOn = clock.today().plusMonths(12).toString();
        assertThat(timer(lobObjective).getDuedate()).isEqualTo(Date.from(endOf(dueOn)));

        clock.set(endOf(dueOn).minusSeconds(60));
        runJobs(objective);
        assertThat(task("exec-billing", objective, "CloseObjective").notes())
                .containsExactly("This is due on " + inWords(LocalDate.parse(dueOn)) + ".");

        clock.set(endOf(dueOn).plusSeconds(60));
        runJobs(objective);

        assertThat(lobObjective).isWaitingAtExactly("CloseObjective", "ReviewOutcome");
        var close = task("exec-billing", objective, "CloseObjective");
        assertThat(close.notes())
                .containsExactly(
                        "This was due on " + inWords(LocalDate.parse(dueOn)) + ". The PMO sees that it is overdue.");
        assertThat(close.overdue()).isTrue();
    }

    @Test
    void anExtendedObjectiveGoesOnUntilItsNewDateAndItsCommunitiesAreTold() {
        Ref objective = committedObjective("developers", "users");
        Ref initiative = objective.child(Kind.INITIATIVE, 1);
        ProcessInstance lobObjective = instance("lob-objective", objective);
        String newDueOn = clock.today().plusMonths(18).toString();

        extend(objective, newDueOn);

        assertThat(lobObjective).isWaitingAt("CloseObjective");
        assertThat(timer(lobObjective).getDuedate()).isEqualTo(Date.from(endOf(newDueOn)));
        assertThat(task("exec-billing", objective, "CloseObjective").due()).isEqualTo(endOf(newDueOn));
        runJobs(objective);
        assertThat(lobObjective).hasPassed("NewDateTold").isWaitingAtExactly("CloseObjective", "NextReview");
        assertThat(row(objective).state()).isEqualTo(State.RUNNING);
        assertThat(handovers.atAndBelow(person("cm-developers"), initiative))
                .last()
                .satisfies(told -> assertThat(told.payload())
                        .isEqualTo(Map.of(
                                "result",
                                "extended",
                                "finalValue",
                                "33",
                                "reason",
                                "Two releases are still to come.",
                                "newDueOn",
                                newDueOn)));
        assertThat(instance("community-initiative", initiative)).isWaitingAt("ProposeInitiative", "ObjectiveClosed");
    }

    @Test
    void aNewDateIsLaterThanTheOldOne() {
        Ref objective = committedObjective("developers");
        String dueOn = clock.today().plusMonths(12).toString();

        assertThatThrownBy(() -> extend(objective, dueOn)).isInstanceOf(InvalidFields.class);

        assertThat(instance("lob-objective", objective)).isWaitingAtExactly("CloseObjective", "NextReview");
    }

    @Test
    void aClosedObjectiveTellsEveryCommunityAndEnds() {
        Ref objective = committedObjective("developers", "users");
        ProcessInstance lobObjective = instance("lob-objective", objective);

        close(objective, "exec-billing", "missed", "23");
        assertThat(row(objective).state()).isEqualTo(State.CLOSED);
        assertThat(row(objective).result()).isEqualTo("missed");
        runJobs(objective);

        assertThat(lobObjective).hasPassed("TellResult", "ObjectiveEnded").isEnded();
        assertThat(handovers.atAndBelow(person("exec-billing"), objective).stream()
                        .filter(handover -> handover.message().equals("ObjectiveClosed")))
                .extracting(handover -> handover.ref().text(), Handover::result)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(objective + ".I1", Handover.Result.DELIVERED),
                        org.assertj.core.groups.Tuple.tuple(objective + ".I2", Handover.Result.DELIVERED));
        assertNothingIsLeft(objective);
    }

    @Test
    void aClosedObjectiveEndsWhatIsNotDecidedYetOnBothSides() {
        Ref initiative = assessedInitiative("strong", "to-150000");
        Ref objective = initiative.parent().orElseThrow();
        ProcessInstance approval = instance("initiative-approval", initiative);
        ProcessInstance communityInitiative = instance("community-initiative", initiative);
        assertThat(approval).isWaitingAt("ApproveInitiative");

        close(objective, "exec-billing", "achieved", "20");

        assertThat(approval).hasPassed("ApprovalEnded").isEnded();
        runJobs(objective);
        assertThat(communityInitiative).hasPassed("OvertakenByClosing").isEnded();
        assertThat(row(initiative).state()).isEqualTo(State.DECLINED);
        assertThat(row(initiative).result()).isEqualTo("objective-closed");
        complete(
                "cm-developers",
                initiative,
                "TellMembers",
                Map.of("youSaid", "We lose days on known defects.", "weDid", "The objective was reached first."));
        assertNothingIsLeft(objective);
    }

    @Test
    void aProposalStillOnItsWayIsNotJudgedOnceItsObjectiveHasClosed() {
        Ref objective = committedObjective("developers");
        Ref initiative = objective.child(Kind.INITIATIVE, 1);
        complete("cm-developers", initiative, "ProposeInitiative", proposal());
        ProcessInstance communityInitiative = instance("community-initiative", initiative);

        close(objective, "exec-billing", "missed", "23");
        execute(job(communityInitiative));
        runJobs(objective);

        assertThat(communityInitiative).hasPassed("OvertakenByClosing").isEnded();
        assertNothingIsLeft(objective);
        assertNothingIsLeft(initiative);
    }

    @Test
    void anObjectiveThatClosesBeforeItsCommunitiesWereToldInvitesNobody() {
        Ref objective = approvedGoal("billing").child(Kind.OBJECTIVE, 1);
        complete("exec-billing", objective, "CommitObjective", objectiveOfBilling());
        ProcessInstance lobObjective = instance("lob-objective", objective);

        close(objective, "exec-billing", "achieved", "20");

        assertThat(lobObjective).hasPassed("ObjectiveEnded").isEnded();
        assertThat(trails.children(objective)).isEmpty();
    }

    @Test
    void anObjectiveIsWithdrawnBeforeItIsCommittedTo() {
        Ref objective = approvedGoal("billing").child(Kind.OBJECTIVE, 1);
        ProcessInstance lobObjective = instance("lob-objective", objective);

        withdraw("exec-billing", objective);

        assertThat(lobObjective).hasPassed("Withdrawn", "ObjectiveWithdrawn").isEnded();
        assertNothingIsLeft(objective);
    }

    @Test
    void anObjectiveIsWithdrawnWhileItsCommunitiesAreBeingTold() {
        Ref objective = approvedGoal("billing").child(Kind.OBJECTIVE, 1);
        Map<String, Object> fields = objectiveOfBilling();
        fields.put("communities", List.of("developers", "users"));
        complete("exec-billing", objective, "CommitObjective", fields);
        ProcessInstance lobObjective = instance("lob-objective", objective);
        execute(management
                .createJobQuery()
                .processInstanceId(lobObjective.getId())
                .messages()
                .listPage(0, 1)
                .get(0));
        assertThat(trails.children(objective)).hasSize(1);

        withdraw("exec-billing", objective);

        assertThat(lobObjective).hasPassed("ObjectiveWithdrawn").isEnded();
        assertNothingIsLeft(objective);
        assertThatThrownBy(() -> withdraw("exec-billing", objective)).isInstanceOf(MovedOn.class);
    }

    @Test
    void theCadenceGoesOnUntilTheLastReviewAndAnewAfterAnExtension() {
        Ref objective = committedObjective("developers");
        ProcessInstance lobObjective = instance("lob-objective", objective);
        clock.set(clock.instant()
                .atOffset(ZoneOffset.UTC)
                .plusMonths(3)
                .plusMinutes(1)
                .toInstant());
        runJobs(objective);
        assertThat(lobObjective).isWaitingAtExactly("CloseObjective", "ReviewOutcome");

        review(objective, "38", false);
        assertThat(lobObjective).hasPassed("TellOutcome").isWaitingAtExactly("CloseObjective", "NextReview");
        extend(objective, clock.today().plusMonths(18).toString());
        runJobs(objective);
        assertThat(lobObjective).hasPassed("CadenceKept").isWaitingAtExactly("CloseObjective", "NextReview");

        action.run(() -> reviews.openNow(person("exec-billing"), objective, "RecordOutcome"));
        review(objective, "20", true);
        assertThat(lobObjective).hasPassed("SeriesComplete").isWaitingAtExactly("CloseObjective");
        extend(objective, clock.today().plusMonths(24).toString());
        assertThat(reviews.next(objective)).isPresent();
    }

    private void review(Ref objective, String value, boolean last) {
        complete(
                "strategist-billing",
                objective,
                "RecordOutcome",
                Map.of(
                        "value",
                        value,
                        "measuredOn",
                        clock.today().toString(),
                        "source",
                        "The defect tracker",
                        "last",
                        last));
        complete("exec-billing", objective, "AcceptOutcome", Map.of("decision", "accept"));
        runJobs(objective);
    }

    /** What escalates the closing: the later of its two timers. */
    private Job timer(ProcessInstance instance) {
        return management
                .createJobQuery()
                .processInstanceId(instance.getId())
                .activityId("CloseObjective")
                .timers()
                .list()
                .stream()
                .max(Comparator.comparing(Job::getDuedate))
                .orElseThrow();
    }

    private Job job(ProcessInstance instance) {
        return management.createJobQuery().processInstanceId(instance.getId()).singleResult();
    }
}
