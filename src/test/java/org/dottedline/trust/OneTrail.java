package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dottedline.Api;
import org.dottedline.Visitor;
import org.dottedline.Visitor.Sheet;
import org.dottedline.Walk;

/**
 * A trail from its goal to its outcome, each step by its person, who looks at the task before; with secrets on each side, and the same
 * words wherever something is handed over. Jobs run after each step, by hand.
 */
final class OneTrail {

    static final String GOAL = "G1";
    static final String OBJECTIVE = GOAL + ".O1";
    static final String INITIATIVE = OBJECTIVE + ".I1";
    static final String REQUEST = INITIATIVE + ".R1";

    /** A request to whose research and delivery two runs come by other ways. */
    static final String SECOND = INITIATIVE + ".R2";

    /** What is handed over of the members' answers. */
    static final String SUMMARY = "Customers welcome it.";

    private static final String MANAGER = "cm-developers";
    private static final String POINT = "reported in three minutes";

    private final int port;
    private final Api api;
    private final Runnable jobs;
    private final Secrets secrets;
    private final LocalDate today;
    private final Set<String> readers;
    private final Map<String, String> atWork = new LinkedHashMap<>();
    private final Map<String, Visitor> visitors = new HashMap<>();

    /** @param readers whose tasks are read before they are completed */
    OneTrail(int port, Runnable jobs, LocalDate today, Secrets secrets, Set<String> readers) {
        this.port = port;
        this.api = new Api(port);
        this.jobs = jobs;
        this.today = today;
        this.secrets = secrets;
        this.readers = readers;
    }

    /** What each person saw at each task before they completed it, and what they were answered. */
    Map<String, String> atWork() {
        return atWork;
    }

    /** To the approval of what the request will cost. */
    void toItsMiddle() {
        budget();
        goal();
        objective();
        initiative();
        research();
        delivery();
    }

    void toItsEnd() {
        does("exec-billing", REQUEST, "ApproveSpending", "decision", "approve", "reason", strategy("approved"));
        confirms(REQUEST, "24000.00");
        does("strategist-billing", REQUEST, "AcceptDelivery", "decision", "accept", "reason", strategy("accepted"));
        launches(REQUEST, 212, 348, "4.3");
        request();
        outcome();
        does(
                "exec-billing",
                OBJECTIVE,
                "CloseObjective",
                "result",
                "missed",
                "finalValue",
                "23",
                "reason",
                "Two releases were cut.");
        does(MANAGER, INITIATIVE, "CloseInitiative", "summary", community("closed"));
        does("board-chair", GOAL, "CloseBoardGoal", "result", "partly", "summary", strategy("partly"));
    }

    /** Enough for the dearest of ways. */
    private void budget() {
        String limit = api.as("controller")
                .post(
                        "/api/v1/limits",
                        Api.fields("key", "budget", "unit", "billing", "value", "400000.00", "from", today.toString()))
                .is(201)
                .location();
        api.as("board-chair").post(limit + "/confirm");
    }

    private void goal() {
        Map<String, Object> goal = Walk.goal("billing");
        goal.put("fiscalYear", today.getYear());
        goal.put("measure", strategy("measure"));
        assertThat(api.as("board-secretary").post("/api/v1/goals", goal).ref()).isEqualTo(GOAL);
        jobs.run();
        does("board-chair", GOAL, "ApproveBoardGoal", "decision", "send-back", "reason", strategy("back"));
        does("board-secretary", GOAL, "ReviseBoardGoal", goal);
        does("board-chair", GOAL, "ApproveBoardGoal", "decision", "approve");
    }

    private void objective() {
        Map<String, Object> draft = objectiveFields();
        draft.put("title", strategy("first thought"));
        draft.remove("baseline");
        drafts("exec-billing", OBJECTIVE, "CommitObjective", "title", strategy("draft"), secrets.moreOfStrategy());
        does("exec-billing", OBJECTIVE, "CommitObjective", draft);
        does("exec-billing", OBJECTIVE, "CommitObjective", objectiveFields());
    }

