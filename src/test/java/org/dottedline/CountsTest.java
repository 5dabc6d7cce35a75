package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dottedline.Api.fields;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dottedline.Api.Answer;
import org.dottedline.Api.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a user action costs the database: one commit, and a number of round trips that docs/performance.md states. */
@ProductTest
class CountsTest {

    /** No user action needs more; the dearest today sets money aside. */
    static final int MOST = 121;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private final Counts counts = new Counts();
    private Api api;

    @BeforeEach
    void people() {
        api = new Api(port);
    }

    @Test
    void everyUserActionIsOneCommit() {
        Caller secretary = api.as("board-secretary");
        Caller chair = api.as("board-chair");
        Caller billing = api.as("exec-billing");
        Caller strategist = api.as("strategist-billing");
        Caller developers = api.as("cm-developers");
        for (Caller caller : List.of(secretary, chair, billing, strategist, developers, api.as("exec-care"))) {
            caller.get("/api/v1/tasks").ok();
        }

        String goal = count("propose a goal", () -> secretary.post("/api/v1/goals", Walk.goal("billing", "care")))
                .ref();
        String approve = chair.taskId(goal, "ApproveBoardGoal");
        count("claim a task", () -> chair.post("/api/v1/tasks/" + approve + "/claim"));
        count("release a task", () -> chair.post("/api/v1/tasks/" + approve + "/release"));
        count(
                "assign a task",
                () -> chair.post("/api/v1/tasks/" + approve + "/assign", Map.of("person", "board-chair")));
        count(
                "ApproveBoardGoal (send-back, claimed before)",
                () -> chair.completeById(approve, fields("decision", "send-back", "reason", "Which products?")));
        complete(secretary, goal, "ReviseBoardGoal", "", Walk.goal("billing", "care"));
        complete(chair, goal, "ApproveBoardGoal", " (two lines of business)", Map.of("decision", "approve"));

        String objective = goal + ".O1";
        Map<String, Object> unready = Walk.objective("developers");
        unready.remove("baseline");
        complete(billing, objective, "CommitObjective", " (not ready)", unready);
        complete(billing, objective, "CommitObjective", " (ready)", Walk.objective("developers"));
        String initiative = objective + ".I1";
        complete(developers, initiative, "ProposeInitiative", "", Walk.proposal());
        complete(strategist, initiative, "AssessFit", "", Walk.judgement("strong", "above-150000"));
        complete(
                billing,
                initiative,
                "ApproveInitiative",
                " (changes)",
                Map.of("decision", "changes", "reason", "Which module?"));
        complete(developers, initiative, "ReviseInitiative", "", Walk.proposal());
        complete(strategist, initiative, "AssessFit", " (second round)", Walk.judgement("strong", "above-150000"));
        complete(billing, initiative, "ApproveInitiative", " (to countersign)", Map.of("decision", "approve"));
        complete(chair, initiative, "CountersignInitiative", "", Map.of("decision", "approve"));
        developers.task(initiative, "CloseInitiative");
        String further = count(
                        "open a further initiative",
                        () -> developers.post(
                                "/api/v1/trails/" + objective + "/initiatives", Map.of("community", "developers")))
                .ref();
        count("withdraw an initiative", () -> developers.withdraw(further, "It is the same as the first."));
        complete(
                billing,
                objective,
                "CloseObjective",
                " (extended)",
                fields(
                        "result", "extended",
                        "finalValue", "31",
                        "reason", "One release was not counted.",
                        "newDueOn", java.time.LocalDate.now().plusMonths(24).toString()));
        complete(
                billing,
                objective,
                "CloseObjective",
                " (missed)",
                fields(
                        "result", "missed",
                        "finalValue", "23",
                        "reason", "Two of three releases were cut before triage."));
        complete(developers, initiative, "CloseInitiative", "", Map.of("summary", "It has done its work."));
        count("withdraw an objective", () -> api.as("exec-care").withdraw(goal + ".O2", "It is done elsewhere."));
        complete(secretary, goal, "CloseBoardGoal", "", Map.of("result", "partly", "summary", "Billing got halfway."));

        counts.assertNoneNeedsMoreThan(MOST);
    }

