package org.dottedline.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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

/** Each side discusses a step among itself; who is named is told. */
@ProductTest
class DiscussionTest {

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

    private Visitor as(String login) {
        return Visitor.at(port, login);
    }

    private Sheet say(String login, String ref, String text) {
        Visitor visitor = as(login);
        visitor.open("/trails/" + ref + "/discussion");
        return visitor.send("/trails/" + ref + "/discussion", "text", text);
    }

    @Test
    void eachSideReadsItsOwnAndThePmoBoth() {
        String initiative = walk.proposed();
        assertThat(say("exec-billing", initiative, "Strategy thinks: <b>which module?</b>")
                        .text())
                .contains("Strategy thinks: ");
        say("cm-developers", initiative, "Community thinks: members will love it.");

        assertThat(as("strategist-billing")
                        .open("/trails/" + initiative + "/discussion")
                        .text())
                .contains("Strategy thinks")
                .doesNotContain("Community thinks");
        assertThat(as("cm-developers")
                        .open("/trails/" + initiative + "/discussion")
                        .text())
                .contains("Community thinks")
                .doesNotContain("Strategy thinks");
        assertThat(as("pmo").open("/trails/" + initiative + "/discussion").text())
                .contains("Strategy thinks", "Community thinks");
        for (String stranger : List.of("cm-users", "exec-care", "admin")) {
            assertThat(as(stranger)
                            .open("/trails/" + initiative + "/discussion")
                            .status())
                    .as(stranger)
                    .isEqualTo(404);
        }
        assertThat(as("exec-billing").open("/trails/" + initiative).text()).contains("Discussion (1)");
        assertThat(as("pmo").open("/trails/" + initiative).text()).contains("Discussion (2)");
        assertThat(as("exec-billing")
                        .open("/trails/" + initiative + "/discussion")
                        .html())
                .contains("&lt;b&gt;which module?&lt;/b&gt;");
        for (String login : List.of("cm-developers", "pmo")) {
            assertThat(api.as(login).history(initiative).toString()).doesNotContain("Strategy thinks");
        }
    }

    @Test
    void whoeverOfOnesOwnSideIsNamedIsTold() {
        String initiative = walk.proposed();
        String text = "Look at this, @strategist-billing, @cm-developers, @exec-care and edith@exec-billing.example: "
                + initiative;
        say("exec-billing", initiative, text);

        assertThat(as("strategist-billing").open("/tasks").text()).contains("Said to you", text);
        for (String other : List.of("cm-developers", "exec-care", "exec-billing", "pmo")) {
            assertThat(as(other).open("/tasks").text()).as(other).doesNotContain(text);
        }
    }

    @Test
    void nothingAndTooMuchAreRefusedAndStayWhereTheyWereTyped() {
        String goal = walk.proposedGoal("billing");
        assertThat(say("board-chair", goal, "  ").status()).isEqualTo(422);
        Sheet tooLong = say("board-chair", goal, "x".repeat(4001));
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.text()).contains("At most 4000 characters fit here.");
        assertThat(tooLong.html()).contains("x".repeat(4001));
        Visitor pmo = as("pmo");
        assertThat(pmo.open("/trails/" + goal + "/discussion").html()).doesNotContain("<textarea");
        assertThat(pmo.send("/trails/" + goal + "/discussion", "text", "I say so.")
                        .status())
                .isEqualTo(403);
        assertThat(jdbc.sql("select count(*) from dottedline.remark where ref = :ref")
                        .param("ref", goal)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aRemarkThatIsSentTwiceIsSaidOnce() {
        String goal = walk.proposedGoal("billing");
        String place = "/trails/" + goal + "/discussion";
        Visitor chair = as("board-chair");
        String once = chair.open(place).all("name=\"once\" value=\"([^\"]+)\"").get(0);
        assertThat(chair.send(place, "text", " ", "once", once).all("name=\"once\" value=\"([^\"]+)\""))
                .as("a refused one keeps its key")
                .containsExactly(once);
        chair.send(place, "text", "Said once.", "once", once);
        chair.send(place, "text", "Said once.", "once", once);
        assertThat(said(goal)).isEqualTo(1);
        chair.send(place, "text", "Another.", "once", once);
        String again = chair.open(place).all("name=\"once\" value=\"([^\"]+)\"").get(0);
        chair.send(place, "text", "Said once.", "once", again);
        assertThat(said(goal)).as("other words, and the same words later").isEqualTo(3);
    }

    private int said(String ref) {
        return jdbc.sql("select count(*) from dottedline.remark where ref = :ref")
                .param("ref", ref)
                .query(Integer.class)
                .single();
    }

    @Test
    void whatWasSaidStays() {
        String goal = walk.proposedGoal("billing");
        say("board-chair", goal, "This stays.");
        for (String change : List.of("update dottedline.remark set text = 'other'", "delete from dottedline.remark")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).isInstanceOf(RuntimeException.class);
        }
        assertThat(as("board-secretary").open("/trails/" + goal + "/discussion").text())
                .contains("This stays.");
    }
}
