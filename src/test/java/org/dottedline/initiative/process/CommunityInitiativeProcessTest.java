package org.dottedline.initiative.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.execute;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.dottedline.ProcessTest;
import org.dottedline.handover.Handover;
import org.dottedline.handover.Handovers;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.MovedOn;
import org.dottedline.refusal.NotFound;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.State;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CommunityInitiativeProcessTest extends ProcessTest {

    @Autowired
    CommunityInitiative communityInitiative;

    @Autowired
    Handovers handovers;

    CommunityInitiativeProcessTest() {
        super(CommunityInitiative.KEY);
    }

    @Test
    void nobodyForcesAnInitiativeOnMembers() {
        Ref initiative = committedObjective("users").child(Kind.INITIATIVE, 1);
        ProcessInstance process = instance("community-initiative", initiative);
        assertThat(process)
                .hasPassedInOrder("ObjectiveReceived", "InitiativeOpened", "ProposeAndListen")
                .isWaitingAtExactly("ProposeInitiative", "ObjectiveClosed");

        complete(
                "cm-users",
                initiative,
                "ProposeInitiative",
                Map.of("decision", "decline", "reason", "Members are in the middle of a migration."));
        runJobs(initiative);

        assertThat(process).hasPassed("TrailEnded", "NotTakingPart").isEnded();
        assertThat(row(initiative).state()).isEqualTo(State.DECLINED);
        assertThat(row(initiative).result()).isEqualTo("not-taking-part");
        assertThat(handovers.atAndBelow(person("exec-billing"), initiative))
                .last()
                .satisfies(told -> {
                    assertThat(told.message()).isEqualTo("TrailEnded");
                    assertThat(told.payload())
                            .containsEntry("reference", initiative.text())
                            .containsEntry("kind", "initiative")
                            .containsEntry("reason", "Members are in the middle of a migration.");
                });
        assertNothingIsLeft(initiative);
    }

    @Test
    void aProposalWaitsForTheDecisionOfTheLineOfBusiness() {
        Ref initiative = proposedInitiative();

        assertThat(instance("community-initiative", initiative))
                .hasPassed("InitiativeProposed")
                .isWaitingAtExactly("InitiativeDecided", "ObjectiveClosed");
        assertThat(row(initiative).title()).isEqualTo("Report and follow defects in the community");
        assertThat(instance("initiative-approval", initiative)).isWaitingAtExactly("AssessFit");
    }

    @Test
    void anApprovedInitiativeStaysOpenUntilItsManagerClosesIt() {
        Ref initiative = approvedInitiative();
        ProcessInstance process = instance("community-initiative", initiative);
        assertThat(process).isWaitingAtExactly("CloseInitiative", "ObjectiveClosed");

        complete(
                "cm-developers",
                initiative,
                "CloseInitiative",
                Map.of("summary", "Members report and follow defects."));

        assertThat(process).hasPassed("InitiativeClosed").isEnded();
        assertThat(row(initiative).state()).isEqualTo(State.CLOSED);
        assertNothingIsLeft(initiative);
    }

    @Test
    void aRevisedProposalIsJudgedAnew() {
        Ref initiative = assessedInitiative("strong", "to-150000");
        ProcessInstance process = instance("community-initiative", initiative);
        complete(
                "exec-billing",
                initiative,
                "ApproveInitiative",
                Map.of("decision", "changes", "reason", "Which module is this about?"));
        runJobs(initiative);
        assertThat(process).isWaitingAt("ReviseInitiative");
        assertThat(task("cm-developers", initiative, "ReviseInitiative").notes())
                .containsExactly("Which module is this about?");

        Map<String, Object> revised = proposal();
        revised.put("idea", "report and follow defects of the invoicing module inside the community");
        complete("cm-developers", initiative, "ReviseInitiative", revised);
        runJobs(initiative);

        assertThat(process).isWaitingAtExactly("InitiativeDecided", "ObjectiveClosed");
        assertThat(instance("initiative-approval", initiative)).isWaitingAtExactly("AssessFit");
    }

    @Test
    void whoIsAskedForChangesMayStillDecline() {
        Ref initiative = assessedInitiative("strong", "to-150000");
        ProcessInstance process = instance("community-initiative", initiative);
        complete(
                "exec-billing",
                initiative,
                "ApproveInitiative",
                Map.of("decision", "changes", "reason", "Which module is this about?"));
        runJobs(initiative);

        complete(
                "cm-developers",
                initiative,
                "ReviseInitiative",
                Map.of("decision", "decline", "reason", "Members want all modules or none."));
        runJobs(initiative);

        assertThat(process).hasPassed("ReviseInitiative", "NotTakingPart").isEnded();
    }

    @Test
    void aDeclinedInitiativeEndsWithTheReasonForItsMembers() {
        Ref initiative = assessedInitiative("fair", "to-100000");
        ProcessInstance process = instance("community-initiative", initiative);

        complete(
                "exec-billing",
                initiative,
                "ApproveInitiative",
                Map.of("decision", "decline", "reason", "The module is replaced next year."));
        runJobs(initiative);

        assertThat(process).hasPassed("InitiativeDecided", "InitiativeDeclined").isEnded();
        assertThat(row(initiative).state()).isEqualTo(State.DECLINED);
        assertThat(row(initiative).reason()).isEqualTo("The module is replaced next year.");
    }

    @Test
    void aManagerProposesAFurtherInitiativeForAnObjectiveThatInvitedHerCommunity() {
        Ref objective = approvedInitiative().parent().orElseThrow();

        Ref further =
                action.run(() -> communityInitiative.openFurther(person("cm-developers"), objective, "developers"));

        assertThat(further).isEqualTo(objective.child(Kind.INITIATIVE, 2));
        assertThat(instance("community-initiative", further))
                .hasPassed("FurtherInitiativeOpened")
                .isWaitingAtExactly("ProposeInitiative", "ObjectiveClosed");
        assertThat(task("cm-developers", further, "ProposeInitiative").context().asJson())
                .extractingByKey("objective")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("baseline", "40")
                .containsEntry("target", "20");
    }

    @Test
    void aFurtherInitiativeNeedsAnInvitationOneOwnsAndAnOpenObjective() {
        Ref objective = committedObjective("developers");

        assertThatThrownBy(() -> open("cm-users", objective, "developers")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> open("exec-billing", objective, "developers")).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> open("cm-developers", objective.parent().orElseThrow(), "developers"))
                .isInstanceOf(RuleRefused.class);
        close(objective, "exec-billing", "missed", "23");
        runJobs(objective);
        assertThatThrownBy(() -> open("cm-developers", objective, "developers")).isInstanceOf(MovedOn.class);
        assertThat(trails.children(objective)).hasSize(1);
    }

    @Test
    void anExtendedObjectiveIsHeardOfAsOftenAsItIsExtended() {
        Ref initiative = approvedInitiative();
        Ref objective = initiative.parent().orElseThrow();
        ProcessInstance process = instance("community-initiative", initiative);

        extend(objective, clock.today().plusMonths(15).toString());
        runJobs(objective);
        extend(objective, clock.today().plusMonths(18).toString());
        runJobs(objective);

        assertThat(process).isWaitingAtExactly("CloseInitiative", "ObjectiveClosed");
        assertThat(handovers.atAndBelow(person("cm-developers"), initiative).stream()
                        .filter(handover -> handover.message().equals("ObjectiveClosed")))
                .extracting(Handover::result)
                .containsExactly(Handover.Result.DELIVERED, Handover.Result.DELIVERED);
    }

    @Test
    void aClosedObjectiveMakesClosingAnApprovedInitiativeDue() {
        Ref initiative = approvedInitiative();
        Ref objective = initiative.parent().orElseThrow();
        ProcessInstance process = instance("community-initiative", initiative);
        Instant closedAt = clock.instant().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        clock.set(closedAt);

        close(objective, "exec-billing", "achieved", "20");
        runJobs(objective);

        assertThat(process).hasPassed("MakeClosingDue", "ClosingMadeDue").isWaitingAtExactly("CloseInitiative");
        assertThat(task("cm-developers", initiative, "CloseInitiative").due())
                .isBetween(closedAt, closedAt.plusSeconds(60));
        assertThat(task("cm-developers", initiative, "CloseInitiative").notes())
                .as("reminder and escalation were due at once, and only the escalation is said")
                .containsExactly("This was due on " + inWords(LocalDate.ofInstant(closedAt, ZoneOffset.UTC))
                        + ". The PMO sees that it is overdue.");
        assertThat(row(initiative).state()).isEqualTo(State.RUNNING);
        complete("cm-developers", initiative, "CloseInitiative", Map.of("summary", "Thank you all."));
        assertThat(process).hasPassed("InitiativeClosed").isEnded();
    }

    @Test
    void whatIsSaidOfADateGoesWithTheDate() {
        Ref initiative = approvedInitiative();
        Ref objective = initiative.parent().orElseThrow();
        LocalDate due = LocalDate.ofInstant(
                java.util.Objects.requireNonNull(
                        task("cm-developers", initiative, "CloseInitiative").due()),
                ZoneOffset.UTC);
        clock.set(due.atStartOfDay(ZoneOffset.UTC).toInstant());
        runJobs(initiative);
        assertThat(task("cm-developers", initiative, "CloseInitiative").notes())
                .containsExactly("This is due on " + inWords(due) + ".");

        extend(objective, due.plusMonths(6).toString());
        runJobs(objective);

        assertThat(task("cm-developers", initiative, "CloseInitiative").notes()).isEmpty();
    }

    @Test
    void aReminderThatComesLateIsNotGiven() {
        Ref initiative = approvedInitiative();
        ProcessInstance process = instance("community-initiative", initiative);
        Instant due = java.util.Objects.requireNonNull(
                task("cm-developers", initiative, "CloseInitiative").due());
        clock.set(due.plus(2, ChronoUnit.DAYS));

        management
                .createJobQuery()
                .processInstanceId(process.getId())
                .activityId("CloseInitiative")
                .timers()
                .orderByJobDuedate()
                .desc()
                .list()
                .forEach(timer -> management.executeJob(timer.getId()));

        assertThat(task("cm-developers", initiative, "CloseInitiative").notes())
                .containsExactly("This was due on " + inWords(LocalDate.ofInstant(due, ZoneOffset.UTC))
                        + ". The PMO sees that it is overdue.");
    }

    @Test
    void aClosedObjectiveEndsAnInitiativeThatNobodyHasDecidedOn() {
        Ref initiative = committedObjective("developers").child(Kind.INITIATIVE, 1);
        ProcessInstance process = instance("community-initiative", initiative);

        close(initiative.parent().orElseThrow(), "exec-billing", "missed", "23");
        runJobs(initiative.parent().orElseThrow());

        assertThat(process).hasPassed("EndUndecided", "OvertakenByClosing").isEnded();
        assertThat(row(initiative).reason()).isEqualTo("The year is over.");
        assertNothingIsLeft(initiative);
    }

    @Test
    void anApprovalThatArrivesJustBeforeItsObjectiveClosesIsKept() {
        Ref initiative = assessedInitiative("strong", "to-150000");
        Ref objective = initiative.parent().orElseThrow();
        ProcessInstance process = instance("community-initiative", initiative);
        complete("exec-billing", initiative, "ApproveInitiative", Map.of("decision", "approve"));
        close(objective, "exec-billing", "achieved", "20");

        execute(job(instance("initiative-approval", initiative)));
        execute(job(instance("lob-objective", objective)));
        runJobs(objective);

        assertThat(process)
                .hasPassed("ClosingMadeDue")
                .hasNotPassed("OvertakenByClosing")
                .isWaitingAtExactly("CloseInitiative");
        assertThat(task("cm-developers", initiative, "CloseInitiative").due()).isBeforeOrEqualTo(clock.instant());
    }

    @Test
    void anApprovalThatArrivesAfterItsObjectiveHasClosedFindsTheInitiativeEnded() {
        Ref initiative = assessedInitiative("strong", "to-150000");
        Ref objective = initiative.parent().orElseThrow();
        ProcessInstance process = instance("community-initiative", initiative);
        ProcessInstance approval = instance("initiative-approval", initiative);
        complete("exec-billing", initiative, "ApproveInitiative", Map.of("decision", "approve"));
        close(objective, "exec-billing", "achieved", "20");

        execute(job(instance("lob-objective", objective)));
        execute(job(process));
        execute(job(approval));

        assertThat(process).hasPassed("OvertakenByClosing").isEnded();
        assertThat(approval).hasPassed("InitiativeApproved").isEnded();
        assertThat(handovers.atAndBelow(person("cm-developers"), initiative))
                .last()
                .satisfies(decided -> {
                    assertThat(decided.message()).isEqualTo("InitiativeDecided");
                    assertThat(decided.result()).isEqualTo(Handover.Result.RECEIVER_ENDED);
                });
        assertNothingIsLeft(objective);
    }

    @Test
    void anInitiativeIsWithdrawnByItsManagerBeforeAnythingIsProposed() {
        Ref initiative = committedObjective("developers").child(Kind.INITIATIVE, 1);
        ProcessInstance process = instance("community-initiative", initiative);

        withdraw("cm-developers", initiative);

        assertThat(process).hasPassed("Withdrawn", "InitiativeWithdrawn").isEnded();
        assertNothingIsLeft(initiative);
    }

    @Test
    void anInitiativeIsWithdrawnWhileItsProposalIsOnItsWay() {
        Ref initiative = committedObjective("developers").child(Kind.INITIATIVE, 1);
        ProcessInstance process = instance("community-initiative", initiative);
        complete("cm-developers", initiative, "ProposeInitiative", proposal());

        withdraw("exec-billing", initiative);

        assertThat(process)
                .hasPassed("InitiativeWithdrawn")
                .hasNotPassed("InitiativeProposed")
                .isEnded();
        assertNothingIsLeft(initiative);
    }

    @Test
    void anInitiativeIsWithdrawnBeforeItsApprovalHasBegunToStir() {
        Ref initiative = committedObjective("developers").child(Kind.INITIATIVE, 1);
        complete("cm-developers", initiative, "ProposeInitiative", proposal());
        execute(management
                .createJobQuery()
                .processInstanceId(instance("community-initiative", initiative).getId())
                .singleResult());
        ProcessInstance approval = instance("initiative-approval", initiative);

        withdraw("cm-developers", initiative);

        assertThat(approval)
                .hasPassed("ApprovalEnded")
                .hasNotPassed("AssessFit")
                .isEnded();
        assertNothingIsLeft(initiative);
    }

    @Test
    void anApprovedInitiativeIsWithdrawn() {
        Ref initiative = approvedInitiative();
        ProcessInstance process = instance("community-initiative", initiative);

        withdraw("exec-billing", initiative);

        assertThat(process).hasPassed("InitiativeWithdrawn").isEnded();
        assertNothingIsLeft(initiative);
    }

    /** The one job that is due of this process, and not a timer. */
    private Job job(ProcessInstance instance) {
        return management
                .createJobQuery()
                .processInstanceId(instance.getId())
                .messages()
                .singleResult();
    }

    private void open(String login, Ref objective, String community) {
        action.run(() -> communityInitiative.openFurther(person(login), objective, community));
    }
}