    private Map<String, Object> objectiveFields() {
        Map<String, Object> fields = Walk.objective("developers");
        fields.put("dueOn", today.plusMonths(12).toString());
        return fields;
    }

    private void initiative() {
        ideas();
        drafts(MANAGER, INITIATIVE, "ProposeInitiative", "idea", community("draft"), secrets.moreOfCommunity());
        does(MANAGER, INITIATIVE, "ProposeInitiative", Walk.proposal());
        keep(MANAGER, INITIATIVE, secrets.community(), secrets.moreOfCommunity());
        keep("exec-billing", INITIATIVE, secrets.strategy(), secrets.moreOfStrategy());
        Map<String, Object> judgement = Walk.judgement(
                secrets.first(secrets.strategy()) ? "strong" : "fair",
                secrets.first(secrets.strategy()) ? "to-150000" : "to-100000");
        judgement.put("effect", strategy("effect"));
        judgement.put("note", strategy("note"));
        does("strategist-billing", INITIATIVE, "AssessFit", judgement);
        does("exec-billing", INITIATIVE, "ApproveInitiative", "decision", "approve", "reason", "Members ask for it.");
        // one that is written down and then not proposed
        String unproposed = api.as(MANAGER)
                .post("/api/v1/trails/" + OBJECTIVE + "/initiatives", Map.of("community", "developers"))
                .ref();
        jobs.run();
        Map<String, Object> declined = Walk.proposal();
        declined.put("decision", "decline");
        declined.put("title", community("title"));
        declined.put("need", community("need"));
        declined.put("idea", community("idea"));
        declined.put("reason", "Members are in the middle of a migration.");
        does(MANAGER, unproposed, "ProposeInitiative", declined);
        // and a need that nobody else has heard of
        api.as(MANAGER)
                .post("/api/v1/needs", Map.of("lob", "billing", "title", community("need")))
                .is(201);
        jobs.run();
    }

    private void research() {
        api.as(MANAGER)
                .post("/api/v1/trails/" + INITIATIVE + "/requests", Map.of("title", "Defect reporting"))
                .is(201);
        jobs.run();
        does(
                MANAGER,
                REQUEST,
                "DescribeFeature",
                "title",
                "Defect reporting",
                "need",
                "members lose days",
                "description",
                "report a defect");
        does(
                MANAGER,
                REQUEST,
                "PlanResearch",
                "question",
                community("question"),
                "method",
                secrets.first(secrets.community()) ? "survey" : "interviews",
                "groups",
                List.of(Map.of("group", "customers", "minimum", 30, "welcomeAt", 60, "unwelcomeBelow", 40)),
                "closesOn",
                today.plusDays(20).toString());
        // the same sum of what is masked: fewer than five, and the next smallest with them
        int against = secrets.first(secrets.members()) ? 4 : 3;
        int neutral = 9 - against;
        answers(31, neutral, against);
        does(
                MANAGER,
                REQUEST,
                "SubmitResearch",
                "results",
                List.of(Map.of(
                        "group",
                        "customers",
                        "asked",
                        400,
                        "answered",
                        40,
                        "inFavour",
                        31,
                        "neutral",
                        neutral,
                        "against",
                        against)),
                "summary",
                SUMMARY);
        keep(MANAGER, REQUEST, secrets.community(), secrets.moreOfCommunity());
    }

