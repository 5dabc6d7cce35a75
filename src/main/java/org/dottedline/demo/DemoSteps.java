package org.dottedline.demo;

import static org.dottedline.demo.Teller.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;

/** What stories of the demo share: who works on them, and each step of a trail as its people take it. */
abstract class DemoSteps {

    static final Team DEVELOPERS = new Team("billing", "developers", "Sponsor Northwind");
    static final Team USERS = new Team("care", "users", "Sponsor Tailwind");

    final Teller teller;

    DemoSteps(Teller teller) {
        this.teller = teller;
    }

    /** Who works on a trail: those of a line of business and of a community, and the income that could pay. */
    record Team(String lob, String community, String sponsor) {
        String executive() {
            return "exec-" + lob;
        }

        String strategist() {
            return "strategist-" + lob;
        }

        String manager() {
            return "cm-" + community;
        }

        Team with(String other) {
            return new Team(lob, other, "users".equals(other) ? USERS.sponsor : DEVELOPERS.sponsor);
        }
    }

    /** What a request asks for. */
    record Feature(String title, String need, String oneOff, String yearly, int months) {}

    /** How far a request has come. */
    enum Stage {
        DESCRIBE,
        PLAN,
        RESEARCH,
        SECOND_ROUND,
        UNWELCOME,
        INCONCLUSIVE,
        DESIGN,
        FUNDING,
        HOW_TO_PAY,
        DECLINED,
        RESCOPED,
        NO_LONGER_WELCOME,
        ESTIMATES,
        BUILD_ESTIMATE,
        SOURCING,
        SPENDING,
        REFUSED,
        DELIVERY,
        ACCEPTANCE,
        LAUNCH,
        FEEDBACK,
        LIVE
    }

    static Map<String, Object> answers(String group, int asked, int answered, int inFavour, int neutral, int against) {
        return fields(
                "group",
                group,
                "asked",
                asked,
                "answered",
                answered,
                "inFavour",
                inFavour,
                "neutral",
                neutral,
                "against",
                against);
    }

    Ref need(int daysAgo, Team team, String lob, String title, String evidence) {
        teller.at(daysAgo, 10);
        Ref need = teller.raiseNeed(team.manager(), lob, title);
        teller.complete(
                team.manager(),
                need,
                "DescribeNeed",
                "title",
                title,
                "need",
                title + ", and that costs members time.",
                "groups",
                List.of("customers", "partners"),
                "evidence",
                evidence);
        return need;
    }

    Ref goal(int daysAgo, String title, String why, String measure, String... lobs) {
        teller.at(daysAgo, 9);
        Ref goal = teller.proposeGoal("board-secretary", title, why, measure, lobs);
        teller.later(2);
        teller.complete("board-chair", goal, "ApproveBoardGoal", "decision", "approve");
        return goal;
    }

    Ref objective(
            Team team,
            Ref goal,
            int number,
            String title,
            String measure,
            String direction,
            String baseline,
            String target,
            int months,
            String... communities) {
        teller.later(3);
        Ref objective = goal.child(Kind.OBJECTIVE, number);
        teller.complete(
                team.executive(),
                objective,
                "CommitObjective",
                "title",
                title,
                "measure",
                measure,
                "unit",
                measure.startsWith("share") ? "%" : measure.split(" ")[0],
                "direction",
                direction,
                "baseline",
                baseline,
                "target",
                target,
                "dueOn",
                teller.today().plusMonths(months).toString(),
                "cadence",
                "quarterly",
                "communities",
                communities.length == 0 ? List.of(team.community()) : List.of(communities));
        return objective;
    }

    /** An initiative that has been proposed, judged and approved. */
    Ref initiative(Team team, Ref objective, String title, String need, String fit) {
        Ref initiative = proposal(team, objective, title, need);
        assess(team, initiative, fit, "to-100000");
        teller.later(2);
        teller.complete(team.executive(), initiative, "ApproveInitiative", "decision", "approve");
        return initiative;
    }

    Ref proposal(Team team, Ref objective, String title, String need) {
        teller.later(4);
        Ref initiative = teller.where(team.manager(), objective, "ProposeInitiative");
        teller.complete(
                team.manager(),
                initiative,
                "ProposeInitiative",
                "decision",
                "propose",
                "title",
                title,
                "need",
                need,
                "groups",
                List.of("customers", "partners"),
                "idea",
                title + ": members do it together, and we give them the room for it.");
        return initiative;
    }

    void assess(Team team, Ref initiative, String fit, String band) {
        teller.later(2);
        teller.complete(
                team.strategist(),
                initiative,
                "AssessFit",
                "fit",
                fit,
                "effect",
                "a third of the way to the target",
                "budgetBand",
                band,
                "note",
                "Members know more about this than we do.");
    }

