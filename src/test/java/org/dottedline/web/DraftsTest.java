package org.dottedline.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.dottedline.Api;
import org.dottedline.ProductTest;
import org.dottedline.Visitor;
import org.dottedline.Visitor.Sheet;
import org.dottedline.Walk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is typed and not sent off stays with who typed it. */
@ProductTest
class DraftsTest {

    private static final String SECRET = "a thought that nobody else reads";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private Api api;
    private Walk walk;

    @BeforeEach
    void start() {
        api = new Api(port);
        walk = new Walk(api);
    }

    private int drafts(String task) {
        return jdbc.sql("select count(*) from dottedline.task_draft where task = :task")
                .param("task", task)
                .query(Integer.class)
                .single();
    }

    @Test
    void aDraftIsThereAgainForItsWriterAloneAndGoesWithTheTask() {
        String objective = walk.approvedGoal("billing") + ".O1";
        String id = api.as("exec-billing").taskId(objective, "CommitObjective");
        Visitor executive = Visitor.at(port, "exec-billing");
        executive.open("/tasks/" + id);

        Sheet kept = executive.send(
                "/tasks/" + id + "/draft",
                "title",
                SECRET,
                "baseline",
                "not a number yet",
                "communities",
                "developers");
        assertThat(kept.path()).isEqualTo("/tasks/" + id);
        assertThat(kept.text()).contains("Kept as a draft. Only you see it.");

        Sheet again = Visitor.at(port, "exec-billing").open("/tasks/" + id);
        assertThat(again.tag("field-title")).contains(SECRET);
        assertThat(again.tag("field-baseline")).contains("not a number yet");
        assertThat(again.text())
                .containsPattern("Kept \\d\\d:\\d\\d · only you see it")
                .contains("Discard the draft");
        for (String other : java.util.List.of("board-chair", "pmo", "strategist-billing", "cm-developers", "admin")) {
            assertThat(Visitor.at(port, other).open("/tasks/" + id).html()).doesNotContain(SECRET);
        }
        assertThat(api.as("pmo").history(objective).toString()).doesNotContain(SECRET);
        assertThat(api.as("exec-billing").get("/api/v1/tasks/" + id).text()).doesNotContain(SECRET);

        walk.complete("exec-billing", objective, "CommitObjective", Walk.objective("developers"));
        assertThat(drafts(id)).isZero();
    }

    @Test
    void aDraftIsDiscarded() {
        String goal = walk.proposedGoal("billing");
        walk.complete("board-chair", goal, "ApproveBoardGoal", Map.of("decision", "send-back", "reason", "Which?"));
        String id = api.as("board-secretary").taskId(goal, "ReviseBoardGoal");
        Visitor secretary = Visitor.at(port, "board-secretary");
        secretary.open("/tasks/" + id);
        secretary.send("/tasks/" + id + "/draft", "title", SECRET);

        Sheet discarded = secretary.send("/tasks/" + id + "/draft/discard");

        assertThat(discarded.text()).contains("The draft is discarded.");
        assertThat(discarded.html()).doesNotContain(SECRET);
        assertThat(drafts(id)).isZero();
    }

    @Test
    void nobodyKeepsADraftOfWorkThatIsNotTheirsOrIsOver() {
        String goal = walk.proposedGoal("billing");
        String id = api.as("board-chair").taskId(goal, "ApproveBoardGoal");
        Visitor stranger = Visitor.at(port, "exec-billing");
        stranger.open("/tasks");
        assertThat(stranger.send("/tasks/" + id + "/draft", "reason", SECRET).status())
                .isEqualTo(404);

        Visitor chair = Visitor.at(port, "board-chair");
        chair.open("/tasks/" + id);
        chair.send("/tasks/" + id + "/draft", "reason", SECRET);
        walk.complete("board-chair", goal, "ApproveBoardGoal", Map.of("decision", "approve"));
        chair.open("/tasks");
        assertThat(chair.send("/tasks/" + id + "/draft", "reason", SECRET).status())
                .isEqualTo(409);
        assertThat(drafts(id)).isZero();
    }

    @Test
    void aDraftOfATaskThatWasWithdrawnIsForgottenWithTheNextOneKept() {
        String goal = walk.proposedGoal("billing");
        String id = api.as("board-chair").taskId(goal, "ApproveBoardGoal");
        Visitor chair = Visitor.at(port, "board-chair");
        chair.open("/tasks/" + id);
        chair.send("/tasks/" + id + "/draft", "reason", SECRET);
        api.as("board-secretary")
                .withdraw(goal, "The plans of the company have changed.")
                .is(202);
        assertThat(drafts(id)).isOne();

        String other = api.as("board-chair").taskId(walk.proposedGoal("care"), "ApproveBoardGoal");
        chair.open("/tasks/" + other);
        chair.send("/tasks/" + other + "/draft", "reason", "Which products?");
        assertThat(drafts(id)).isZero();
        assertThat(drafts(other)).isOne();
    }
}
