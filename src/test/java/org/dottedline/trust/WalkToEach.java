package org.dottedline.trust;

import static org.dottedline.Api.fields;
import static org.dottedline.trust.OpenTasks.COMMUNITY;
import static org.dottedline.trust.OpenTasks.EVERYTHING;
import static org.dottedline.trust.OpenTasks.EXECUTIVE;
import static org.dottedline.trust.OpenTasks.MANAGER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes one trail after the other to where a kind of task waits. */
final class WalkToEach {

    private final OpenTasks tasks;
    private int requests;

    WalkToEach(OpenTasks tasks) {
        this.tasks = tasks;
    }

    void walk() {
        goalsAndOutcomes();
        String objective = tasks.objective(false);
        String initiatives = initiatives(objective);
        requests(initiatives);
        needs();
        tasks.leave(objective, "CloseObjective");
    }

    private void goalsAndOutcomes() {
        tasks.leave(tasks.goal(EVERYTHING), "ApproveBoardGoal");
        String sentBack = tasks.goal("board-secretary");
        tasks.step("board-chair", sentBack, "ApproveBoardGoal", Bodies.decided("send-back"));
        tasks.leave(sentBack, "ReviseBoardGoal");
        String toCommit = tasks.goal("board-secretary");
        tasks.step(toCommit, "ApproveBoardGoal");
        tasks.leave(toCommit, "CommitObjective");

        tasks.leave(tasks.objective(true), "RecordOutcome");
        String worse = tasks.objective(true);
        tasks.step(worse, "RecordOutcome");
        tasks.step(worse, "AcceptOutcome");
        again(worse);
        tasks.step(OpenTasks.STRATEGIST, worse, "RecordOutcome", Bodies.but("RecordOutcome", "value", "39"));
        tasks.leave(worse, "SayWhyMissed");
        String recorded = tasks.objective(true);
        tasks.step(EVERYTHING, recorded, "RecordOutcome", Bodies.of("RecordOutcome"));
        tasks.leave(recorded, "AcceptOutcome");
        String disputed = tasks.objective(true);
        tasks.step(disputed, "RecordOutcome");
        tasks.step(EVERYTHING, disputed, "AcceptOutcome", Bodies.decided("dispute"));
        tasks.leave(disputed, "RecordOutcome");
        String closed = tasks.objective(false);
        tasks.step(closed, "CloseObjective");
        tasks.leave(closed.substring(0, closed.indexOf('.')), "CloseBoardGoal");
    }

    private void again(String objective) {
        org.dottedline.Api.soon(() -> tasks.api()
                .as(OpenTasks.STRATEGIST)
                .post("/api/v1/trails/" + objective + "/now", fields("task", "RecordOutcome"))
                .is(202));
    }