    void review(Team team, Ref objective, String value, boolean last) {
        teller.until(team.strategist(), objective, "RecordOutcome");
        record(team, objective, value, last);
        teller.later(1);
        if (teller.waits(team.strategist(), objective, "SayWhyMissed")) {
            teller.complete(
                    team.strategist(),
                    objective,
                    "SayWhyMissed",
                    "cause",
                    "external",
                    "reason",
                    "Two large customers moved in the same quarter.");
        }
        teller.complete(team.executive(), objective, "AcceptOutcome", "decision", "accept");
        teller.later(1);
        teller.tellMembers(
                team.manager(),
                objective,
                "You asked what comes of it all.",
                "We measured again: it is " + value + " now.");
    }

    void record(Team team, Ref objective, String value, boolean last) {
        Map<String, Object> outcome =
                fields("value", value, "measuredOn", teller.today().toString(), "source", "figures of the quarter");
        if (last) {
            outcome.put("last", true);
        }
        teller.complete(team.strategist(), objective, "RecordOutcome", outcome);
    }

    void closeObjective(Team team, Ref objective, String result, String value, String reason) {
        teller.later(3);
        teller.complete(
                team.executive(), objective, "CloseObjective", "result", result, "finalValue", value, "reason", reason);
    }

    void closeInitiative(Team team, Ref initiative, String summary) {
        teller.later(3);
        teller.complete(team.manager(), initiative, "CloseInitiative", "summary", summary);
    }

    Ref request(Team team, Ref initiative, Feature feature, Stage until) {
        teller.later(2);
        Ref request = teller.openRequest(team.manager(), initiative, feature.title());
        if (until == Stage.DESCRIBE) {
            return request;
        }
        teller.complete(
                team.manager(),
                request,
                "DescribeFeature",
                "title",
                feature.title(),
                "need",
                feature.need(),
                "description",
                feature.title() + ", as members have described it in their own words.");
        if (until == Stage.PLAN) {
            return request;
        }
        research(team, request, until);
        if (until.compareTo(Stage.DESIGN) <= 0) {
            return request;
        }
        money(team, request, feature, until);
        if (until.compareTo(Stage.ESTIMATES) >= 0) {
            making(team, request, feature, until);
        }
        return request;
    }

    void research(Team team, Ref request, Stage until) {
        teller.later(1);
        teller.complete(
                team.manager(),
                request,
                "PlanResearch",
                "question",
                "Would you welcome it?",
                "method",
                "poll",
                "groups",
                List.of(
                        fields("group", "customers", "minimum", 30, "welcomeAt", 60, "unwelcomeBelow", 40),
                        fields("group", "partners", "minimum", 20, "welcomeAt", 60, "unwelcomeBelow", 40)),
                "closesOn",
                teller.today().plusDays(7).toString());
        if (until == Stage.RESEARCH) {
            return;
        }
        teller.later(5);
        int round = until == Stage.INCONCLUSIVE ? 3 : until == Stage.SECOND_ROUND ? 1 : 0;
        Map<String, Object> customers = until == Stage.UNWELCOME
                ? answers("customers", 300, 84, 22, 20, 42)
                : answers("customers", 300, 91, 66, 15, 10);
        Map<String, Object> partners = round == 0
                ? answers("partners", 60, 31, until == Stage.UNWELCOME ? 9 : 22, 6, until == Stage.UNWELCOME ? 16 : 3)
                : answers("partners", 60, 9, 6, 2, 1);
        submit(team, request, List.of(customers, partners));
        for (int further = 1; further < round; further++) {
            teller.later(2);
            submit(team, request, List.of(answers("partners", 10, 3, 1, 1, 1)));
        }
        if (until == Stage.UNWELCOME || until == Stage.INCONCLUSIVE) {
            teller.tellMembers(
                    team.manager(),
                    request,
                    "We asked whether you would welcome it.",
                    "Too few of you would: we leave it.");
        }
    }

    void submit(Team team, Ref request, List<Map<String, Object>> results) {
        teller.complete(
                team.manager(),
                request,
                "SubmitResearch",
                "results",
                results,
                "summary",
                "Customers have a clear opinion; partners think of their own customers first.");
    }

