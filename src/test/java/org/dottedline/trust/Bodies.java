package org.dottedline.trust;

import static org.dottedline.Api.fields;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * What completes each kind of task, in which every text is one that somebody sends who hopes that it is taken for markup, for an
 * expression or for a formula. Where a task has several ways, this is the one that a trail takes straight on.
 */
final class Bodies {

    /** What an evaluated expression would have left somewhere. */
    static final String EVALUATED = String.valueOf(7919 * 7907);

    /** Fits into the shortest field: a formula, an element, an attribute, an expression. */
    static final String SHORT = "=1+1\"><xssq onq7='\">${7919*7907}";

    static final String LONG = SHORT + " #{7919*7907} {{7919*7907}} T(java.lang.Runtime) __${7919*7907}__::.x"
            + " </textarea></title></script><xssq onq7=x> [[${7919*7907}]] '; drop table trail; --";

    static final String TODAY = LocalDate.now(ZoneOffset.UTC).toString();
    static final String IN_A_YEAR = LocalDate.now(ZoneOffset.UTC).plusMonths(12).toString();

    private static final List<Map<String, Object>> POINTS =
            List.of(Map.of("point", LONG), Map.of("point", "translated " + SHORT));

    private Bodies() {}

    static String text(int longest) {
        return LONG.substring(0, Math.min(longest, LONG.length()));
    }

    /** The body that completes this kind of task. */
    static Map<String, Object> of(String task) {
        return switch (task) {
            case "ApproveBoardGoal", "ApproveInitiative", "CountersignInitiative" -> fields("decision", "approve");
            case "ApproveSpending", "CountersignSpending" -> fields("decision", "approve", "reason", LONG);
            case "ReviseBoardGoal" -> goal();
            case "CloseBoardGoal" -> fields("result", "partly", "summary", LONG);
            case "CommitObjective" -> objective();
            case "CloseObjective" -> fields("result", "missed", "finalValue", "23", "reason", LONG);
            case "ProposeInitiative", "ReviseInitiative" ->
                fields(
                        "decision",
                        "propose",
                        "title",
                        text(120),
                        "need",
                        LONG,
                        "groups",
                        List.of("customers"),
                        "idea",
                        LONG);
            case "AssessFit" -> fields("fit", "strong", "effect", LONG, "budgetBand", "to-150000", "note", LONG);
            case "TellMembers" -> fields("youSaid", LONG, "weDid", LONG);
            case "CloseInitiative" -> fields("summary", LONG);
            case "DescribeNeed" ->
                fields("title", text(120), "need", LONG, "groups", List.of("customers"), "evidence", LONG);
            case "AnswerNeed" -> fields("decision", "decline", "reason", LONG);
            case "DescribeFeature" -> fields("title", text(120), "need", LONG, "description", LONG);
            case "PlanResearch" ->
                fields(
                        "question",
                        LONG,
                        "method",
                        "survey",
                        "groups",
                        List.of(fields("group", "customers", "minimum", 30, "welcomeAt", 60, "unwelcomeBelow", 40)),
                        "closesOn",
                        IN_A_YEAR);
            case "SubmitResearch" ->
                fields(
                        "results",
                        List.of(fields(
                                "group",
                                "customers",
                                "asked",
                                400,
                                "answered",
                                126,
                                "inFavour",
                                97,
                                "neutral",
                                18,
                                "against",
                                11)),
                        "summary",
                        LONG,
                        "quotes",
                        List.of(Map.of("text", LONG)));
            case "DesignFeature" ->
                fields(
                        "scope",
                        LONG,
                        "acceptance",
                        POINTS,
                        "oneOff",
                        "260000.00",
                        "runningYearly",
                        "0.00",
                        "monthsToLive",
                        4);
            case "ReviewFunding" -> fields("decision", "refuse", "reason", LONG);
            case "DecideHowToPay" -> fields("decision", "lob-pays", "reason", LONG);
            case "ConfirmStillWelcome" -> fields("decision", "still-welcome");
            case "EstimateBuild" -> option("260000.00");
            case "CollectQuotes" -> fields("quotes", List.of(quote()));
            case "DecideSourcing" -> fields("option", "build", "reason", LONG);
            case "ConfirmDelivery" ->
                fields(
                        "acceptance",
                        List.of(
                                fields("point", LONG, "met", true),
                                fields("point", "translated " + SHORT, "met", true)),
                        "actualCost",
                        "250000.00");
            case "AcceptDelivery", "AcceptOutcome" -> fields("decision", "accept");
            case "LaunchWithMembers" -> fields("launchedOn", TODAY, "announcement", LONG);
            case "ReportFeedback" ->
                fields(
                        "from",
                        TODAY,
                        "to",
                        TODAY,
                        "members",
                        212,
                        "reports",
                        348,
                        "satisfaction",
                        "4.3",
                        "summary",
                        LONG);
            case "RecordOutcome" -> fields("value", "38", "measuredOn", TODAY, "source", LONG);
            case "SayWhyMissed" -> fields("cause", "system", "reason", LONG);
            default -> throw new IllegalArgumentException("Say what completes " + task + ", so that it is attacked.");
        };
    }

    static Map<String, Object> goal() {
        return fields(
                "title",
                text(120),
                "why",
                LONG,
                "fiscalYear",
                LocalDate.now(ZoneOffset.UTC).getYear(),
                "measure",
                text(200),
                "lobs",
                List.of(OpenTasks.LOB));
    }

    private static Map<String, Object> objective() {
        return fields(
                "title",
                text(120),
                "measure",
                text(200),
                "unit",
                text(40),
                "direction",
                "lower",
                "baseline",
                "40",
                "target",
                "20",
                "dueOn",
                IN_A_YEAR,
                "cadence",
                "quarterly",
                "communities",
                List.of(OpenTasks.COMMUNITY));
    }

    private static Map<String, Object> quote() {
        Map<String, Object> quote = option("900000.00");
        quote.put("vendor", text(80));
        return quote;
    }

    private static Map<String, Object> option(String oneOff) {
        return fields("oneOff", oneOff, "yearly", "0.00", "monthsToLive", 4, "managerHours", 6, "risks", LONG);
    }

    /** A body with some of its fields said otherwise. */
    static Map<String, Object> but(String task, Object... namesAndValues) {
        Map<String, Object> body = of(task);
        body.putAll(fields(namesAndValues));
        return body;
    }

    /** Sends a task back, or the way that leads there. */
    static Map<String, Object> decided(String decision) {
        return fields("decision", decision, "reason", LONG);
    }
}