    /** The file of a survey tool, with what members wrote and who they are, counted and put into the form. */
    private void answers(int inFavour, int neutral, int against) {
        StringBuilder file = new StringBuilder("who,answer,comment,email\n");
        int row = 0;
        for (String answer : Stream.of(of("Yes", inFavour), of("Perhaps", neutral), of("No", against))
                .flatMap(List::stream)
                .toList()) {
            file.append("customers,%s,%s says %d,%s%d@example.org\n"
                    .formatted(answer, secrets.members(), ++row, secrets.members(), row));
        }
        Visitor manager = Visitor.at(port, MANAGER);
        String survey = "/tasks/" + api.as(MANAGER).taskId(REQUEST, "SubmitResearch") + "/survey";
        manager.open(survey);
        Sheet columns = manager.upload(
                survey,
                "file",
                "of-" + secrets.members() + ".csv",
                file.toString().getBytes(StandardCharsets.UTF_8));
        Sheet counts = manager.send(
                columns.path(),
                "answer",
                "1",
                "group",
                "0",
                "answer-0",
                "in-favour",
                "answer-1",
                "neutral",
                "answer-2",
                "against",
                "group-0",
                "customers");
        assertThat(counts.text()).contains("Customers 40 31 " + neutral + " " + against);
        String[] hidden = counts.all("name=\"(results[^\"]+)\"").stream()
                .flatMap(name -> Stream.of(
                        name,
                        counts.all("name=\"" + Pattern.quote(name) + "\" value=\"([^\"]*)\"")
                                .get(0)))
                .toArray(String[]::new);
        manager.send(
                columns.path() + "/fill",
                Stream.concat(Stream.of("fill", "true"), Arrays.stream(hidden)).toArray(String[]::new));
    }

    private static List<String> of(String answer, int times) {
        return java.util.Collections.nCopies(times, answer);
    }

    private void delivery() {
        boolean first = secrets.first(secrets.strategy());
        designs(REQUEST, "24000.00", first ? 4 : 3);
        does(
                "controller",
                REQUEST,
                "ReviewFunding",
                "decision",
                "reserve",
                "picks",
                List.of(Map.of("income", northwind(), "monthly", "2000.00")),
                "months",
                12);
        comesToAnApproval(
                REQUEST,
                option(first ? "24000.00" : "23500.00", first ? 6 : 9),
                option(first ? "90000.00" : "81234.00", first ? 10 : 3));
        keep("strategist-billing", REQUEST, secrets.strategy(), secrets.moreOfStrategy());
        drafts("exec-billing", REQUEST, "ApproveSpending", "reason", strategy("draft"), secrets.moreOfStrategy());
    }

    private Map<String, Object> option(String oneOff, int hours) {
        return new LinkedHashMap<>(Map.of(
                "oneOff",
                oneOff,
                "yearly",
                "0.00",
                "monthsToLive",
                4,
                "managerHours",
                hours,
                "risks",
                strategy("risk")));
    }

    private String northwind() {
        Map<String, Object> finances = api.as("controller")
                .get("/api/v1/communities/developers/finances")
                .ok()
                .object();
        return ((List<?>) finances.get("income"))
                .stream()
                        .map(line -> (Map<?, ?>) line)
                        .filter(line -> "any".equals(line.get("restriction")))
                        .map(line -> String.valueOf(line.get("id")))
                        .findFirst()
                        .orElseThrow();
    }

    /** A community that asks once or three times, a strategy that goes straight on or through all that can go wrong. */
    private void request() {
        api.as(MANAGER)
                .post("/api/v1/trails/" + INITIATIVE + "/requests", Map.of("title", "Answers by mail"))
                .is(201);
        jobs.run();
        does(
                MANAGER,
                SECOND,
                "DescribeFeature",
                "title",
                "Answers by mail",
                "need",
                "members miss answers",
                "description",
                "a mail for each answer");
        if (secrets.first(secrets.community())) {
            asksOnce();
        } else {
            asksTwiceAfterAPoorPlan();
        }
        if (secrets.first(secrets.strategy())) {
            designs(SECOND, "24000.00", 4);
            paysItself();
            comesToAnApproval(SECOND, option("24000.00", 6), option("90000.00", 10));
            does("exec-billing", SECOND, "ApproveSpending", "decision", "approve");
            confirms(SECOND, "24000.00");
        } else {
            designs(SECOND, "260000.00", 9);
            paysItself();
            comesToAnApproval(SECOND, option("260000.00", 6), option("240000.00", 10));
            does("exec-billing", SECOND, "ApproveSpending", "decision", "approve", "reason", strategy("approved"));
            does(
                    "board-chair",
                    SECOND,
                    "CountersignSpending",
                    "decision",
                    "send-back",
                    "reason",
                    strategy("countersign"));
            approvesWithTheBoard();
            confirms(SECOND, "260000.00");
            does(
                    "strategist-billing",
                    SECOND,
                    "AcceptDelivery",
                    "decision",
                    "send-back",
                    "reason",
                    strategy("sent back"));
            confirms(SECOND, "261000.00");
            approvesWithTheBoard();
        }
        does("strategist-billing", SECOND, "AcceptDelivery", "decision", "accept");
        launches(SECOND, 40, 51, "4.0");
    }

