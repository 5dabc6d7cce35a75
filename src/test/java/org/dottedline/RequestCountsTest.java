package org.dottedline;

import static org.dottedline.Api.fields;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.Api.Answer;
import org.dottedline.Api.Caller;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the actions of requests, outcomes, needs and money cost the database: one commit each, and so many round trips. */
class RequestCountsTest extends RequestProcessTest {

    private static final List<String> POINTS = List.of("reported in three minutes", "translated");

    @LocalServerPort
    private int port;

    private final Counts counts = new Counts();

    @Test
    void everyUserActionIsOneCommit() {
        Ref initiative = approvedInitiative();
        Ref objective = initiative.parent().orElseThrow();
        count(
                "open a request",
                as(manager()),
                "/api/v1/trails/" + initiative + "/requests",
                fields("title", "Defect reporting in the community"));
        Ref request = initiative.child(Kind.REQUEST, 1);
        count(
                manager(),
                request,
                "DescribeFeature",
                "",
                fields("title", "Defect reporting", "need", "members lose days", "description", "report a defect"));
        count(manager(), request, "PlanResearch", " (below the standard)", planned(1, "customers"));
        count(manager(), request, "PlanResearch", "", planned(30, "customers"));
        count(
                manager(),
                request,
                "SubmitResearch",
                " (further round)",
                results(answers("customers", 400, 10, 9, 1, 0)));
        count(manager(), request, "SubmitResearch", " (welcome)", results(answers("customers", 0, 116, 88, 17, 11)));
        count("delivery-lead", request, "DesignFeature", "", designed("120000.00", POINTS));
        count("controller", request, "ReviewFunding", " (refused by the rule)", picks(NORTHWIND, "10000.00", 12));
        count(
                "exec-billing",
                request,
                "DecideHowToPay",
                " (cut scope)",
                fields("decision", "cut-scope", "reason", "Later."));
        count("delivery-lead", request, "DesignFeature", " (cut)", designed("72000.00", POINTS.subList(0, 1)));
        count(manager(), request, "ConfirmStillWelcome", "", fields("decision", "still-welcome"));
        count("controller", request, "ReviewFunding", " (twelve months)", picks(NORTHWIND, "6000.00", 12));
        count("delivery-lead", request, "EstimateBuild", "", option("72000.00", "3000.00", 4, 6));
        Map<String, Object> quote = option("90000.00", "18000.00", 2, 10);
        quote.put("vendor", "vendor A");
        count("buyer", request, "CollectQuotes", "", fields("quotes", List.of(quote)));
        count("strategist-billing", request, "DecideSourcing", "", fields("option", "build"));
        count("exec-billing", request, "ApproveSpending", "", fields("decision", "approve"));
        count("delivery-lead", request, "ConfirmDelivery", " (overrun)", confirmed("75000.00"));
        count("exec-billing", request, "ApproveSpending", " (overrun)", fields("decision", "approve"));
        count("strategist-billing", request, "AcceptDelivery", " (settled)", fields("decision", "accept"));
        count(
                manager(),
                request,
                "LaunchWithMembers",
                "",
                fields("launchedOn", clock.today().toString(), "announcement", "From today."));
        count(manager(), request, "TellMembers", "", fields("youSaid", "You asked.", "weDid", "It is here."));
        count(manager(), request, "ReportFeedback", "", feedback());

        count(
                "open a review now",
                as("strategist-billing"),
                "/api/v1/trails/" + objective + "/now",
                Map.of("task", "RecordOutcome"));
        runJobs(objective);
        count(
                "strategist-billing",
                objective,
                "RecordOutcome",
                "",
                fields("value", "38", "measuredOn", clock.today().toString(), "source", "release report"));
        count("exec-billing", objective, "AcceptOutcome", "", fields("decision", "accept"));

        Ref need = Ref.of(
                count("raise a need", as(manager()), "/api/v1/needs", fields("lob", "billing", "title", "Versions"))
                        .ref());
        count(
                manager(),
                need,
                "DescribeNeed",
                "",
                fields(
                        "title", "Versions",
                        "need", "members install release after release",
                        "groups", List.of("customers"),
                        "evidence", "asked 61 times in three months"));
        count(
                "exec-billing",
                need,
                "AnswerNeed",
                " (adopted)",
                fields("decision", "adopt", "objective", objective.text()));
        counts.assertNoneNeedsMoreThan(CountsTest.MOST);

        // the more is below, the more a withdrawal has to end
        count(
                "withdraw a goal with all below",
                as("board-chair"),
                "/api/v1/trails/" + objective.parent().orElseThrow() + "/withdraw",
                fields("reason", "The plans of the company have changed."));
        counts.assertNoneNeedsMoreThan(200);
    }

    private Caller as(String login) {
        return new Api(port).as(login);
    }

    private static Map<String, Object> results(Map<String, Object> row) {
        return fields("results", List.of(row), "summary", "What members said.");
    }

    private static Map<String, Object> designed(String oneOff, List<String> points) {
        return fields(
                "scope",
                "reporting and following defects",
                "acceptance",
                points.stream().map(point -> Map.of("point", point)).toList(),
                "oneOff",
                oneOff,
                "runningYearly",
                "3000.00",
                "monthsToLive",
                4);
    }

    private static Map<String, Object> confirmed(String cost) {
        return fields(
                "acceptance",
                POINTS.subList(0, 1).stream()
                        .map(point -> new HashMap<String, Object>(Map.of("point", point, "met", true)))
                        .toList(),
                "actualCost",
                cost);
    }

    private void count(String login, Ref ref, String task, String how, Map<String, ?> fields) {
        String id = task(login, ref, task).id();
        Caller caller = as(login);
        caller.get("/api/v1/tasks/" + id).ok(); // the first check of a password costs more
        counts.of(task + how, () -> caller.completeById(id, fields));
        runJobs(ref);
    }

    private Answer count(String action, Caller caller, String path, Map<String, ?> body) {
        caller.get("/api/v1/tasks").ok();
        return counts.of(action, () -> caller.post(path, body));
    }
}
