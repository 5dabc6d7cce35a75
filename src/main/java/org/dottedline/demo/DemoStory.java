package org.dottedline.demo;

import static org.dottedline.demo.Teller.fields;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dottedline.demo.persistence.ChapterTable;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the story of the demo on its first start by doing what its people did: through the gate, each as themselves, with the
 * clock set back. Each chapter is one transaction that also notes that it was told, so a start that is killed in the middle goes
 * on with the first chapter that is missing.
 */
@Service
public class DemoStory {

    private final String mode;
    private final Teller teller;
    private final DemoTrails others;
    private final DemoEarlierYears earlier;
    private final DemoIdeas ideas;
    private final ChapterTable chapters;
    private final People people;
    private final Trails trails;
    private final TransactionTemplate transaction;

    DemoStory(
            @Value("${dottedline.demo:story}") String mode,
            Teller teller,
            DemoTrails others,
            DemoEarlierYears earlier,
            DemoIdeas ideas,
            ChapterTable chapters,
            People people,
            Trails trails,
            PlatformTransactionManager transactions) {
        this.mode = mode;
        this.teller = teller;
        this.others = others;
        this.earlier = earlier;
        this.ideas = ideas;
        this.chapters = chapters;
        this.people = people;
        this.trails = trails;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Tells what has not been told yet, where the demo is on and nobody has begun anything else. */
    public void tellOnce() {
        if (!"story".equals(mode) || people.find("board-secretary").isEmpty()) {
            return;
        }
        Set<String> told = chapters.told();
        Person board = people.find("board-secretary").orElseThrow();
        if (told.isEmpty() && !trails.roots(board, null, 1).isEmpty()) {
            return;
        }
        List<Chapter> missing = chapters().stream()
                .filter(chapter -> !told.contains(chapter.name()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        System.out.println("Telling the story of the demo …");
        try {
            for (Chapter chapter : missing) {
                transaction.executeWithoutResult(status -> {
                    chapter.telling().run();
                    chapters.tell(chapter.name());
                });
            }
        } finally {
            teller.stopTelling();
        }
    }

    private List<Chapter> chapters() {
        List<Chapter> all = new ArrayList<>();
        all.add(new Chapter("quality", this::quality));
        all.add(new Chapter("answers", this::answers));
        all.addAll(others.chapters());
        all.addAll(earlier.chapters());
        all.addAll(ideas.chapters());
        all.add(new Chapter("present", teller::present));
        return all;
    }

    /** The trail of the story, from the board's goal to what came of it. */
    private void quality() {
        teller.at(435, 9);
        Ref goal = teller.proposeGoal(
                "board-secretary",
                "Improve the quality of our products",
                "Customers find defects that we could have found before them.",
                "escaped defects per release, all products",
                "billing",
                "care");
        teller.at(433, 14);
        teller.complete("board-chair", goal, "ApproveBoardGoal", "decision", "approve");
        Ref billing = goal.child(Kind.OBJECTIVE, 1);
        Ref care = goal.child(Kind.OBJECTIVE, 2);
        commit(billing, care);
        Ref initiative = initiative(billing, care);
        Ref request = request(initiative);
        money(request);
        teller.at(345, 16);
        teller.complete(
                "exec-care",
                care,
                "CloseObjective",
                "result",
                "missed",
                "finalValue",
                "19",
                "reason",
                "Without the community repeats are found by support alone.");
        review(billing, 337, "40", false);
        accept(billing, initiative, "Nothing has changed yet: what you asked for is being made.");
        review(billing, 245, "38", false);
        accept(billing, initiative, "Two defects fewer escaped. What you asked for comes next month.");
        launch(request);
        review(billing, 153, "31", false);
        teller.complete(
                "exec-billing",
                billing,
                "AcceptOutcome",
                "decision",
                "dispute",
                "reason",
                "A release was not counted.");
        record(billing, "33", false);
        accept(billing, initiative, "Your reports show: five defects fewer escaped than before you could send them.");
        feedback(request);
        review(billing, 62, "23", true);
        teller.complete(
                "strategist-billing",
                billing,
                "SayWhyMissed",
                "cause",
                "system",
                "reason",
                "Two of three releases were cut before triage.");
        accept(billing, initiative, "Seventeen defects fewer escape each release than a year ago. Thank you.");
        close(goal, billing, initiative);
    }

    private void review(Ref billing, int daysAgo, String value, boolean last) {
        teller.at(daysAgo, 10);
        teller.until("strategist-billing", billing, "RecordOutcome");
        record(billing, value, last);
    }

    private void record(Ref billing, String value, boolean last) {
        Map<String, Object> outcome = fields(
                "value", value, "measuredOn", teller.today().toString(), "source", "release reports of the quarter");
        if (last) {
            outcome.put("last", true);
        }
        teller.complete("strategist-billing", billing, "RecordOutcome", outcome);
    }

    private void accept(Ref billing, Ref initiative, String weDid) {
        teller.later(1);
        teller.complete("exec-billing", billing, "AcceptOutcome", "decision", "accept");
        teller.later(1);
        teller.tellMembers(
                "cm-developers", initiative, "You report defects here so that others need not search.", weDid);
    }

    private void close(Ref goal, Ref billing, Ref initiative) {
        teller.at(58, 9);
        teller.complete(
                "exec-billing",
                billing,
                "CloseObjective",
                "result",
                "missed",
                "finalValue",
                "23",
                "reason",
                "Two of three releases were cut before triage.");
        teller.at(55, 14);
        teller.tellMembers(
                "cm-developers",
                initiative,
                "You asked for a place to report and follow defects.",
                "It stays. The objective is closed: 23 defects escaped instead of 40, three short of what we aimed at.");
        teller.complete(
                "cm-developers",
                initiative,
                "CloseInitiative",
                "summary",
                "Members report defects here and see what becomes of them; translation is still wished for.");
        teller.at(52, 11);
        teller.complete(
                "board-secretary",
                goal,
                "CloseBoardGoal",
                "result",
                "partly",
                "summary",
                "Seventeen of twenty defects fewer in billing; care moved from 26 to 19 %.");
    }

    private void commit(Ref billing, Ref care) {
        teller.at(430, 10);
        String inAYear = teller.today().plusMonths(12).toString();
        Map<String, Object> objective = fields(
                "title", "Surface defects in the invoicing module before release",
                "measure", "escaped defects per release",
                "unit", "defects",
                "direction", "lower",
                "target", "20",
                "dueOn", inAYear,
                "cadence", "quarterly",
                "communities", List.of("developers"));
        teller.complete("exec-billing", billing, "CommitObjective", objective);
        teller.at(430, 11);
        objective.put("baseline", "40");
        teller.complete("exec-billing", billing, "CommitObjective", objective);
        teller.at(430, 15);
        teller.complete(
                "exec-care",
                care,
                "CommitObjective",
                fields(
                        "title", "Catch repeat defects before customers do",
                        "measure", "share of defects that more than one customer reported before a fix was announced",
                        "unit", "%",
                        "direction", "lower",
                        "baseline", "26",
                        "target", "8",
                        "dueOn", inAYear,
                        "cadence", "quarterly",
                        "communities", List.of("users")));
    }

    private Ref initiative(Ref billing, Ref care) {
        teller.at(427, 15);
        teller.complete(
                "cm-users",
                care,
                "ProposeInitiative",
                "decision",
                "decline",
                "reason",
                "Members are in the middle of a migration.");
        teller.at(424, 10);
        Map<String, Object> proposal = fields(
                "decision", "propose",
                "title", "Report and follow defects in the community",
                "need", "Members lose days on defects that others already know.",
                "groups", List.of("customers", "partners", "employees"),
                "idea", "Report and follow defects inside the community.");
        teller.complete("cm-developers", billing, "ProposeInitiative", proposal);
        judge(billing, 422);
        teller.at(420, 8);
        teller.complete(
                "exec-billing",
                billing,
                "ApproveInitiative",
                "decision",
                "changes",
                "reason",
                "Which module is this about?");
        teller.at(418, 13);
        proposal.put("idea", "Report and follow defects of the invoicing module inside the community.");
        teller.complete("cm-developers", billing, "ReviseInitiative", proposal);
        judge(billing, 416);
        teller.at(414, 7);
        teller.complete("exec-billing", billing, "ApproveInitiative", "decision", "approve");
        return billing.child(Kind.INITIATIVE, 1);
    }

    private void judge(Ref billing, int daysAgo) {
        teller.at(daysAgo, 16);
        teller.complete(
                "strategist-billing",
                billing,
                "AssessFit",
                fields(
                        "fit", "strong",
                        "effect", "ten to fifteen defects a release earlier",
                        "budgetBand", "to-150000",
                        "note", "Most escaped defects of the module were known to somebody outside."));
    }

    private Ref request(Ref initiative) {
        teller.at(408, 9);
        Ref request = teller.openRequest("cm-developers", initiative, "Defect reporting in the community");
        teller.complete(
                "cm-developers",
                request,
                "DescribeFeature",
                "title",
                "Defect reporting in the community",
                "need",
                "Members lose days on defects that others already know.",
                "description",
                "A place to report a defect of the invoicing module, see whether others have it, and follow what becomes of it.");
        teller.at(407, 11);
        teller.complete(
                "cm-developers",
                request,
                "PlanResearch",
                "question",
                "Would you welcome reporting and following defects here?",
                "method",
                "survey",
                "groups",
                List.of(planned("customers"), planned("partners"), planned("employees")),
                "closesOn",
                teller.today().plusDays(20).toString());
        teller.at(386, 10);
        teller.complete(
                "cm-developers",
                request,
                "SubmitResearch",
                "results",
                List.of(
                        DemoSteps.answers("customers", 400, 126, 97, 18, 11),
                        DemoSteps.answers("partners", 90, 41, 31, 7, 3),
                        DemoSteps.answers("employees", 60, 21, 13, 5, 3)),
                "summary",
                "Customers and partners want it; too few employees have answered yet.");
        teller.at(377, 10);
        teller.complete(
                "cm-developers",
                request,
                "SubmitResearch",
                "results",
                List.of(DemoSteps.answers("employees", 0, 14, 9, 4, 1)),
                "summary",
                "All three groups welcome it. Some fear that nobody will read what they report.",
                "quotes",
                List.of(
                        fields("text", "I would rather read that it is known than search for two days."),
                        fields("text", "Only if somebody answers.")));
        return request;
    }

    private static Map<String, Object> planned(String group) {
        return fields("group", group, "minimum", 30, "welcomeAt", 60, "unwelcomeBelow", 40);
    }

    private void money(Ref request) {
        List<Map<String, Object>> points = points(
                "A member reports a defect in under three minutes",
                "A report shows whether others have the same defect",
                "Whoever reports sees every change of its state",
                "Engineers answer from their own tool",
                "Reports are translated into three languages");
        teller.at(371, 14);
        design(
                request,
                "Reporting, following, answering and translating defects of the invoicing module",
                points,
                "120000.00");
        teller.at(368, 9);
        String northwind = teller.choice("controller", request, "ReviewFunding", "Sponsor Northwind");
        reserve(request, northwind, "10000.00");
        teller.at(366, 17);
        teller.complete(
                "exec-billing",
                request,
                "DecideHowToPay",
                "decision",
                "cut-scope",
                "reason",
                "Translation can wait: most members of this module write English.");
        teller.at(363, 10);
        design(
                request,
                "Reporting, following and answering defects of the invoicing module",
                points.subList(0, 4),
                "105000.00");
        teller.at(361, 12);
        teller.complete("cm-developers", request, "ConfirmStillWelcome", "decision", "still-welcome");
        teller.at(360, 9);
        reserve(request, northwind, "8750.00");
        teller.at(352, 10);
        teller.complete(
                "delivery-lead",
                request,
                "EstimateBuild",
                option("105000.00", "3000.00", 4, 6, "The team also keeps the invoicing module running."));
        teller.at(350, 10);
        Map<String, Object> a = option("57000.00", "18000.00", 2, 10, "Defect data is stored with the vendor.");
        a.put("vendor", "Vendor A");
        Map<String, Object> b = option("36000.00", "30000.00", 1, 14, "A young product with few customers.");
        b.put("vendor", "Vendor B");
        teller.complete("buyer", request, "CollectQuotes", "quotes", List.of(a, b));
        teller.at(348, 15);
        teller.complete(
                "strategist-billing",
                request,
                "DecideSourcing",
                "option",
                "build",
                "reason",
                "The defect data is sensitive: it must not leave the company.");
        teller.at(347, 8);
        teller.complete("exec-billing", request, "ApproveSpending", "decision", "approve");
    }

    private static List<Map<String, Object>> points(String... points) {
        return java.util.Arrays.stream(points)
                .map(point -> fields("point", point))
                .toList();
    }

    private static Map<String, Object> option(String oneOff, String yearly, int months, int hours, String risks) {
        return fields(
                "oneOff", oneOff, "yearly", yearly, "monthsToLive", months, "managerHours", hours, "risks", risks);
    }

    private void design(Ref request, String scope, List<Map<String, Object>> points, String oneOff) {
        teller.complete(
                "delivery-lead",
                request,
                "DesignFeature",
                "scope",
                scope,
                "acceptance",
                points,
                "oneOff",
                oneOff,
                "runningYearly",
                "3000.00",
                "monthsToLive",
                4);
    }

    private void reserve(Ref request, String income, String monthly) {
        teller.complete(
                "controller",
                request,
                "ReviewFunding",
                "decision",
                "reserve",
                "picks",
                List.of(fields("income", income, "monthly", monthly)),
                "months",
                12);
    }

    private void launch(Ref request) {
        teller.at(230, 16);
        teller.complete(
                "delivery-lead",
                request,
                "ConfirmDelivery",
                "acceptance",
                List.of(
                        fields("point", "A member reports a defect in under three minutes", "met", true),
                        fields("point", "A report shows whether others have the same defect", "met", true),
                        fields("point", "Whoever reports sees every change of its state", "met", true),
                        fields("point", "Engineers answer from their own tool", "met", true)),
                "actualCost",
                "101300.00");
        teller.at(228, 11);
        teller.complete("strategist-billing", request, "AcceptDelivery", "decision", "accept");
        teller.at(224, 9);
        teller.complete(
                "cm-developers",
                request,
                "LaunchWithMembers",
                "launchedOn",
                teller.today().toString(),
                "announcement",
                "From today you can report defects of the invoicing module here and follow what becomes of them.");
        teller.tellMembers(
                "cm-developers",
                request,
                "You lose days on defects that others already know.",
                "Report and follow them here. Translation was left out for now.");
    }

    private void feedback(Ref request) {
        teller.at(132, 10);
        LocalDate launched = teller.today().minusDays(92);
        teller.complete(
                "cm-developers",
                request,
                "ReportFeedback",
                "from",
                launched.toString(),
                "to",
                launched.plusDays(90).toString(),
                "members",
                212,
                "reports",
                348,
                "satisfaction",
                "4.3",
                "summary",
                "Members report more than we thought, and thank engineers by name. They wish for translation.");
    }

    /** The trail that waits for a newcomer, and a need that nobody has answered. */
    private void answers() {
        teller.at(20, 9);
        Ref goal = teller.proposeGoal(
                "board-secretary",
                "Answer customers sooner",
                "Customers who wait for an answer leave.",
                "hours until a question is answered",
                "care");
        teller.at(19, 11);
        teller.complete("board-chair", goal, "ApproveBoardGoal", "decision", "approve");
        teller.at(12, 9);
        Ref need = teller.raiseNeed("cm-users", "care", "Members cannot tell which version a fix is in");
        teller.complete(
                "cm-users",
                need,
                "DescribeNeed",
                "title",
                "Members cannot tell which version a fix is in",
                "need",
                "Members install release after release to find out whether their defect is fixed.",
                "groups",
                List.of("customers", "partners"),
                "evidence",
                "Asked 61 times in the last three months; 14 members said that they had stopped upgrading.");
        teller.at(5, 10);
        teller.complete(
                "exec-care",
                goal,
                "CommitObjective",
                "title",
                "Members answer members",
                "measure",
                "share of questions answered by members",
                "unit",
                "%",
                "direction",
                "higher",
                "baseline",
                "12",
                "target",
                "45",
                "dueOn",
                teller.today().plusMonths(12).toString(),
                "cadence",
                "quarterly",
                "communities",
                List.of("users"));
    }
}