    private void asksOnce() {
        plans(community("question"), "survey", 30, "customers", "partners");
        submits(answers("customers", 400, 126, 97, 18, 11), answers("partners", 90, 41, 31, 7, 3));
    }

    /** The same sums for strategy: another question, a plan that came back, a further round, other small cells. */
    private void asksTwiceAfterAPoorPlan() {
        plans(community("question"), "survey", 1, "customers");
        plans(community("better question"), "interviews", 30, "customers", "partners");
        submits(answers("customers", 400, 126, 97, 18, 11), answers("partners", 90, 20, 15, 3, 2));
        submits(answers("partners", 0, 21, 16, 3, 2));
    }

    private void plans(String question, String method, int minimum, String... groups) {
        does(
                MANAGER,
                SECOND,
                "PlanResearch",
                "question",
                question,
                "method",
                method,
                "groups",
                Stream.of(groups)
                        .map(group -> Map.of("group", group, "minimum", minimum, "welcomeAt", 60, "unwelcomeBelow", 40))
                        .toList(),
                "closesOn",
                today.plusDays(20).toString());
    }

    @SafeVarargs
    private void submits(Map<String, Object>... results) {
        does(MANAGER, SECOND, "SubmitResearch", "results", List.of(results), "summary", SUMMARY);
    }