    /** Answers the initiative under which requests can be opened. */
    private String initiatives(String objective) {
        tasks.leave(objective + ".I1", "ProposeInitiative");
        List<String> more = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            String ref = tasks.api()
                    .as(MANAGER)
                    .post("/api/v1/trails/" + objective + "/initiatives", Map.of("community", COMMUNITY))
                    .ref();
            tasks.step(ref, "ProposeInitiative");
            more.add(ref);
        }
        tasks.leave(more.get(0), "AssessFit");
        tasks.step(EVERYTHING, more.get(1), "AssessFit", Bodies.of("AssessFit"));
        tasks.leave(more.get(1), "ApproveInitiative");
        tasks.step(more.get(2), "AssessFit");
        tasks.step(EXECUTIVE, more.get(2), "ApproveInitiative", Bodies.decided("changes"));
        tasks.leave(more.get(2), "ReviseInitiative");
        Map<String, Object> costly = Bodies.but("AssessFit", "budgetBand", "above-150000");
        tasks.step(OpenTasks.STRATEGIST, more.get(3), "AssessFit", costly);
        tasks.step(EVERYTHING, more.get(3), "ApproveInitiative", Bodies.of("ApproveInitiative"));
        tasks.leave(more.get(3), "CountersignInitiative");
        tasks.step(more.get(4), "AssessFit");
        tasks.step(EVERYTHING, more.get(4), "ApproveInitiative", Bodies.decided("changes"));
        tasks.step(more.get(4), "ReviseInitiative");
        tasks.leave(more.get(4), "AssessFit");
        tasks.step(OpenTasks.STRATEGIST, more.get(5), "AssessFit", costly);
        tasks.step(more.get(5), "ApproveInitiative");
        tasks.step(EVERYTHING, more.get(5), "CountersignInitiative", Bodies.decided("send-back"));
        tasks.leave(more.get(5), "ApproveInitiative");
        tasks.step(more.get(6), "AssessFit");
        tasks.step(more.get(6), "ApproveInitiative");
        tasks.leave(more.get(6), "CloseInitiative");
        return more.get(6);
    }

    private void requests(String initiative) {
        tasks.leave(open(initiative), "DescribeFeature");
        String toPlan = described(initiative);
        String toSubmit = described(initiative);
        tasks.step(toSubmit, "PlanResearch");
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            String ref = described(initiative);
            tasks.step(ref, "PlanResearch");
            tasks.step(ref, "SubmitResearch");
            asked.add(ref);
        }
        tasks.leave(toPlan, "PlanResearch");
        tasks.leave(toSubmit, "SubmitResearch");
        funding(asked.subList(0, 5));
        List<String> paid = asked.subList(5, 17);
        paid.forEach(ref -> tasks.step(ref, "DesignFeature"));
        paid.forEach(ref -> tasks.step(ref, "ReviewFunding"));
        paid.forEach(ref -> tasks.step(ref, "DecideHowToPay"));
        sourcing(paid);
    }

    private void funding(List<String> refs) {
        tasks.leave(refs.get(0), "DesignFeature");
        tasks.step(EVERYTHING, refs.get(1), "DesignFeature", Bodies.of("DesignFeature"));
        tasks.leave(refs.get(1), "ReviewFunding");
        for (String ref : refs.subList(2, 5)) {
            tasks.step(ref, "DesignFeature");
        }
        tasks.step(refs.get(2), "ReviewFunding");
        tasks.leave(refs.get(2), "DecideHowToPay");
        tasks.step(EVERYTHING, refs.get(3), "ReviewFunding", Bodies.of("ReviewFunding"));
        tasks.step(EXECUTIVE, refs.get(3), "DecideHowToPay", Bodies.decided("cut-scope"));
        tasks.leave(refs.get(3), "DesignFeature");
        tasks.step(refs.get(4), "ReviewFunding");
        tasks.step(EXECUTIVE, refs.get(4), "DecideHowToPay", Bodies.decided("cut-scope"));
        tasks.step("delivery-lead", refs.get(4), "DesignFeature", cut());
        tasks.leave(refs.get(4), "ConfirmStillWelcome");
    }

    private void sourcing(List<String> refs) {
        tasks.leave(refs.get(0), "EstimateBuild");
        tasks.leave(refs.get(0), "CollectQuotes");
        String estimatedByHer = refs.get(1);
        tasks.step(EVERYTHING, estimatedByHer, "EstimateBuild", Bodies.of("EstimateBuild"));
        tasks.step(estimatedByHer, "CollectQuotes");
        tasks.leave(estimatedByHer, "DecideSourcing");
        String quotedByHer = refs.get(2);
        tasks.step(quotedByHer, "EstimateBuild");
        tasks.step(EVERYTHING, quotedByHer, "CollectQuotes", Bodies.of("CollectQuotes"));
        tasks.leave(quotedByHer, "DecideSourcing");
        List<String> both = refs.subList(3, 12);
        both.forEach(ref -> tasks.step(ref, "EstimateBuild"));
        both.forEach(ref -> tasks.step(ref, "CollectQuotes"));
        String chosenByHer = both.get(0);
        String chosenByHerAndCut = both.get(1);
        tasks.step(EVERYTHING, chosenByHer, "DecideSourcing", Bodies.of("DecideSourcing"));
        tasks.step(EVERYTHING, chosenByHerAndCut, "DecideSourcing", Bodies.of("DecideSourcing"));
        tasks.leave(chosenByHer, "ApproveSpending");
        both.subList(2, 9).forEach(ref -> tasks.step(ref, "DecideSourcing"));
        spending(both, chosenByHerAndCut);
    }

    private void spending(List<String> both, String chosenByHerAndCut) {
        tasks.step(EXECUTIVE, chosenByHerAndCut, "ApproveSpending", Bodies.decided("cut-scope"));
        paidAgain(chosenByHerAndCut);
        tasks.leave(chosenByHerAndCut, "EstimateBuild");
        tasks.leave(chosenByHerAndCut, "CollectQuotes");
        String cutByHer = both.get(2);
        tasks.step(EVERYTHING, cutByHer, "ApproveSpending", Bodies.decided("cut-scope"));
        paidAgain(cutByHer);
        tasks.step(cutByHer, "EstimateBuild");
        tasks.step(cutByHer, "CollectQuotes");
        tasks.leave(cutByHer, "DecideSourcing");
        tasks.step(EVERYTHING, both.get(3), "ApproveSpending", Bodies.of("ApproveSpending"));
        tasks.leave(both.get(3), "CountersignSpending");
        List<String> approved = both.subList(4, 9);
        approved.forEach(ref -> tasks.step(ref, "ApproveSpending"));
        tasks.step(EVERYTHING, approved.get(0), "CountersignSpending", Bodies.decided("send-back"));
        tasks.leave(approved.get(0), "ApproveSpending");
        approved.subList(1, 5).forEach(ref -> tasks.step(ref, "CountersignSpending"));
        tasks.leave(approved.get(1), "ConfirmDelivery");
        tasks.step(EVERYTHING, approved.get(2), "ConfirmDelivery", Bodies.of("ConfirmDelivery"));
        tasks.leave(approved.get(2), "AcceptDelivery");
        tasks.step(approved.get(3), "ConfirmDelivery");
        tasks.step(EVERYTHING, approved.get(3), "AcceptDelivery", Bodies.decided("send-back"));
        tasks.leave(approved.get(3), "ConfirmDelivery");
        live(approved.get(4));
    }

    private void live(String request) {
        tasks.step(request, "ConfirmDelivery");
        tasks.step(request, "AcceptDelivery");
        tasks.step(request, "LaunchWithMembers");
        tasks.leave(request, "ReportFeedback");
        tasks.leave(request, "TellMembers");
        String second = tasks.one("ConfirmDelivery").ref();
        tasks.forget("ConfirmDelivery", second);
        tasks.step(second, "ConfirmDelivery");
        tasks.step(second, "AcceptDelivery");
        tasks.leave(second, "LaunchWithMembers");
    }

    private void paidAgain(String request) {
        tasks.step("delivery-lead", request, "DesignFeature", cut());
        tasks.step(request, "ConfirmStillWelcome");
        tasks.step(request, "ReviewFunding");
        tasks.step(request, "DecideHowToPay");
    }

    private static Map<String, Object> cut() {
        return Bodies.but("DesignFeature", "acceptance", List.of(Map.of("point", Bodies.LONG)));
    }

    private String open(String initiative) {
        requests++;
        return tasks.api()
                .as(MANAGER)
                .post("/api/v1/trails/" + initiative + "/requests", fields("title", requests + " " + Bodies.text(110)))
                .ref();
    }

    private String described(String initiative) {
        String ref = open(initiative);
        tasks.step(ref, "DescribeFeature");
        return ref;
    }

    private void needs() {
        tasks.leave(need(), "DescribeNeed");
        String answered = need();
        tasks.step(answered, "DescribeNeed");
        tasks.leave(answered, "AnswerNeed");
    }

    private String need() {
        return tasks.api()
                .as(MANAGER)
                .post("/api/v1/needs", fields("lob", OpenTasks.LOB, "title", Bodies.text(110)))
                .ref();
    }
}
