package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dottedline.Api.encoded;
import static org.dottedline.Api.fields;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dottedline.Api.Answer;
import org.dottedline.Api.Caller;
import org.dottedline.trust.Attack;
import org.dottedline.trust.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What programs rely on: statuses, problems, keys, pages of lists, and sentences for whatever cannot be. */
@ProductTest
class ContractTest {

    @LocalServerPort
    int port;

    private Api api;
    private Walk walk;
    private Caller secretary;
    private Caller chair;
    private Caller billing;

    @BeforeEach
    void people() {
        api = new Api(port);
        walk = new Walk(api);
        secretary = api.as("board-secretary");
        chair = api.as("board-chair");
        billing = api.as("exec-billing");
    }

    // Statuses

    @Test
    void whoIsNotSignedInLearnsNothing() {
        String goal = walk.proposedGoal("billing");
        String task = chair.taskId(goal, "ApproveBoardGoal");
        for (String path : List.of(
                "/api/v1/tasks",
                "/api/v1/tasks/" + task,
                "/api/v1/tasks/" + task + "/form",
                "/api/v1/trails",
                "/api/v1/trails/" + goal,
                "/api/v1/trails/" + goal + "/history",
                "/api/v1/trails/" + goal + "/handovers",
                "/api/v1/nothing-here",
                "/v3/api-docs")) {
            api.anonymously(path).refused(401, "sign-in");
        }
        api.as("board-chair", "wrong").get("/api/v1/tasks").refused(401, "sign-in");
        api.as("nobody", "nobody").get("/api/v1/tasks").refused(401, "sign-in");
    }

    @Test
    void aTaskThatOneCouldSeeAndIsDoneHasMovedOn() {
        String goal = walk.proposedGoal("billing");
        String id = chair.taskId(goal, "ApproveBoardGoal");
        chair.completeById(id, Map.of("decision", "approve")).ok();

        chair.get("/api/v1/tasks/" + id).refused(409, "moved-on");
        chair.get("/api/v1/tasks/" + id + "/form").refused(409, "moved-on");
        chair.post("/api/v1/tasks/" + id + "/claim").refused(409, "moved-on");
        chair.post("/api/v1/tasks/" + id + "/release").refused(409, "moved-on");
        chair.completeById(id, Map.of("decision", "approve")).refused(409, "moved-on");
        secretary.completeById(id, Map.of("decision", "approve")).refused(409, "moved-on");
        billing.get("/api/v1/tasks/" + id).refused(404, "not-found");
        chair.get("/api/v1/tasks/does-not-exist").refused(404, "not-found");
    }

    @Test
    void whatACollegueHasTakenHasMovedOnUntilItIsGivenBack() {
        String id = chair.taskId(walk.proposedGoal("billing"), "ApproveBoardGoal");

        chair.post("/api/v1/tasks/" + id + "/claim").is(204);
        assertThat(chair.get("/api/v1/tasks/" + id).ok().object())
                .containsEntry("state", "claimed")
                .containsEntry("assignee", "board-chair");
        chair.post("/api/v1/tasks/" + id + "/claim").is(204);

        secretary.post("/api/v1/tasks/" + id + "/claim").refused(409, "moved-on");
        secretary.completeById(id, Map.of("decision", "approve")).refused(409, "moved-on");
        secretary.post("/api/v1/tasks/" + id + "/release").refused(403, "forbidden");
        assertThat(secretary.get("/api/v1/tasks?ref=" + refOf(id)).ok().items()).isEmpty();

        chair.post("/api/v1/tasks/" + id + "/release").is(204);
        chair.post("/api/v1/tasks/" + id + "/release").refused(403, "forbidden");
        assertThat(secretary.get("/api/v1/tasks/" + id).ok().object())
                .containsEntry("state", "open")
                .doesNotContainKey("assignee");
    }

    private String refOf(String task) {
        return (String) chair.get("/api/v1/tasks/" + task).ok().object().get("ref");
    }