    private static Map<String, Object> answers(
            String group, int asked, int answered, int inFavour, int neutral, int against) {
        return Api.fields(
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

    private void designs(String request, String oneOff, int monthsToLive) {
        does(
                "delivery-lead",
                request,
                "DesignFeature",
                "scope",
                strategy("scope"),
                "acceptance",
                List.of(Map.of("point", POINT)),
                "oneOff",
                oneOff,
                "runningYearly",
                "0.00",
                "monthsToLive",
                monthsToLive);
    }

    /** What a community earns is not what pays, or its finances would tell how much it was. */
    private void paysItself() {
        does("controller", SECOND, "ReviewFunding", "decision", "refuse", "reason", strategy("saved"));
        does("exec-billing", SECOND, "DecideHowToPay", "decision", "lob-pays", "reason", strategy("paid"));
    }

    private void comesToAnApproval(String request, Map<String, Object> build, Map<String, Object> buy) {
        does("delivery-lead", request, "EstimateBuild", build);
        buy.put("vendor", strategy("vendor"));
        does("buyer", request, "CollectQuotes", "quotes", List.of(buy));
        does("strategist-billing", request, "DecideSourcing", "option", "build", "reason", strategy("sensitive"));
    }

    private void approvesWithTheBoard() {
        does("exec-billing", SECOND, "ApproveSpending", "decision", "approve");
        does("board-chair", SECOND, "CountersignSpending", "decision", "approve");
    }

    private void confirms(String request, String actualCost) {
        does(
                "delivery-lead",
                request,
                "ConfirmDelivery",
                "acceptance",
                List.of(Map.of("point", POINT, "met", true)),
                "actualCost",
                actualCost);
    }

    private void launches(String request, int members, int reports, String satisfaction) {
        does(
                MANAGER,
                request,
                "LaunchWithMembers",
                "launchedOn",
                today.toString(),
                "announcement",
                community("announced"));
        tells();
        does(
                MANAGER,
                request,
                "ReportFeedback",
                "from",
                today.toString(),
                "to",
                today.toString(),
                "members",
                members,
                "reports",
                reports,
                "satisfaction",
                satisfaction,
                "summary",
                "Members report more than we thought.");
    }

    private void outcome() {
        api.as("strategist-billing")
                .post("/api/v1/trails/" + OBJECTIVE + "/now", Map.of("task", "RecordOutcome"))
                .is(202);
        jobs.run();
        records("31", false);
        does("exec-billing", OBJECTIVE, "AcceptOutcome", "decision", "dispute", "reason", strategy("dispute"));
        records("23", true);
        does("strategist-billing", OBJECTIVE, "SayWhyMissed", "cause", "system", "reason", strategy("why"));
        does("exec-billing", OBJECTIVE, "AcceptOutcome", "decision", "accept");
        tells();
    }

    private void records(String value, boolean last) {
        does(
                "strategist-billing",
                OBJECTIVE,
                "RecordOutcome",
                "value",
                value,
                "measuredOn",
                today.toString(),
                "source",
                strategy("source"),
                "last",
                last);
    }

    private void tells() {
        does(MANAGER, INITIATIVE, "TellMembers", "youSaid", "You asked for it.", "weDid", "It is here.");
    }

    private void ideas() {
        String box = "/communities/developers/ideas/import";
        StringBuilder file = new StringBuilder("number,title,votes,author\n");
        for (int idea = 1; idea <= (secrets.moreOfCommunity() ? 5 : 3); idea++) {
            file.append("%d,%s idea %d,%d,%s\n".formatted(idea, secrets.members(), idea, 9 * idea, secrets.members()));
        }
        Visitor manager = Visitor.at(port, MANAGER);
        manager.open(box);
        manager.send(manager.upload(box, "file", "ideas.csv", file.toString().getBytes(StandardCharsets.UTF_8))
                .path());
    }

    /** Comments and files of one side. */
    private void keep(String login, String ref, String secret, boolean more) {
        Visitor visitor = Visitor.at(port, login);
        for (int number = 1; number <= (more ? 2 : 1); number++) {
            String at = "/trails/" + ref + "/discussion";
            visitor.open(at);
            assertThat(visitor.send(at, "text", secret + " comment " + number).text())
                    .contains(secret);
            String files = "/trails/" + ref + "/attachments";
            visitor.open(files);
            assertThat(visitor.upload(
                                    files,
                                    "file",
                                    secret + number + ".txt",
                                    (secret + " file " + number).getBytes(StandardCharsets.UTF_8))
                            .text())
                    .contains(secret + number);
        }
    }

    private void drafts(String login, String ref, String task, String field, String text, boolean more) {
        Visitor visitor = Visitor.at(port, login);
        String at = "/tasks/" + api.as(login).taskId(ref, task);
        visitor.open(at);
        List<String> texts = new ArrayList<>(List.of(text));
        if (more) {
            texts.add(text + " and more");
        }
        texts.forEach(one ->
                assertThat(visitor.send(at + "/draft", field, one).text()).contains("Kept as a draft"));
    }

    private String strategy(String what) {
        return secrets.strategy() + " " + what;
    }

    private String community(String what) {
        return secrets.community() + " " + what;
    }

    private void does(String login, String ref, String task, Object... fields) {
        does(login, ref, task, Api.fields(fields));
    }

    private void does(String login, String ref, String task, Map<String, Object> fields) {
        Api.Caller caller = api.as(login);
        String id = caller.taskId(ref, task);
        StringBuilder seen = new StringBuilder();
        if (readers.contains(login)) {
            seen.append(visitors.computeIfAbsent(login, who -> Visitor.at(port, who))
                    .open("/tasks/" + id)
                    .html());
            seen.append(caller.get("/api/v1/tasks/" + id).text());
            seen.append(caller.get("/api/v1/tasks/" + id + "/form").text());
        }
        seen.append(caller.completeById(id, fields).ok().text());
        atWork.merge(login, ref + " " + task + "\n" + Mask.of(seen.toString()), (one, other) -> one + "\n" + other);
        jobs.run();
    }

    static LocalDate tomorrow() {
        return LocalDate.now(ZoneOffset.UTC).plusDays(1);
    }
}
