package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.dottedline.Visitor.Sheet;
import org.dottedline.engine.UserAction;
import org.dottedline.funding.Cost;
import org.dottedline.funding.Funding;
import org.dottedline.trail.Ref;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The alignment map as each side sees it. */
@ProductTest
class MapTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Funding funding;

    @Autowired
    private UserAction action;

    private Api api;
    private Walk walk;

    @BeforeEach
    void start() {
        api = new Api(port);
        walk = new Walk(api);
    }

    private Sheet map(String login) {
        Sheet sheet = Visitor.at(port, login).open("/map");
        assertThat(sheet.status()).isEqualTo(200);
        return sheet;
    }

    /** The trails that boxes lead to, each once. */
    private static List<String> boxes(Sheet sheet) {
        return sheet.all("href=\"/trails/([^\"]+)\" class=\"map-box").stream()
                .distinct()
                .toList();
    }

    private static List<String> named(Sheet sheet, String gap) {
        return sheet.all("<strong>" + gap + "</strong>\\s*<a href=\"/trails/([^\"]+)\"");
    }

    @Test
    void everybodySeesTheMapCutToTheirOwn() {
        String goal = walk.approvedGoal("billing", "care");
        walk.complete("exec-billing", goal + ".O1", "CommitObjective", Walk.objective("developers"));
        String initiative = goal + ".O1.I1";
        walk.complete("cm-developers", initiative, "ProposeInitiative", Walk.proposal());

        assertThat(boxes(map("pmo"))).contains(goal, goal + ".O1", goal + ".O2", initiative);
        assertThat(boxes(map("exec-billing")))
                .contains(goal, goal + ".O1", initiative)
                .doesNotContain(goal + ".O2");
        assertThat(boxes(map("cm-developers")))
                .contains(goal, goal + ".O1", initiative)
                .doesNotContain(goal + ".O2");
        assertThat(boxes(map("cm-users"))).doesNotContain(goal, goal + ".O1", initiative);
        assertThat(boxes(map("admin"))).isEmpty();
    }

    @Test
    void whatNobodyWorksOnIsNamed() {
        String asked = walk.proposedGoal("billing");
        String starved = walk.approvedGoal("billing");
        String goal = walk.approvedGoal("billing", "care");
        walk.complete("exec-billing", goal + ".O1", "CommitObjective", Walk.objective("developers"));
        api.as("cm-developers").task(goal + ".O1.I1", "ProposeInitiative");

        Sheet pmo = map("pmo");
        assertThat(named(pmo, "Nobody works on this goal: no objective is committed yet"))
                .contains(starved)
                .doesNotContain(goal, asked);
        assertThat(named(pmo, "[^<]*"))
                .as("not approved yet, or said of the goal")
                .doesNotContain(asked, starved + ".O1");
        assertThat(named(pmo, "This objective is not committed yet"))
                .contains(goal + ".O2")
                .doesNotContain(goal + ".O1");
        assertThat(named(pmo, "No initiative serves this objective")).doesNotContain(goal + ".O1", goal + ".O2");

        walk.complete(
                "cm-developers", goal + ".O1.I1", "ProposeInitiative", Map.of("decision", "decline", "reason", "No."));
        Sheet billing = map("exec-billing");
        assertThat(named(billing, "No initiative serves this objective")).contains(goal + ".O1");
        assertThat(named(billing, "[^<]*")).doesNotContain(goal);
    }

    @Test
    void whoDoesNotSeeEverythingIsNotToldThatNobodyWorks() {
        String goal = walk.approvedGoal("billing", "care");
        walk.complete("exec-billing", goal + ".O1", "CommitObjective", Walk.objective("developers"));
        api.as("cm-developers").task(goal + ".O1.I1", "ProposeInitiative");

        Sheet care = map("exec-care");
        assertThat(care.text()).doesNotContain("Nobody works on this goal");
        assertThat(named(care, "No objective here that you can see is committed yet"))
                .contains(goal);
    }

    @Test
    void aRequestThatOutlivesItsObjectiveIsNamed() {
        String initiative = walk.approved();
        String request = api.as("cm-developers")
                .post("/api/v1/trails/" + initiative + "/requests", Map.of("title", "Defect reporting"))
                .ref();
        assertThat(named(map("pmo"), "This request serves no open objective")).doesNotContain(request);

        walk.complete(
                "exec-billing",
                Walk.objectiveOf(initiative),
                "CloseObjective",
                Map.of("result", "missed", "finalValue", "38", "reason", "Two releases were cut."));

        assertThat(named(map("pmo"), "This request serves no open objective")).contains(request);
        assertThat(named(map("cm-developers"), "This request serves no open objective"))
                .contains(request);
    }

    @Test
    void moneyIsToldToStrategyAndOversightAlone() {
        String initiative = walk.approved();
        String request = api.as("cm-developers")
                .post("/api/v1/trails/" + initiative + "/requests", Map.of("title", "Defect reporting"))
                .ref();
        Ref ref = Ref.of(request);
        Cost cost = new Cost(new BigDecimal("43210.00"), new BigDecimal("0.00"), 4);
        action.run(() -> funding.payFromBudget(ref, "billing", cost));

        assertThat(map("pmo").text()).contains("43,210.00 EUR set aside");
        assertThat(map("exec-billing").text()).contains("43,210.00 EUR set aside");
        Sheet community = map("cm-developers");
        assertThat(boxes(community)).contains(request);
        assertThat(community.html()).doesNotContain("43,210");
        assertThat(
                        community
                                .all(
                                        "class=\"ribbon [a-z]+\" d=\"[^\"]*[0-9] [^\"]*C[^\"]*\" stroke-width=\"([^\"]+)\"")
                                .stream()
                                .distinct())
                .contains("6.0")
                .isSubsetOf("6.0", "3.0");
        action.run(() -> funding.release(ref));
    }

    @Test
    void aNeedThatWaitsIsNamedOnceItsLineOfBusinessWasTold() {
        String need = api.as("cm-developers")
                .post("/api/v1/needs", Map.of("lob", "billing", "title", "A test system"))
                .ref();
        assertThat(named(map("pmo"), "This member need waits for an answer")).doesNotContain(need);

        walk.complete(
                "cm-developers",
                need,
                "DescribeNeed",
                Map.of(
                        "title", "A test system",
                        "need", "Members have nowhere to try things.",
                        "groups", List.of("customers"),
                        "evidence", "Forty posts in a month."));
        api.as("exec-billing").task(need, "AnswerNeed");

        for (String login : List.of("pmo", "exec-billing", "cm-developers")) {
            assertThat(named(map(login), "This member need waits for an answer"))
                    .contains(need);
        }
        assertThat(map("exec-care").html()).doesNotContain("\"/trails/" + need + "\"");
    }

    @Test
    void thePictureHasItsNameItsTwinAndNothingInline() {
        String initiative = walk.approved();
        walk.approvedGoal("care");
        Sheet sheet = map("pmo");

        assertThat(sheet.html())
                .contains("<title id=\"map-name\">Alignment map</title>", "<desc id=\"map-says\">")
                .doesNotContain(" style=", "<style", "onclick");
        assertThat(sheet.all("(<script(?![^>]*\\bsrc=))")).isEmpty();
        assertThat(sheet.html().substring(sheet.html().indexOf("class=\"map-tree\"")))
                .contains("href=\"/trails/" + initiative + "\"");
        assertThat(sheet.tag("missing")).isNotEmpty();
        assertThat(sheet.all("href=\"(/map)\" aria-current=\"page\"")).isNotEmpty();
        assertThat(map("admin").html()).contains("Nothing on the map yet").doesNotContain("href=\"/map\"><span");
    }

    @Test
    void itCostsTheSameForOneTrailAndForTwenty() {
        walk.invited();
        for (String login : List.of("pmo", "cm-developers")) {
            Visitor visitor = Visitor.at(port, login);
            int one = count(visitor);
            for (int i = 0; i < 20; i++) {
                walk.proposedGoal("billing");
            }
            walk.invited();
            walk.approved();
            assertThat(count(visitor)).as(login).isEqualTo(one).isLessThanOrEqualTo(12);
        }
    }

    @Test
    void theListOfTrailsAsksNothingForEachTrail() {
        walk.invited();
        api.as("cm-developers").post("/api/v1/needs", Map.of("lob", "billing", "title", "One"));
        for (String login : List.of("pmo", "cm-developers")) {
            Visitor visitor = Visitor.at(port, login);
            for (int i = 0; i < 5; i++) {
                walk.proposedGoal("billing");
                api.as("cm-developers").post("/api/v1/needs", Map.of("lob", "billing", "title", "Need " + i));
            }
            walk.approved();
            // one more or less, by which kinds of steps stand on the page; not one for each of its dozen steps
            assertThat(count(visitor, "/trails")).as(login).isLessThanOrEqualTo(14);
            listed(login);
            assertThat(listed(login)).as(login).isLessThanOrEqualTo(10);
        }
    }

    private int listed(String login) {
        CountedDatabase.LOG.begin();
        api.as(login).get("/api/v1/trails").ok();
        return CountedDatabase.LOG.statements().size();
    }

    private static int count(Visitor visitor) {
        return count(visitor, "/map");
    }

    private static int count(Visitor visitor, String path) {
        CountedDatabase.LOG.begin();
        assertThat(visitor.open(path).status()).isEqualTo(200);
        assertThat(CountedDatabase.LOG.writingCommits()).isZero();
        return CountedDatabase.LOG.statements().size();
    }
}