    @Test
    void aTaskIsGivenOnlyToSomebodyOfItsGroup() {
        String goal = walk.approvedGoal("billing");
        String id = billing.taskId(goal, "CommitObjective");

        for (String other : List.of("exec-care", "strategist-billing", "nobody", "", "board-chair")) {
            billing.post("/api/v1/tasks/" + id + "/assign", Map.of("person", other))
                    .wrong("person");
        }
        billing.post("/api/v1/tasks/" + id + "/assign", Map.of()).wrong("person");
        billing.post("/api/v1/tasks/" + id + "/assign", Map.of("person", 7)).wrong("person");
        billing.post("/api/v1/tasks/" + id + "/assign", Map.of("person", "exec-billing", "to", "me"))
                .wrong("to");
        billing.post("/api/v1/tasks/" + id + "/assign", Map.of("person", "exec-billing"))
                .is(204);
        assertThat(billing.get("/api/v1/tasks/" + id).ok().object()).containsEntry("assignee", "exec-billing");
    }

    @Test
    void onlyTheBoardProposesGoals() {
        for (String other : List.of("exec-billing", "cm-users", "pmo", "admin", "controller")) {
            api.as(other).post("/api/v1/goals", Walk.goal("billing")).refused(403, "forbidden");
        }
    }

    @Test
    void aFurtherInitiativeIsOpenedByTheManagerOfACommunityThatWasInvited() {
        String objective = Walk.objectiveOf(walk.invited());
        Caller developers = api.as("cm-developers");
        String path = "/api/v1/trails/" + objective + "/initiatives";

        billing.post(path, Map.of("community", "developers")).refused(403, "forbidden");
        api.as("cm-users").post(path, Map.of("community", "users")).refused(404, "not-found");
        developers.post(path, Map.of("community", "users")).refused(403, "forbidden");
        developers.post(path, Map.of()).wrong("community");
        developers.post(path, Map.of("community", List.of("developers"))).wrong("community");
        developers
                .post("/api/v1/trails/" + Walk.goalOf(objective) + "/initiatives", Map.of("community", "developers"))
                .refused(422, "rule");
        developers
                .post("/api/v1/trails/G999999/initiatives", Map.of("community", "developers"))
                .refused(404, "not-found");

        Answer opened = developers.post(path, Map.of("community", "developers"));
        assertThat(opened.is(201).ref()).isEqualTo(objective + ".I2");
        assertThat(developers.task(objective + ".I2", "ProposeInitiative")).containsEntry("state", "open");
    }

