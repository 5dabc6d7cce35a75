package org.dottedline.web.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.dottedline.Api;
import org.dottedline.ProductTest;
import org.dottedline.Visitor;
import org.dottedline.Visitor.Sheet;
import org.dottedline.Walk;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the page of a trail says of how it went. */
@ProductTest
class TrailPageTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aReviewSaysWhatWasMeasuredAndAMissedObjectiveHasNoTick() {
        Walk walk = new Walk(new Api(port));
        String initiative = walk.approved();
        jdbc.sql("""
                        insert into handover (message, from_process, to_process, from_side, ref, at, payload, result)
                        values ('OutcomeReviewed', 'lob-objective', 'member-report', 'strategy', :ref, now(),
                                '{"review":2,"value":38,"baseline":40,"target":20}', 'delivered')""").param("ref", initiative).update();
        Visitor pmo = Visitor.at(port, "pmo");
        String objective = "/trails/" + Walk.objectiveOf(initiative);
        assertThat(pmo.open(objective).text())
                .contains("Outcome reviewed Measured 38; began at 40, target 20 to the community");
        assertThat(pmo.open(objective).text()).doesNotContain("Missed");

        walk.complete(
                "exec-billing",
                Walk.objectiveOf(initiative),
                "CloseObjective",
                Map.of("result", "missed", "finalValue", "38", "reason", "Two releases were cut."));

        Sheet page = pmo.open(objective);
        assertThat(page.html()).containsPattern("class=\"chip overdue\">.*<span>Missed</span>");
        assertThat(page.all("class=\"chip (closed)")).isEmpty();
    }
}
