package org.dottedline.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.dottedline.Api;
import org.dottedline.ProductTest;
import org.dottedline.Visitor;
import org.dottedline.Visitor.Sheet;
import org.dottedline.Walk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Several tasks decided from the list, each on its own. */
@ProductTest
class DecideTogetherTest {

    @LocalServerPort
    private int port;

    private Api api;
    private Walk walk;

    @BeforeEach
    void start() {
        api = new Api(port);
        walk = new Walk(api);
    }

    private String approval(String initiative) {
        return api.as("exec-billing").taskId(initiative, "ApproveInitiative");
    }

    @Test
    void oneThatIsRefusedKeepsNoOtherFromBeingDoneAndStaysSelected() {
        String strong = walk.assessed("strong", "to-150000");
        String weak = walk.assessed("weak", "to-25000");
        String first = approval(strong);
        String second = approval(weak);
        Visitor executive = Visitor.at(port, "exec-billing");
        executive.open("/tasks");

        Sheet result = executive.send("/tasks/decide", "task", first, "task", second, "way", "approve", "reason", "");

        assertThat(result.path()).isEqualTo("/tasks");
        assertThat(result.text()).contains("What came of it", strong, weak, "Not done");
        api.as("exec-billing").get("/api/v1/tasks/" + first).refused(409, "moved-on");
        api.as("exec-billing").get("/api/v1/tasks/" + second).ok();
        Sheet filtered = executive.open("/tasks?ref=" + weak);
        // one alone is better opened
        assertThat(filtered.html()).contains("/tasks/" + second).doesNotContain("form=\"together\"");
    }

    @Test
    void whatWasRefusedIsStillTickedInTheListThatSaysSo() {
        String weak = walk.assessed("weak", "to-25000");
        String id = approval(weak);
        Visitor executive = Visitor.at(port, "exec-billing");
        executive.open("/tasks");

        Sheet result =
                executive.send("/tasks/decide", "task", id, "way", "send-back", "reason", " ", "list", "ref=" + weak);

        assertThat(result.path()).isEqualTo("/tasks");
        assertThat(result.text()).contains("Not done");
        assertThat(result.tag("together-reason")).isNotEmpty();
        assertThat(result.html()).containsPattern("value=\"" + id + "\" checked");

        Sheet sent = executive.send(
                "/tasks/decide", "task", id, "way", "send-back", "reason", "Which module?", "list", "ref=" + weak);
        assertThat(sent.text()).contains("Done");
        api.as("cm-developers").task(weak, "ReviseInitiative");
    }

    @Test
    void nothingOfOthersAndNothingWithoutAWayIsDecided() {
        String id = approval(walk.assessed("strong", "to-150000"));
        Visitor stranger = Visitor.at(port, "exec-care");
        stranger.open("/tasks");
        Sheet refused = stranger.send("/tasks/decide", "task", id, "way", "approve");
        assertThat(refused.text()).contains("Not done", "There is no such task for you.");

        Visitor executive = Visitor.at(port, "exec-billing");
        executive.open("/tasks");
        assertThat(executive.send("/tasks/decide", "way", "approve").text()).contains("Nothing was selected.");
        assertThat(executive.send("/tasks/decide", "task", id, "way", "perhaps").status())
                .isEqualTo(422);
        api.as("exec-billing").get("/api/v1/tasks/" + id).ok();
        String other = api.as("exec-billing").taskId(walk.approvedGoal("billing") + ".O1", "CommitObjective");
        assertThat(executive
                        .send("/tasks/decide", "task", other, "way", "approve")
                        .text())
                .contains("This task has no such way: open it.");
    }
}
