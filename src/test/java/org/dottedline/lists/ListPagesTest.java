package org.dottedline.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.dottedline.Api;
import org.dottedline.Api.Answer;
import org.dottedline.ProductTest;
import org.dottedline.Visitor;
import org.dottedline.Visitor.Sheet;
import org.dottedline.Walk;
import org.dottedline.audit.ListKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists over all trails as the PMO reads them on pages, by API and in files, and nobody else. */
@ProductTest
class ListPagesTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private Api api;

    @BeforeEach
    void call() {
        api = new Api(port);
    }

    @Test
    void onlyThePmoReadsThem() {
        for (String stranger : List.of("exec-billing", "cm-developers", "admin", "board-chair", "controller")) {
            Visitor visitor = Visitor.at(port, stranger);
            for (String path : List.of("/lists", "/lists/approvals", "/lists/approvals.csv", "/lists/approvals.xlsx")) {
                assertThat(visitor.open(path).status())
                        .as(stranger + " " + path)
                        .isEqualTo(403);
            }
            assertThat(visitor.open("/tasks").html()).doesNotContain("href=\"/lists\"");
            assertThat(api.as(stranger).get("/api/v1/lists/approvals").status()).isEqualTo(403);
        }
        assertThat(Visitor.at(port, "pmo").open("/tasks").html()).contains("href=\"/lists\"");
    }

    @Test
    void eachListOpensAndSaysWhatItIs() {
        Visitor pmo = Visitor.at(port, "pmo");
        Sheet all = pmo.open("/lists");
        for (ListKind kind : ListKind.values()) {
            assertThat(all.html()).contains("href=\"/lists/" + kind.word() + "\"");
            assertThat(pmo.open("/lists/" + kind.word()).status()).isEqualTo(200);
            assertThat(api.as("pmo").get("/api/v1/lists/" + kind.word()).status())
                    .isEqualTo(200);
        }
        assertThat(pmo.open("/lists/approvals?ref=G987654").text())
                .contains("No entry , at and below G987654 .", "As of", "Each decision to approve");
        assertThat(pmo.open("/lists/nonsense").status()).isEqualTo(404);
        assertThat(api.as("pmo").get("/api/v1/lists/nonsense").status()).isEqualTo(404);
    }

    @Test
    void anApprovalStandsInItsListWithWhoAndWhy() {
        String initiative = new Walk(api).changesAsked();
        Answer answer = api.as("pmo").get("/api/v1/lists/approvals?ref=" + initiative);
        assertThat(answer.items()).hasSize(1);
        assertThat(answer.items().get(0))
                .containsEntry("element", "ApproveInitiative")
                .containsEntry("actor", "exec-billing")
                .containsEntry("role", "lob-executive.billing")
                .containsEntry("decided", "changes asked for")
                .containsKey("reason");

        Sheet page = Visitor.at(port, "pmo").open("/lists/approvals?from=&to=&unit=&ref=" + initiative.toLowerCase());
        assertThat(page.text())
                .contains(
                        "One entry , at and below " + initiative,
                        "Approve initiative changes asked for",
                        "LOB executive");
        assertThat(page.html()).contains("href=\"/trails/" + initiative + "/history\"");
        String goal = Walk.goalOf(initiative);
        assertThat(api.as("pmo")
                        .get("/api/v1/lists/approvals?unit=billing&limit=200&ref=" + goal)
                        .items())
                .extracting(row -> row.get("element"))
                .containsExactly("ApproveInitiative");
        assertThat(api.as("pmo").get("/api/v1/lists/approvals?ref=" + goal).items())
                .extracting(row -> row.get("element"))
                .containsExactly("ApproveInitiative", "ApproveBoardGoal");
    }

    @Test
    void pagesAndPartsGoOnByNumberAndKeepTheFilter() {
        withdrawn("G920001", 130, "Why");
        Visitor pmo = Visitor.at(port, "pmo");
        Sheet first = pmo.open("/lists/withdrawals?ref=G920001&from=2020-01-01");
        assertThat(first.text())
                .contains(
                        "50 of 130 entries , from 2020-01-01, at and below G920001",
                        "In the order in which they were recorded, the newest first.");
        Sheet second = pmo.open(next(first));
        Sheet third = pmo.open(next(second));
        assertThat(List.of(first, second, third))
                .extracting(page -> page.all("data-seq=\"([0-9]+)\"").size())
                .containsExactly(50, 50, 30);
        assertThat(third.text()).contains("30 of 130 entries", "To the newest").doesNotContain("Earlier entries");

        Answer part = api.as("pmo").get("/api/v1/lists/withdrawals?ref=G920001&limit=100");
        assertThat(part.items()).hasSize(100);
        Answer rest = api.as("pmo").get("/api/v1/lists/withdrawals?ref=G920001&limit=100&after=" + part.next());
        assertThat(rest.items()).hasSize(30);
        assertThat(rest.next()).isNull();
    }

    private static String next(Sheet page) {
        return page.all("href=\"(/lists/withdrawals[^\"]*after=[^\"]*)\"")
                .get(0)
                .replace("&amp;", "&");
    }

    @Test
    void aFilterThatCannotBeReadIsSaidWhereItStands() {
        Sheet page = Visitor.at(port, "pmo").open("/lists/funding?from=soon&ref=Q1&unit=nowhere");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text())
                .contains(
                        "Write the day like 2026-05-31.",
                        "A reference looks like",
                        "There is no such line of business");
        assertThat(page.tag("ref")).contains("Q1");
        assertThat(api.as("pmo")
                        .get("/api/v1/lists/funding?from=2026-02-01&to=2026-01-01")
                        .status())
                .isEqualTo(422);
        assertThat(api.as("pmo").get("/api/v1/lists/changes?ref=G1").status()).isEqualTo(422);
        assertThat(api.as("pmo").get("/api/v1/lists/funding?after=x").status()).isEqualTo(422);
    }

    @Test
    void filesHoldTheSameRowsAndAreDefused() {
        withdrawn("G920002", 3000, "=cmd()");
        Visitor pmo = Visitor.at(port, "pmo");
        Sheet csv = pmo.open("/lists/withdrawals.csv?ref=G920002");
        assertThat(csv.status()).isEqualTo(200);
        List<String> lines = csv.html().lines().toList();
        assertThat(lines).hasSize(3001);
        assertThat(lines.get(0)).startsWith("Number,When,Reference,What,Decided,Amount,Reason");
        assertThat(lines.get(1)).contains(",G920002,Withdrawn,", ",'=cmd(),");
        assertThat(pmo.open("/lists/withdrawals.xlsx?ref=G920002").status()).isEqualTo(200);
        assertThat(pmo.open("/lists/withdrawals.csv?ref=Q1").status()).isEqualTo(422);

        assertThat(pmo.open("/lists/withdrawals.xlsx?ref=G920003").html()).startsWith("PK");
    }

    @Test
    void whatAControllerAskedForIsToldWithWhatTheRuleMadeOfItAndIsNoAmount() {
        funding("G920010", "[{\"income\":\"1\",\"monthly\":\"10000.00\"}]", false);
        funding("G920010", "[{\"income\":\"1\",\"monthly\":\"8750.00\"}]", true);
        entry("G920010", "task-completed", "ReviewFunding", "{\"decision\":\"refuse\"}", null, null);
        assertThat(api.as("pmo").get("/api/v1/lists/funding?ref=G920010").items())
                .extracting(row -> row.get("decided"), row -> row.get("amount"))
                .containsExactly(
                        tuple("refused by the controller", null),
                        tuple("of Developer Community", "105000.00"),
                        tuple("asked to set aside 105,000.00 EUR: set aside", null),
                        tuple("asked to set aside 120,000.00 EUR: refused by the rule, below the floor", null));
        assertThat(Visitor.at(port, "pmo")
                        .open("/lists/funding.csv?ref=G920010")
                        .html())
                .contains("\"asked to set aside 120,000.00 EUR: refused by the rule, below the floor\",,");
    }

    @Test
    void aMissedDateSaysWhoseTaskItWasAndHowLateItWasDone() {
        String late = "{\"dueOn\":\"2020-01-03\",\"whose\":\"strategist.billing\"}";
        entry("G920011.O1.I1", "deadline-passed", "AssessFit", late, null, "g920011-done");
        entry("G920011.O1.I1", "deadline-passed", "AssessFit", "{\"dueOn\":\"2020-01-01\"}", null, "g920011-gone");
        entry("G920011.O1.I1", "task-completed", "AssessFit", "{\"fit\":\"strong\"}", null, "g920011-done");
        assertThat(api.as("pmo").get("/api/v1/lists/deadlines?ref=G920011").items())
                .extracting(row -> row.get("decided"), row -> row.get("role"))
                .containsExactly(
                        tuple("was due on 1 January 2020, ended undone", null),
                        tuple("was due on 3 January 2020, done 2 days late", "strategist.billing"));
        assertThat(Visitor.at(port, "pmo").open("/lists/deadlines?ref=G920011").text())
                .contains("2 days late Strategist, Billing Products G920011.O1.I1");
    }

    /** A controller asks, the rule answers, and the money is set aside where that holds. */
    private void funding(String ref, String picks, boolean holds) {
        entry(
                ref,
                "task-completed",
                "ReviewFunding",
                "{\"decision\":\"reserve\",\"months\":12,\"picks\":" + picks + "}",
                null,
                null);
        String rule =
                "{\"rules\":[\"" + (holds ? "Holds" : "BelowFloor") + "\"],\"outputs\":[{\"holds\":" + holds + "}]}";
        entry(ref, "rule-asked", "GuardRunRate", null, rule, null);
        if (holds) {
            entry(ref, "money-reserve", null, "{\"unit\":\"developers\",\"amount\":\"105000.00\"}", null, null);
        }
    }

    private void entry(
            String ref,
            String kind,
            @Nullable String element,
            @Nullable String after,
            @Nullable String decision,
            @Nullable String task) {
        jdbc.sql("""
                        insert into record (at, ref, side, kind, element, actor, role, after, decision, task)
                        values (timestamptz '2020-01-05 10:00Z', :ref, 'strategy', :kind, :element, 'system',
                                case when :kind = 'task-completed' then 'strategist.billing' end, :after::json, :decision::json, :task)""")
                .param("ref", ref)
                .param("kind", kind)
                .param("element", element)
                .param("after", after)
                .param("decision", decision)
                .param("task", task)
                .update();
    }

    @Test
    void changesOfPeopleSayWhatWasAndWhatIs() {
        api.as("admin").put("/api/v1/people/lists-pia", Map.of("name", "Pia", "roles", List.of("strategist.billing")));
        api.as("admin").put("/api/v1/people/lists-pia", Map.of("name", "Pia", "roles", List.of("sourcing")));
        List<Map<String, Object>> rows =
                api.as("pmo").get("/api/v1/lists/changes?unit=billing&limit=2").items();
        assertThat(rows.get(0).get("decided").toString())
                .contains("lists-pia: roles: Strategist, Billing")
                .endsWith("→ Sourcing manager");
        assertThat(rows.get(0)).containsEntry("actor", "admin").containsEntry("what", "Person changed");
    }

    private void withdrawn(String ref, int count, String reason) {
        jdbc.sql("""
                        insert into record (at, ref, side, kind, actor, role, after, reason)
                        select timestamptz '2020-01-01Z', :ref, 'strategy', 'withdrawn', 'exec-billing', 'lob-executive.billing',
                               '{"with":"G1"}', :reason
                          from generate_series(1, :count)""")
                .param("ref", ref)
                .param("reason", reason)
                .param("count", count)
                .update();
    }
}
