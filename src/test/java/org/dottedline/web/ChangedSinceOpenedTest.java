package org.dottedline.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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

/** Nobody decides on what is no longer so: a change since the page was opened is told, and nothing happens. */
@ProductTest
class ChangedSinceOpenedTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private Api api;
    private String initiative;
    private String id;
    private Visitor executive;
    private String seen;

    @BeforeEach
    void anExecutiveOpensADecision() {
        api = new Api(port);
        initiative = new Walk(api).assessed("strong", "to-150000");
        id = api.as("exec-billing").taskId(initiative, "ApproveInitiative");
        executive = Visitor.at(port, "exec-billing");
        seen = seen(executive.open("/tasks/" + id));
    }

    private static String seen(Sheet page) {
        return page.all("name=\"seen\" value=\"([^\"]+)\"").get(0);
    }

    private Sheet decide(String since) {
        return executive.send("/tasks/" + id, "decision", "changes", "reason", "Which module?", "seen", since);
    }

    @Test
    void whatTheDecisionRestsOnChanged() {
        jdbc.sql("update dottedline.initiative_approval set effect = 'two defects a release earlier' where ref = :ref")
                .param("ref", initiative)
                .update();

        Sheet told = decide(seen);

        assertThat(told.status()).isEqualTo(409);
        assertThat(told.text())
                .contains(
                        "This has changed since you opened it",
                        "Look again: How it fits.",
                        "two defects a release earlier",
                        "Which module?");
        api.as("exec-billing").get("/api/v1/tasks/" + id).ok();

        assertThat(decide(seen(told)).status()).isEqualTo(200);
        api.as("exec-billing").get("/api/v1/tasks/" + id).refused(409, "moved-on");
    }

    @Test
    void aColleagueSaidSomething() {
        Visitor strategist = Visitor.at(port, "strategist-billing");
        strategist.open("/trails/" + initiative + "/discussion");
        strategist.send("/trails/" + initiative + "/discussion", "text", "Wait: the vendor has just called.");

        Sheet told = decide(seen);

        assertThat(told.status()).isEqualTo(409);
        assertThat(told.text()).contains("Look again: the discussion.");
        api.as("exec-billing").get("/api/v1/tasks/" + id).ok();
    }

    @Test
    void aFileBesideItHasANewVersion() {
        String files = "/trails/" + initiative + "/attachments";
        Visitor strategist = Visitor.at(port, "strategist-billing");
        strategist.open(files);
        strategist.upload(files, "file", "fit.txt", "It fits.".getBytes(StandardCharsets.UTF_8));
        seen = seen(executive.open("/tasks/" + id));
        strategist.upload(files, "file", "fit.txt", "It does not fit at all.".getBytes(StandardCharsets.UTF_8));

        Sheet told = decide(seen);

        assertThat(told.status())
                .as("what counts as evidence is not what was looked at")
                .isEqualTo(409);
        api.as("exec-billing").get("/api/v1/tasks/" + id).ok();
    }

    @Test
    void whatTheOtherSideSaysAmongItselfChangesNothing() {
        Visitor manager = Visitor.at(port, "cm-developers");
        manager.open("/trails/" + initiative + "/discussion");
        manager.send("/trails/" + initiative + "/discussion", "text", "I hope they like it.");

        assertThat(seen(executive.open("/tasks/" + id))).isEqualTo(seen);
        assertThat(decide(seen).status()).isEqualTo(200);
        api.as("exec-billing").get("/api/v1/tasks/" + id).refused(409, "moved-on");
    }

    @Test
    void whatWasFilledInWronglyInBetweenIsStillMeasuredAgainstTheFirstLook() {
        jdbc.sql("update dottedline.initiative_approval set effect = 'none' where ref = :ref")
                .param("ref", initiative)
                .update();
        Sheet refused = executive.send("/tasks/" + id, "decision", "changes", "reason", "", "seen", seen);

        // the change comes first: nothing that was typed is judged on what is out of date
        assertThat(refused.status()).isEqualTo(409);
        assertThat(seen(refused)).isNotEqualTo(seen);
    }
}