    @Test
    void whatARuleForbidsNamesTheRuleAndChangesNothing() {
        String initiative = walk.assessed("weak", "to-25000");
        String id = billing.taskId(initiative, "ApproveInitiative");

        Answer refused = billing.completeById(id, Map.of("decision", "approve"));
        refused.refused(422, "rule");
        assertThat(refused.detail()).isEqualTo("A weak fit needs a cap of at most 25,000.00.");
        billing.completeById(id, fields("decision", "approve", "cap", "25000.01"))
                .refused(422, "rule");
        billing.completeById(id, fields("decision", "decline", "reason", "No.", "cap", "25000.00"))
                .wrong("cap");

        assertThat(billing.get("/api/v1/tasks/" + id).ok().object()).containsEntry("state", "open");
        billing.completeById(id, fields("decision", "approve", "cap", "25000.00"))
                .ok();
        Api.soon(() -> assertThat(api.as("cm-developers").handovers(initiative))
                .last()
                .satisfies(told ->
                        assertThat(told).containsEntry("payload", Map.of("decision", "approve", "cap", "25000.00"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/v1",
                "/api/v1/goal",
                "/api/v1/goals/G1",
                "/api/v2/tasks",
                "/api/v1/trails/G1/nothing",
                "/api/v1/tasks/1/complete/now"
            })
    void anUnknownCallIsAProblemLikeAnyOther(String path) {
        billing.get(path).refused(404, "not-found");
        billing.post(path, Map.of()).refused(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"G0", "g1", "G1.O1.I1.R1.X1", "G1.I1", "G1.O1%27", "N", "G99999999999", "G1..O1"})
    void whatIsNoReferenceIsNotFound(String ref) {
        secretary.get("/api/v1/trails/" + ref).refused(404, "not-found");
        secretary.get("/api/v1/trails/" + ref + "/history").refused(404, "not-found");
        secretary.get("/api/v1/trails/" + ref + "/handovers").refused(404, "not-found");
        secretary.withdraw(ref, "It is over.").refused(404, "not-found");
    }

    @Test
    void theDescriptionSaysWhatEveryBodyHolds() {
        Map<?, ?> paths = (Map<?, ?>) billing.get("/v3/api-docs").ok().object().get("paths");
        paths.forEach((path, methods) -> ((Map<?, ?>) methods)
                .values().stream()
                        .map(call -> ((Map<?, ?>) call).get("requestBody"))
                        .filter(body -> body != null && !path.equals("/api/probe"))
                        .forEach(body ->
                                assertThat(body.toString()).as(path.toString()).containsAnyOf("$ref", "properties={")));
    }

    @Test
    void theDescriptionListsEveryCall() {
        Map<String, Object> description = billing.get("/v3/api-docs").ok().object();
        Set<String> calls = new HashSet<>();
        ((Map<?, ?>) description.get("paths"))
                .forEach((path, methods) -> ((Map<?, ?>) methods)
                        .keySet()
                        .forEach(method ->
                                calls.add(method.toString().toUpperCase(java.util.Locale.ROOT) + " " + path)));

        calls.remove("GET /api/probe");
        calls.remove("POST /api/probe");
        assertThat(calls)
                .containsExactlyInAnyOrder(
                        "POST /api/v1/goals",
                        "GET /api/v1/tasks",
                        "GET /api/v1/tasks/{id}",
                        "GET /api/v1/tasks/{id}/form",
                        "POST /api/v1/tasks/{id}/claim",
                        "POST /api/v1/tasks/{id}/release",
                        "POST /api/v1/tasks/{id}/assign",
                        "POST /api/v1/tasks/{id}/complete",
                        "POST /api/v1/tasks/{id}/try",
                        "POST /api/v1/trails/{ref}/initiatives",
                        "POST /api/v1/trails/{ref}/requests",
                        "POST /api/v1/trails/{ref}/now",
                        "POST /api/v1/needs",
                        "GET /api/v1/communities/{id}/finances",
                        "PUT /api/v1/communities/{id}/finances",
                        "PUT /api/v1/lobs/{id}/budget",
                        "GET /api/v1/limits",
                        "POST /api/v1/limits",
                        "POST /api/v1/limits/{id}/confirm",
                        "GET /api/v1/trails/{ref}/remarks",
                        "POST /api/v1/trails/{ref}/remarks",
                        "POST /api/v1/trails/{ref}/withdraw",
                        "GET /api/v1/trails",
                        "GET /api/v1/trails/{ref}",
                        "GET /api/v1/trails/{ref}/history",
                        "GET /api/v1/trails/{ref}/handovers",
                        "GET /api/v1/deputies",
                        "POST /api/v1/deputies",
                        "POST /api/v1/deputies/{id}/agree",
                        "POST /api/v1/deputies/{id}/end",
                        "GET /api/v1/lists/{kind}",
                        "GET /api/v1/search",
                        "GET /api/v1/people",
                        "GET /api/v1/people/{login}",
                        "PUT /api/v1/people/{login}",
                        "GET /api/v1/units",
                        "GET /api/v1/units/{id}",
                        "PUT /api/v1/units/{id}");
    }

    // Keys

    @Test
    void theSameKeyAndBodyGetTheFirstAnswerAgain() {
        String key = UUID.randomUUID().toString();
        Answer first = secretary.post("/api/v1/goals", Walk.goal("billing"), key);
        Answer second = secretary.post("/api/v1/goals", Walk.goal("billing"), key);

        assertThat(second.ref()).isEqualTo(first.ref());
        assertThat(second.text()).isEqualTo(first.text());

        String task = chair.taskId(first.ref(), "ApproveBoardGoal");
        String path = "/api/v1/tasks/" + task + "/complete";
        String other = UUID.randomUUID().toString();
        Answer done = chair.post(path, Map.of("decision", "approve"), other).ok();
        Answer again = chair.post(path, Map.of("decision", "approve"), other).ok();
        assertThat(again.object()).isEqualTo(done.object());
        assertThat(api.as("pmo").history(first.ref()))
                .filteredOn(entry ->
                        "ApproveBoardGoal".equals(entry.get("element")) && "task-completed".equals(entry.get("kind")))
                .hasSize(1);
    }

    @Test
    void theOrderOfFieldsIsNoOtherBody() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> reversed = fields();
        List<String> names = new ArrayList<>(Walk.goal("billing").keySet());
        Collections.reverse(names);
        names.forEach(name -> reversed.put(name, Walk.goal("billing").get(name)));

        assertThat(secretary.post("/api/v1/goals", reversed, key).ref())
                .isEqualTo(secretary
                        .post("/api/v1/goals", Walk.goal("billing"), key)
                        .ref());
    }

    @Test
    void aKeyIsForOneRequest() {
        String key = UUID.randomUUID().toString();
        String goal = secretary.post("/api/v1/goals", Walk.goal("billing"), key).ref();

        secretary.post("/api/v1/goals", Walk.goal("care"), key).refused(422, "key-reused");
        secretary
                .post("/api/v1/trails/" + goal + "/withdraw", Walk.goal("billing"), key)
                .refused(422, "fields");
        secretary
                .post("/api/v1/trails/" + goal + "/withdraw", Map.of("reason", "No."), key)
                .refused(422, "key-reused");
        assertThat(secretary.trail(goal)).containsEntry("state", "running");
    }

    @Test
    void aKeyIsOnesOwn() {
        String key = UUID.randomUUID().toString();
        String first =
                secretary.post("/api/v1/goals", Walk.goal("billing"), key).ref();
        String second = chair.post("/api/v1/goals", Walk.goal("billing"), key).ref();

        assertThat(second).isNotEqualTo(first);
        assertThat(chair.trail(second)).containsEntry("state", "running");
    }

    @Test
    void aRefusalIsNotKept() {
        String key = UUID.randomUUID().toString();
        secretary.post("/api/v1/goals", fields("title", "Half a goal"), key).refused(422, "fields");

        assertThat(secretary.post("/api/v1/goals", Walk.goal("billing"), key).ref())
                .isNotBlank();
    }

    @Test
    void aKeyIsAFewVisibleCharacters() {
        secretary.post("/api/v1/goals", Walk.goal("billing"), "a b").wrong("Idempotency-Key");
        secretary.post("/api/v1/goals", Walk.goal("billing"), "k".repeat(201)).wrong("Idempotency-Key");
        secretary.post("/api/v1/goals", Walk.goal("billing"), "").wrong("Idempotency-Key");
    }

    @Test
    @Fault(4)
    void twentyAtOnceWithOneKeyHaveOneEffect() throws Exception {
        String key = UUID.randomUUID().toString();
        List<Answer> answers = atOnce(20, number -> secretary.post("/api/v1/goals", Walk.goal("billing"), key));

        assertThat(answers)
                .extracting(answer -> answer.ref())
                .containsOnly(answers.get(0).ref());
        String next = secretary.post("/api/v1/goals", Walk.goal("billing")).ref();
        assertThat(number(next)).isEqualTo(number(answers.get(0).ref()) + 1);
    }

    @Test
    @Fault(4)
    void twentyAtOnceAtOneTaskHaveOneEffect() throws Exception {
        String goal = walk.proposedGoal("billing");
        String task = chair.taskId(goal, "ApproveBoardGoal");

        List<Answer> answers = atOnce(20, number -> chair.completeById(task, Map.of("decision", "approve")));

        assertThat(answers).extracting(Answer::status).containsOnly(200, 409);
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(billing.tasks(goal)).hasSize(1);
    }

    @Test
    @Fault(5)
    void twoPeopleWhoCompleteOneTaskAtOnceOneOfThemWins() throws Exception {
        String goal = walk.approvedGoal("billing");
        billing.withdraw(goal + ".O1", "The module is sold.").is(202);
        String task = chair.taskId(goal, "CloseBoardGoal");
        List<Caller> both = List.of(secretary, chair);

        List<Answer> answers = atOnce(
                2,
                number -> both.get(number)
                        .completeById(
                                task,
                                fields(
                                        "result",
                                        "missed",
                                        "summary",
                                        "by " + both.get(number).login())));

        Answer won = answers.get(answers.get(0).status() == 200 ? 0 : 1).ok();
        answers.get(1 - answers.indexOf(won)).refused(409, "moved-on");
        assertThat(chair.trail(goal))
                .containsEntry("reason", "by " + both.get(answers.indexOf(won)).login());
    }

    static int number(String goal) {
        return Integer.parseInt(goal.substring(1));
    }

    static List<Answer> atOnce(int times, java.util.function.IntFunction<Answer> call) throws Exception {
        CyclicBarrier together = new CyclicBarrier(times);
        var threads = Executors.newFixedThreadPool(times);
        try {
            List<Future<Answer>> calls = new ArrayList<>();
            for (int number = 0; number < times; number++) {
                int mine = number;
                calls.add(threads.submit(() -> {
                    together.await();
                    return call.apply(mine);
                }));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> each : calls) {
                answers.add(each.get(60, TimeUnit.SECONDS));
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    // Lists

    @Test
    void oneByOneAListOfTasksIsTheWholeList() {
        String goal = walk.approvedGoal("billing", "care");
        walk.complete("exec-billing", goal, "CommitObjective", Walk.objective("developers"));
        api.as("cm-developers").task(goal, "ProposeInitiative");
        api.as("cm-developers").post("/api/v1/trails/" + goal + ".O1/initiatives", Map.of("community", "developers"));
        api.as("cm-developers").post("/api/v1/trails/" + goal + ".O1/initiatives", Map.of("community", "developers"));
        List<Object> all = ids(api.as("cm-developers").tasks(goal), "id");
        assertThat(all).hasSize(3);

        assertThat(pages(api.as("cm-developers"), "/api/v1/tasks?limit=1&ref=" + goal, "id"))
                .isEqualTo(all);
        assertThat(api.as("cm-developers")
                        .get("/api/v1/tasks?limit=3&ref=" + goal)
                        .ok()
                        .next())
                .isNull();
        assertThat(api.as("cm-developers")
                        .get("/api/v1/tasks?limit=3&ref=" + goal)
                        .text())
                .contains("\"next\":null");
    }

    @Test
    void oneByOneAListOfTrailsAndItsRecordIsTheWholeList() {
        List<String> goals =
                List.of(walk.proposedGoal("billing"), walk.proposedGoal("care"), walk.proposedGoal("billing"));
        List<Object> all = ids(secretary.get("/api/v1/trails").ok().items(), "ref");

        List<Object> newestFirst = pages(secretary, "/api/v1/trails?limit=1", "ref", 3);
        assertThat(newestFirst).isEqualTo(all.subList(0, 3));
        assertThat(newestFirst).containsExactly(goals.get(2), goals.get(1), goals.get(0));

        walk.complete("board-chair", goals.get(1), "ApproveBoardGoal", Map.of("decision", "approve"));
        List<Object> record = ids(secretary.history(goals.get(1)), "seq");
        assertThat(record).hasSizeGreaterThan(1);
        assertThat(pages(secretary, "/api/v1/trails/" + goals.get(1) + "/history?limit=1", "seq"))
                .isEqualTo(record);
    }

    private static List<Object> pages(Caller caller, String path, String key) {
        return pages(caller, path, key, 1000);
    }

    /** The items of pages of one, of all or of so many at most. */
    private static List<Object> pages(Caller caller, String path, String key, int most) {
        List<Object> found = new ArrayList<>();
        Answer page = caller.get(path).ok();
        for (int pages = 0; pages < most; pages++) {
            assertThat(page.items()).hasSizeLessThanOrEqualTo(1);
            found.addAll(ids(page.items(), key));
            if (page.next() == null) {
                return found;
            }
            page = caller.get(path + "&after=" + encoded(page.next())).ok();
        }
        return found;
    }

    private static List<Object> ids(List<Map<String, Object>> items, String key) {
        return items.stream().map(item -> item.get(key)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "201", "many", "1.0", "99999999999", "1 ", "٣"})
    @Attack(16)
    void aLimitIsANumberFrom1To200(String limit) {
        String goal = walk.proposedGoal("billing");
        for (String path : List.of("/api/v1/tasks", "/api/v1/trails", "/api/v1/trails/" + goal + "/history")) {
            secretary.get(path + "?limit=" + encoded(limit)).wrong("limit");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "G1'", "%", "-1 ", "0x1", "MjAyNg", "\u0000"})
    void aPlaceInAListIsOneThatAListGave(String after) {
        String goal = walk.proposedGoal("billing");
        for (String path : List.of("/api/v1/tasks", "/api/v1/trails", "/api/v1/trails/" + goal + "/history")) {
            secretary.get(path + "?after=" + encoded(after)).wrong("after");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01T00:00:00Z \u0000",
                "2026-01-01T00:00:00Z ",
                "2026-01-01T00:00:00Z ' or 1=1 --",
                "2026-02-30T00:00:00Z a",
                "+1000000000-12-31T23:59:59Z a",
                "-1000000000-01-01T00:00:00Z a"
            })
    @Attack(16)
    void aPlaceInTheTasklistIsNothingElseInItsClothes(String place) {
        String after = Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));

        secretary.get("/api/v1/tasks?after=" + after).wrong("after");
    }

    @Test
    void aBodyThatIsNoJsonIsNotTakenApart() {
        for (String type : List.of("multipart/form-data", "multipart/form-data; boundary=b", "multipart/mixed")) {
            secretary.send("POST", "/api/v1/goals", "--b", "Content-Type", type).refused(415, "request");
        }
        secretary
                .send("POST", "/api/v1/goals", "a=1&".repeat(2000), "Content-Type", "application/x-www-form-urlencoded")
                .refused(415, "request");
    }

    @Test
    void aFilterThatFitsNothingFindsNothing() {
        assertThat(secretary.get("/api/v1/tasks?task=NoSuchTask").ok().items()).isEmpty();
        assertThat(secretary.get("/api/v1/tasks?ref=G999999").ok().items()).isEmpty();
        secretary.get("/api/v1/tasks?task=" + encoded("' or 1=1 --")).wrong("task");
        secretary.get("/api/v1/tasks?task=" + encoded("\u0000")).wrong("task");
        secretary.get("/api/v1/tasks?ref=%00").refused(404, "not-found");
    }

    // Bad input

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"decision\":\"approve\"",
                "[]",
                "\"approve\"",
                "null",
                "7",
                "{\"decision\":NaN}",
                "{\"decision\":\"approve\",}",
                "{decision:'approve'}",
                "<decision>approve</decision>",
                "{\"decision\":\"approve\"} {\"decision\":\"send-back\"}",
                "{\"decision\":\"approve\",\"decision\":\"send-back\",\"reason\":\"Both.\"}"
            })
    void whatIsNoJsonObjectIsRefused(String body) {
        String id = chair.taskId(walk.proposedGoal("billing"), "ApproveBoardGoal");

        chair.send("POST", "/api/v1/tasks/" + id + "/complete", body).refused(422, "fields");

        assertThat(chair.get("/api/v1/tasks/" + id).ok().object()).containsEntry("state", "open");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        String id = chair.taskId(walk.proposedGoal("billing"), "ApproveBoardGoal");
        byte[] body = "{\"decision\":\"send-back\",\"reason\":\"?\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        body[body.length - 3] = (byte) 0xff;

        chair.send("POST", "/api/v1/tasks/" + id + "/complete", body).refused(422, "fields");
        chair.send("POST", "/api/v1/tasks/" + id + "/complete", "[".repeat(200_000))
                .refused(422, "fields");
        chair.send(
                        "POST",
                        "/api/v1/tasks/" + id + "/complete",
                        "{\"decision\":" + "[".repeat(400) + "]".repeat(400) + "}")
                .wrong("decision");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "title      | null",
                "title      | 7",
                "title      | {}",
                "title      | [\"a\"]",
                "title      | \"\"",
                "title      | \" \\n\\t \"",
                "title      | \"a\\u0000b\"",
                "title      | \"a\\u001bb\"",
                "title      | \"a\\ud800b\"",
                "title      | \"a\\udc00b\"",
                "fiscalYear | \"2026\"",
                "fiscalYear | 2026.0",
                "fiscalYear | 2026.5",
                "fiscalYear | 1999",
                "fiscalYear | 2101",
                "fiscalYear | -1",
                "fiscalYear | 1e308",
                "fiscalYear | 99999999999999999999999",
                "fiscalYear | true",
                "fiscalYear | [2026]",
                "lobs       | \"billing\"",
                "lobs       | []",
                "lobs       | {}",
                "lobs       | [\"nowhere\"]",
                "lobs       | [\"billing\",\"billing\"]",
                "lobs       | [7]",
                "lobs       | [null]",
                "lobs       | [[\"billing\"]]",
                "ready      | true",
                "__proto__  | {}"
            })
    @Attack(3)
    void aFieldThatCannotBeIsNamed(String field, String value) {
        int before = number(walk.proposedGoal("billing"));
        Map<String, Object> goal = Walk.goal("billing");
        goal.remove(field);
        String rest = goal.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":"
                        + (entry.getValue() instanceof String text
                                ? "\"" + text + "\""
                                : entry.getValue() instanceof List<?> ? "[\"billing\"]" : entry.getValue()))
                .collect(java.util.stream.Collectors.joining(","));