    void money(Team team, Ref request, Feature feature, Stage until) {
        List<Map<String, Object>> points = points();
        teller.later(3);
        design(request, feature, points);
        if (until == Stage.FUNDING) {
            return;
        }
        teller.later(2);
        teller.complete(
                "controller",
                request,
                "ReviewFunding",
                "decision",
                "refuse",
                "reason",
                "The community keeps " + team.sponsor() + "'s money for its own purposes this year.");
        if (until == Stage.HOW_TO_PAY) {
            return;
        }
        teller.later(1);
        if (until == Stage.DECLINED) {
            teller.complete(
                    team.executive(),
                    request,
                    "DecideHowToPay",
                    "decision",
                    "decline",
                    "reason",
                    "It costs more than it can bring this year.");
            teller.tellMembers(team.manager(), request, "You asked for it.", "There is no money for it this year.");
            return;
        }
        if (until == Stage.RESCOPED || until == Stage.NO_LONGER_WELCOME) {
            teller.complete(
                    team.executive(),
                    request,
                    "DecideHowToPay",
                    "decision",
                    "cut-scope",
                    "reason",
                    "Half of it for half of the money.");
            teller.later(2);
            design(request, feature, points.subList(0, 2));
            if (until == Stage.NO_LONGER_WELCOME) {
                teller.later(1);
                teller.complete(
                        team.manager(),
                        request,
                        "ConfirmStillWelcome",
                        "decision",
                        "end",
                        "reason",
                        "What is left is not what members asked for.");
                teller.tellMembers(
                        team.manager(), request, "You asked for it.", "What was left of it would not have helped you.");
            }
            return;
        }
        teller.complete(
                team.executive(),
                request,
                "DecideHowToPay",
                "decision",
                "lob-pays",
                "reason",
                "It helps our own objective: we pay.");
    }

    private static List<Map<String, Object>> points() {
        List<Map<String, Object>> points = new ArrayList<>();
        points.add(fields("point", "Members find it without help"));
        points.add(fields("point", "It works on a phone"));
        points.add(fields("point", "It is there in two languages"));
        return points;
    }

    void design(Ref request, Feature feature, List<Map<String, Object>> points) {
        teller.complete(
                "delivery-lead",
                request,
                "DesignFeature",
                "scope",
                feature.title(),
                "acceptance",
                points,
                "oneOff",
                feature.oneOff(),
                "runningYearly",
                feature.yearly(),
                "monthsToLive",
                feature.months());
    }

    void making(Team team, Ref request, Feature feature, Stage until) {
        boolean bought = teller.waits("buyer", request, "CollectQuotes");
        if (bought) {
            source(team, request, feature, until);
        }
        if (until.compareTo(Stage.DELIVERY) <= 0) {
            return;
        }
        teller.later(9);
        teller.complete(
                bought ? "buyer" : "delivery-lead",
                request,
                "ConfirmDelivery",
                "acceptance",
                points().stream()
                        .map(point -> fields("point", point.get("point"), "met", true))
                        .toList(),
                "actualCost",
                feature.oneOff());
        if (until == Stage.ACCEPTANCE) {
            return;
        }
        teller.later(1);
        teller.complete(team.strategist(), request, "AcceptDelivery", "decision", "accept");
        if (until == Stage.LAUNCH) {
            return;
        }
        teller.later(1);
        String launched = teller.today().toString();
        teller.complete(
                team.manager(),
                request,
                "LaunchWithMembers",
                "launchedOn",
                launched,
                "announcement",
                feature.title() + " is here: try it and tell us what you think.");
        teller.tellMembers(team.manager(), request, feature.need(), feature.title() + " is here.");
        if (until == Stage.FEEDBACK) {
            return;
        }
        teller.later(20);
        teller.complete(
                team.manager(),
                request,
                "ReportFeedback",
                "from",
                launched,
                "to",
                teller.today().toString(),
                "members",
                96,
                "reports",
                41,
                "satisfaction",
                "3.9",
                "summary",
                "Members use it as they wished to. A few find it slow on the phone.");
    }

    void source(Team team, Ref request, Feature feature, Stage until) {
        if (until == Stage.ESTIMATES) {
            return;
        }
        teller.later(2);
        Map<String, Object> quote = option(feature, feature.oneOff(), 4);
        quote.put("vendor", "Nordic Forge");
        Map<String, Object> dearer = option(feature, "1" + feature.oneOff(), 9);
        dearer.put("vendor", "Plain Works");
        teller.complete("buyer", request, "CollectQuotes", "quotes", List.of(quote, dearer));
        if (until == Stage.BUILD_ESTIMATE) {
            return;
        }
        teller.later(1);
        Map<String, Object> build = option(feature, "1" + feature.oneOff(), 6);
        teller.complete("delivery-lead", request, "EstimateBuild", build);
        if (until == Stage.SOURCING) {
            return;
        }
        teller.later(1);
        teller.complete(team.strategist(), request, "DecideSourcing", "option", "Nordic Forge");
        if (until == Stage.SPENDING) {
            return;
        }
        teller.later(1);
        if (until == Stage.REFUSED) {
            teller.complete(
                    team.executive(),
                    request,
                    "ApproveSpending",
                    "decision",
                    "decline",
                    "reason",
                    "The archive has to be moved first.");
            teller.tellMembers(
                    team.manager(), request, "You asked for it.", "The archive is moved first; ask again next year.");
            return;
        }
        teller.complete(team.executive(), request, "ApproveSpending", "decision", "approve");
    }

    private static Map<String, Object> option(Feature feature, String oneOff, int hours) {
        return fields(
                "oneOff",
                oneOff,
                "yearly",
                feature.yearly(),
                "monthsToLive",
                feature.months(),
                "managerHours",
                hours,
                "risks",
                "It depends on one person.");
    }
}