    private void complete(Caller caller, String ref, String task, String how, Map<String, ?> fields) {
        String id = caller.taskId(ref, task);
        count(task + how, () -> caller.completeById(id, fields));
    }

    private Answer count(String action, Supplier<Answer> call) {
        atRest();
        return counts.of(action, call);
    }

    /** Where a job meets the action, the action is tried twice and counted twice: so none is under way. */
    private void atRest() {
        Api.soon(() -> assertThat(jdbc.sql("select count(*) from act_ru_job where type_ = 'message' and retries_ > 0")
                        .query(Integer.class)
                        .single())
                .isZero());
    }

    @Test
    void readingWritesNothing() {
        Walk walk = new Walk(api);
        String initiative = walk.assessed("strong", "to-150000");
        Caller billing = api.as("exec-billing");
        String task = billing.taskId(initiative, "ApproveInitiative");

        for (String path : List.of(
                "/api/v1/tasks",
                "/api/v1/tasks/" + task,
                "/api/v1/tasks/" + task + "/form",
                "/api/v1/trails",
                "/api/v1/trails/" + initiative,
                "/api/v1/trails/" + initiative + "/history",
                "/api/v1/trails/" + initiative + "/handovers")) {
            CountedDatabase.LOG.begin();
            billing.get(path).ok();
            assertThat(CountedDatabase.LOG.writingCommits()).as(path).isZero();
            assertThat(CountedDatabase.LOG.statements()).as(path).hasSizeBetween(1, 20);
            System.out.println("| GET " + path.replace(task, "{id}").replace(initiative, "{ref}") + " | "
                    + CountedDatabase.LOG.statements().size() + " |");
        }
    }

    @Test
    void keepingAFileIsOneCommitAndReadingTheListCostsTheSameForMany() {
        String files = "/trails/" + new Walk(api).proposedGoal("billing") + "/attachments";
        Visitor chair = Visitor.at(port, "board-chair");
        chair.open(files);
        CountedDatabase.LOG.begin();
        chair.upload(files, "file", "one.txt", new byte[] {'1'});
        assertThat(CountedDatabase.LOG.writingCommits())
                .as("commits of %s", CountedDatabase.LOG.statements())
                .isEqualTo(1);
        chair.upload(files, "file", "one.txt", new byte[] {'2'});
        int few = opening(chair, files);
        for (int number = 0; number < 4; number++) {
            chair.upload(files, "file", number + ".txt", new byte[] {'3'});
        }
        assertThat(opening(chair, files)).isEqualTo(few).isLessThan(25);
        System.out.println("| page /trails/{ref}/attachments | " + few + " |");
    }

    private static int opening(Visitor visitor, String path) {
        CountedDatabase.LOG.begin();
        visitor.open(path);
        assertThat(CountedDatabase.LOG.writingCommits()).isZero();
        return CountedDatabase.LOG.statements().size();
    }

    @Test
    void aRefusalWritesNothing() {
        Walk walk = new Walk(api);
        String goal = walk.proposedGoal("billing");
        Caller secretary = api.as("board-secretary");
        String task = secretary.taskId(goal, "ApproveBoardGoal");

        CountedDatabase.LOG.begin();
        secretary.completeById(task, Map.of("decision", "approve")).refused(403, "separation");
        assertThat(CountedDatabase.LOG.writingCommits()).isZero();
        CountedDatabase.LOG.begin();
        api.as("board-chair").completeById(task, Map.of("decision", "perhaps")).wrong("decision");
        assertThat(CountedDatabase.LOG.writingCommits()).isZero();
    }

    /** Listing a page costs the same for one task as for a hundred. */
    @Test
    void noListAsksInALoop() {
        Walk walk = new Walk(api);
        Caller secretary = api.as("board-secretary");
        walk.proposedGoal("billing");
        walk.proposedGoal("billing");
        walk.proposedGoal("billing");
        for (String path : List.of("/api/v1/tasks", "/api/v1/trails")) {
            CountedDatabase.LOG.begin();
            secretary.get(path + "?limit=1").ok();
            int one = CountedDatabase.LOG.statements().size();
            CountedDatabase.LOG.begin();
            assertThat(secretary.get(path + "?limit=3").ok().items()).hasSize(3);
            assertThat(CountedDatabase.LOG.statements()).as(path).hasSize(one);
        }
    }
}