        secretary
                .send("POST", "/api/v1/goals", "{" + rest + ",\"" + field + "\":" + value + "}")
                .wrong(field);

        assertThat(number(walk.proposedGoal("billing"))).isEqualTo(before + 1);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        secretary
                .post("/api/v1/goals", fields("why", "x".repeat(4001), "lobs", List.of("nowhere"), "more", 1))
                .wrong("title", "why", "fiscalYear", "measure", "lobs", "more");
    }

    @Test
    void aTextFitsToTheLastCharacter() {
        Map<String, Object> goal = Walk.goal("billing");
        goal.put("title", "\uD83D\uDE00".repeat(120));
        String ref = secretary.post("/api/v1/goals", goal).ref();
        assertThat(secretary.trail(ref)).containsEntry("title", "\uD83D\uDE00".repeat(120));

        goal.put("title", "\uD83D\uDE00".repeat(121));
        secretary.post("/api/v1/goals", goal).wrong("title");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "Infinity",
                "1e308",
                "1e2",
                "1,000.00",
                "1.001",
                "0.00",
                "-1",
                "-0.01",
                "1000000000.00",
                "0x10",
                "١٠",
                " 1.00",
                "1.00 ",
                "",
                "1.",
                ".5",
                "+1"
            })
    @Attack(3)
    void anAmountIsADecimalOfTwoDigits(String cap) {
        String id = billing.taskId(sharedAssessed(), "ApproveInitiative");

        Answer answer = billing.completeById(id, fields("decision", "decline", "reason", "No.", "cap", cap));

        if (cap.isEmpty()) {
            // nothing filled in is nothing
            return;
        }
        answer.wrong("cap");
    }

    @Test
    void anAmountIsATextSoThatNothingIsRounded() {
        String id = billing.taskId(sharedAssessed(), "ApproveInitiative");

        billing.completeById(id, fields("decision", "approve", "cap", 25000)).wrong("cap");
        billing.completeById(id, fields("decision", "approve", "cap", 25000.5)).wrong("cap");
        billing.completeById(id, fields("decision", "approve", "cap", Map.of("amount", "1.00")))
                .wrong("cap");
        billing.completeById(id, fields("decision", "approve", "cap", List.of("1.00")))
                .wrong("cap");
    }

    private static String assessed;

    private String sharedAssessed() {
        if (assessed == null
                || billing.tasks(assessed).stream().noneMatch(task -> "ApproveInitiative".equals(task.get("task")))) {
            assessed = walk.assessed("strong", "to-150000");
        }
        return assessed;
    }

    @Test
    void aNumberOfAnyLengthIsAnsweredAtOnce() {
        secretary
                .send(
                        "POST",
                        "/api/v1/goals",
                        "{\"title\":\"t\",\"why\":\"w\",\"measure\":\"m\",\"lobs\":[\"billing\"],\"fiscalYear\":"
                                + "9".repeat(900_000) + "}")
                .refused(422, "fields");
        secretary
                .send(
                        "POST",
                        "/api/v1/goals",
                        "{\"title\":\"t\",\"why\":\"w\",\"measure\":\"m\",\"lobs\":[\"billing\"],\"fiscalYear\":1e999999999}")
                .wrong("fiscalYear");
        String id = billing.taskId(walk.approvedGoal("billing"), "CommitObjective");
        Map<String, Object> objective = Walk.objective("developers");
        for (String number : List.of("1" + "0".repeat(100_000), "0." + "1".repeat(100_000), "1e999999999", "NaN")) {
            objective.put("target", number);
            billing.completeById(id, objective).wrong("target");
        }
    }

    @Test
    void aFieldWhoseNameIsNoTextIsStillNamed() {
        secretary
                .send("POST", "/api/v1/goals", "{\"\\ud800\":1,\"\\u0000\":2,\"<b>\":3,\"" + "n".repeat(500) + "\":4}")
                .refused(422, "fields");
    }

    @Test
    void aReasonIsATextLikeAnyOther() {
        String goal = walk.proposedGoal("billing");
        String path = "/api/v1/trails/" + goal + "/withdraw";

        secretary.post(path, Map.of()).wrong("reason");
        secretary.send("POST", path, "{\"reason\":\" \"}").wrong("reason");
        secretary.send("POST", path, "{\"reason\":7}").refused(422, "fields");
        secretary.send("POST", path, "{\"reason\":\"a\\u0000b\"}").wrong("reason");
        secretary.send("POST", path, "{\"reason\":\"a\\ud800b\"}").wrong("reason");
        secretary.post(path, Map.of("reason", "x".repeat(4001))).wrong("reason");
        secretary.post(path, Map.of("reason", "It is over.", "all", true)).wrong("all");
        assertThat(secretary.trail(goal)).containsEntry("state", "running");

        secretary
                .withdraw(goal, "<script>alert(1)</script> ${7*7} #{7*7} ' \" \\ \uD83D\uDE00")
                .is(202);
        assertThat(secretary.trail(goal))
                .containsEntry("state", "withdrawn")
                .containsEntry("reason", "<script>alert(1)</script> ${7*7} #{7*7} ' \" \\ \uD83D\uDE00");
    }

    @Test
    @Attack(7)
    void htmlAndExpressionsAreTextEverywhere() {
        String text = "<script>alert(1)</script> ${7*7} #{execution} {{7*7}} '; drop table trail; --";
        Map<String, Object> goal = Walk.goal("billing");
        goal.replaceAll((field, value) -> value instanceof String && !"title".equals(field) ? text : value);
        goal.put("title", text.substring(0, 70));
        String ref = secretary.post("/api/v1/goals", goal).ref();

        String id = chair.taskId(ref, "ApproveBoardGoal");
        assertThat(chair.get("/api/v1/tasks/" + id).ok().object())
                .extracting("context")
                .isEqualTo(Map.of(
                        "goal",
                        Map.of(
                                "title", text.substring(0, 70),
                                "why", text,
                                "fiscalYear", goal.get("fiscalYear"),
                                "measure", text,
                                "lobs", List.of("billing"))));
        chair.completeById(id, Map.of("decision", "send-back", "reason", text)).ok();
        String again = secretary.taskId(ref, "ReviseBoardGoal");
        assertThat(secretary.get("/api/v1/tasks/" + again).ok().object()).containsEntry("notes", List.of(text));
        assertThat(secretary.trail(ref)).containsEntry("title", text.substring(0, 70));
        assertThat(secretary.history(ref).toString()).contains(text);
    }

    @Test
    @Timeout(20)
    @Attack(3)
    void aBodyBeyondAllReasonIsRefusedQuickly() {
        byte[] body =
                ("{\"title\":\"" + "x".repeat(10_000_000) + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);

        secretary.send("POST", "/api/v1/goals", body).refused(413, "too-large");
        secretary
                .send(
                        "POST",
                        "/api/v1/goals",
                        BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)))
                .refused(413, "too-large");
        secretary.send("PUT", "/api/v1/people/somebody", body).refused(413, "too-large");
        secretary.post("/api/v1/goals", fields("title", "x".repeat(900_000))).refused(422, "fields");
    }

    @Test
    void onlyJsonIsRead() {
        secretary
                .send(
                        "POST",
                        "/api/v1/goals",
                        "title=x".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        "Content-Type",
                        "text/plain")
                .is(415);
    }
}
