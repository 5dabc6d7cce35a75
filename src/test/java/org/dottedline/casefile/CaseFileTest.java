package org.dottedline.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dottedline.Api;
import org.dottedline.ProductTest;
import org.dottedline.Visitor;
import org.dottedline.Visitor.Sheet;
import org.dottedline.Walk;
import org.dottedline.audit.CaseKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Oversight finds out who decided what, when and on what, and nobody else sees that it could. */
@ProductTest
class CaseFileTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private Api api;
    private Walk walk;
    private Visitor pmo;

    @BeforeEach
    void signIn() {
        api = new Api(port);
        walk = new Walk(api);
        pmo = Visitor.at(port, "pmo");
    }

    @Test
    void oversightAloneSeesIt() {
        String initiative = walk.assessed("strong", "to-150000");
        String file = "/trails/" + initiative + "/case";
        Sheet page = pmo.open(file);
        String run = process(page, "Initiative approval");
        String entry = page.all("data-seq=\"([0-9]+)\"").get(0);
        List<String> pages = List.of(file, file + "/" + entry, file + run, file + run + "/model", file + run + "/path");
        for (String path : pages) {
            assertThat(pmo.open(path).status()).as(path).isEqualTo(200);
        }
        for (String stranger : List.of("exec-billing", "board-chair", "cm-developers", "cm-users", "admin")) {
            Visitor visitor = Visitor.at(port, stranger);
            for (String path : pages) {
                assertThat(visitor.open(path).status())
                        .as(stranger + " " + path)
                        .isEqualTo(404);
            }
        }
        assertThat(Visitor.at(port, "exec-billing")
                        .open("/trails/" + initiative)
                        .html())
                .doesNotContain("/case\"");
        assertThat(pmo.open("/trails/" + initiative).html()).contains("href=\"" + file + "\"");
        assertThat(pmo.open("/trails/" + initiative + "/history").html()).contains("href=\"" + file + "\"");
        assertThat(pmo.open("/lists/approvals").html()).containsPattern("href=\"/trails/[GO.I0-9R]+/case/[0-9]+\"");
    }

    @Test
    void bothShoresStandInOneTimelineWithTheirHandoversInOrder() {
        String initiative = walk.changesAsked();
        Sheet page = pmo.open("/trails/" + Walk.goalOf(initiative) + "/case");

        List<String> places = page.all("case-entry at-([a-z]+)");
        assertThat(places).contains("strategy", "community", "across");
        String text = page.text();
        List<String> told = List.of(
                "Board goal proposed",
                "Approve board goal approved",
                "Commit objective",
                "Objective committed to the community",
                "Propose initiative",
                "Initiative proposed to strategy",
                "Assess fit strong",
                "Approve initiative changes asked for",
                "Which module?",
                "Changes asked for to the community");
        List<Integer> found = told.stream().map(text::indexOf).toList();
        assertThat(found).as(text).doesNotContain(-1).isSorted();
        assertThat(page.all("data-seq=\"([0-9]+)\"").stream().map(Long::valueOf).toList())
                .isSorted()
                .hasSize(places.size());
    }

    @Test
    void pagesGoOnByNumberAndShowEachEntryOnce() {
        String goal = walk.proposedGoal("billing");
        written(goal, 120);
        for (String order : List.of("", "newest")) {
            List<String> seen = new ArrayList<>();
            List<Integer> sizes = new ArrayList<>();
            String next = "/trails/" + goal + "/case?order=" + order;
            while (next != null) {
                Sheet page = pmo.open(next);
                assertThat(page.text()).contains("121 entries").contains("As of");
                List<String> numbers = page.all("data-seq=\"([0-9]+)\"");
                sizes.add(numbers.size());
                seen.addAll(numbers);
                next = page.all("rel=\"next\" href=\"([^\"]+)\"").stream()
                        .findFirst()
                        .map(address -> address.replace("&amp;", "&"))
                        .orElse(null);
            }
            assertThat(sizes).containsExactly(50, 50, 21);
            assertThat(new LinkedHashSet<>(seen)).hasSize(121);
            List<Long> numbers = seen.stream().map(Long::valueOf).toList();
            assertThat(numbers)
                    .isSortedAccordingTo(
                            order.isEmpty()
                                    ? java.util.Comparator.naturalOrder()
                                    : java.util.Comparator.reverseOrder());
        }
    }

    @Test
    void itIsFilteredBySideKindPersonReferenceAndPeriod() {
        String initiative = walk.changesAsked();
        String file = "/trails/" + Walk.goalOf(initiative) + "/case";
        int all = count(pmo.open(file));

        Sheet community = pmo.open(file + "?side=community");
        assertThat(community.text()).contains("Propose initiative", "entries : Community");
        assertThat(community.html()).doesNotContain("at-strategy");
        assertThat(pmo.open(file + "?kind=handovers").all("case-entry at-([a-z]+)"))
                .containsOnly("across");
        Sheet hers = pmo.open(file + "?person=strategist-billing&kind=decisions");
        assertThat(count(hers)).isEqualTo(1);
        assertThat(hers.text()).contains("Assess fit");
        assertThat(count(pmo.open(file + "?below=" + initiative))).isBetween(1, all - 1);
        assertThat(count(pmo.open(file + "?to=2020-01-01"))).isZero();
        assertThat(pmo.open(file + "?to=2020-01-01").text()).contains("No entry", "Show everything");
        int kinds = 0;
        for (CaseKind kind : CaseKind.values()) {
            kinds += count(pmo.open(file + "?kind=" + kind.word()));
        }
        assertThat(kinds).as("each entry is of one kind").isCloseTo(all, within(0));
    }

    @Test
    void aFilterThatCannotBeReadIsSaidWhereItStands() {
        String goal = walk.proposedGoal("billing");
        Sheet page = pmo.open("/trails/" + goal + "/case?side=left&kind=x&below=G987654&from=soon&person=%22");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text())
                .contains(
                        "There is no such side.",
                        "There is no such kind of entry.",
                        "Choose a reference at or below this one",
                        "Write the day like 2026-05-31.",
                        "Nobody can have such a login.");
        assertThat(page.tag("from")).contains("soon");
        assertThat(pmo.open("/trails/" + goal + "/case?after=x").status()).isEqualTo(422);
    }

    @Test
    void theRuleThatFiredIsShownWithWhatItWasAskedAndSaid() {
        String initiative = walk.approved();
        String entry = entry(initiative, "rules", "Pick approval route");
        Sheet page = pmo.open("/trails/" + initiative + "/case/" + entry);
        assertThat(page.text())
                .contains(
                        "Approval route, version",
                        "Asked with Strategic fit strong Budget band 100,000 to 150,000 EUR",
                        "It said",
                        "The rule that fired",
                        "Within the executives band fired",
                        "Initiative approval, version");
        assertThat(page.all("<tr class=\"(fired)\""))
                .as("in the excerpt and in the whole table")
                .hasSize(2);
        assertThat(pmo.open("/trails/" + initiative + "/case/" + (Long.parseLong(entry) + 1_000_000))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anEntryOpensToWhoInWhichRoleWithWhichFormAndWhatStoodBefore() {
        String initiative = walk.assessed("weak", "to-25000");
        Sheet page = pmo.open("/trails/" + initiative + "/case/" + entry(initiative, "decisions", "Assess fit"));
        assertThat(page.text())
                .contains(
                        "Strategist, Billing Products",
                        "What Filled in Strategic fit weak",
                        "Form of “Assess fit”, version 1 of Initiative approval",
                        "What stood there when it was made Initiative proposed");
        assertThat(page.html()).containsPattern("href=\"/trails/" + initiative + "/case/process/[0-9a-f-]+\"");
    }

    @Test
    void oldAndNewStandSideBySide() {
        String goal = walk.proposedGoal("billing");
        Map<String, Object> better = Walk.goal("billing");
        walk.complete(
                "board-chair", goal, "ApproveBoardGoal", Map.of("decision", "send-back", "reason", "Say it shorter."));
        better.put("title", "Better products");
        walk.complete("board-secretary", goal, "ReviseBoardGoal", better);

        Sheet page = pmo.open("/trails/" + goal + "/case/" + entry(goal, "decisions", "Revise board goal"));
        assertThat(page.html())
                .contains("<del>Improve the quality of our products</del>", "<ins>Better products</ins>");
        assertThat(page.html()).doesNotContain("<del>Customers find defects");
    }

    @Test
    void whatTheRecordWithholdsIsSaid() {
        String goal = walk.proposedGoal("billing");
        jdbc.sql("""
                        insert into record (at, ref, side, process, version, element, kind, actor, role, after)
                        values (now(), :ref, 'community', 'member-research', 1, 'SubmitResearch', 'task-completed', 'cm-developers',
                                'community-manager.developers', '{"results":"3 rows","summary":"They want it."}')""").param("ref", goal).update();
        assertThat(pmo.open("/trails/" + goal + "/case").text())
                .contains("Not shown (3 rows). The record keeps that it was given", "They want it.");
    }

    @Test
    void aPickedIncomeHasItsNameAndARefusalSaysWhatTheRuleSaid() {
        String goal = walk.proposedGoal("billing");
        Map<String, Object> income = jdbc.sql("select id, name from income_line order by id limit 1")
                .query()
                .singleRow();
        jdbc.sql("""
                        insert into record (at, ref, side, process, version, element, kind, actor, role, after)
                        values (now(), :ref, 'strategy', 'funding-check', 1, 'ReviewFunding', 'task-completed', 'controller', 'finance',
                                :after::json)""")
                .param("ref", goal)
                .param(
                        "after",
                        "{\"decision\":\"reserve\",\"months\":12,\"picks\":[{\"income\":\"" + income.get("id")
                                + "\",\"monthly\":\"10000.00\"}]}")
                .update();
        ruled(goal, "GuardRunRate", """
                {"table":"run-rate-guard","version":1,"facts":{"monthsBelowFloor":12},"rules":["BelowFloor"],
                 "outputs":[{"holds":false,"reason":"Below in 12 of the next twelve months."}]}""");

        assertThat(pmo.open("/trails/" + goal + "/case").text())
                .contains(
                        "Review funding asked to set aside 120,000.00 EUR: refused by the rule, below the floor",
                        "Income: " + income.get("name") + "; A month: 10,000.00 EUR",
                        "For how many months 12");
        String rule = pmo.open("/trails/" + goal + "/case/" + entry(goal, "rules", "Guard run rate"))
                .text();
        assertThat(rule).contains("Does it hold? no", "false Below in 12 of the next twelve months.");
        assertThat(rule).doesNotContain("string(");
    }

    @Test
    void aTableThatIsAskedOfSeveralSaysOfWhich() {
        String goal = walk.proposedGoal("billing");
        ruled(
                goal,
                "JudgeResults",
                "{\"table\":\"research-verdict\",\"version\":1,\"facts\":{\"group\":\"partners\"}}");
        ruled(goal, "RecommendSourcing", "{\"table\":\"sourcing\",\"version\":1,\"facts\":{},\"about\":\"Vendor A\"}");
        assertThat(pmo.open("/trails/" + goal + "/case?kind=rules").text())
                .contains("Judge results: partners", "Recommend sourcing: Vendor A");
    }

    private void ruled(String ref, String element, String decision) {
        jdbc.sql("""
                        insert into record (at, ref, side, element, kind, actor, decision)
                        values (now(), :ref, 'strategy', :element, 'rule-asked', 'system', :decision::json)""")
                .param("ref", ref)
                .param("element", element)
                .param("decision", decision)
                .update();
    }

    @Test
    void whatChangedMeanwhileOfWhatItDependsOnIsPartOfIt() {
        String initiative = walk.invited();
        String elsewhere = walk.proposedGoal("care");
        api.as("controller")
                .post(
                        "/api/v1/limits",
                        Map.of("key", "floor", "unit", "developers", "value", "4000.00", "from", "2099-01-01"))
                .is(201);
        String found = pmo.open("/trails/" + Walk.goalOf(initiative) + "/case?kind=changes")
                .text();
        assertThat(found).contains("Limit proposed", "Mei Tanaka");
        assertThat(pmo.open("/trails/" + elsewhere + "/case?kind=changes").text())
                .doesNotContain("Limit proposed");
    }

    @Test
    void thePathIsDrawnOnTheModelOfTheVersionThatRanAndToldInWords() throws IOException {
        String initiative = walk.assessed("strong", "to-150000");
        String file = "/trails/" + Walk.goalOf(initiative) + "/case";
        String run = file + process(pmo.open(file), "Initiative approval");

        Sheet page = pmo.open(run);
        assertThat(page.text())
                .contains("initiative-approval version", "Initiative proposed start", "Assess fit task of people")
                .containsPattern("Approve initiative task of people here now")
                .contains("Strategist, Billing Products");
        assertThat(pmo.open(run + "/model").html())
                .isEqualTo(new String(
                        Files.readAllBytes(java.nio.file.Path.of("processes/3-initiative/initiative-approval.bpmn")),
                        StandardCharsets.UTF_8));
        Map<?, ?> path = JsonMapper.shared().readValue(pmo.open(run + "/path").html(), Map.class);
        assertThat(path.get("present")).isEqualTo(List.of("ApproveInitiative"));
        assertThat((List<?>) path.get("done")).asString().contains("AssessFit").doesNotContain("ApproveInitiative");
        assertThat((List<?>) path.get("taken")).isNotEmpty();

        assertThat(pmo.open("/trails/" + walk.proposedGoal("billing") + "/case" + run.substring(file.length()))
                        .status())
                .as("it belongs to another trail")
                .isEqualTo(404);
        assertThat(pmo.open(file + "/process/nonsense").status()).isEqualTo(404);
    }

    @Test
    void eachKindOfEntryIsOfOneKindOfTheCaseFile() throws IOException {
        List<String> named = Arrays.stream(CaseKind.values())
                .flatMap(kind -> kind.entries().stream())
                .toList();
        Set<String> known = new TreeSet<>();
        for (String line : Files.readAllLines(java.nio.file.Path.of("src/main/resources/messages.properties"))) {
            if (line.startsWith("record.")) {
                known.add(line.substring("record.".length(), line.indexOf('=')));
            }
        }
        assertThat(named).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(known);
    }

    private String entry(String ref, String kind, String title) {
        Sheet page = pmo.open("/trails/" + ref + "/case?kind=" + kind);
        return page.all("/case/([0-9]+)\">" + title).get(0);
    }

    /** The end of the address of a run. */
    private static String process(Sheet page, String name) {
        return page.all("/case(/process/[0-9a-f-]+)\">" + name).get(0);
    }

    private static int count(Sheet page) {
        assertThat(page.status()).isEqualTo(200);
        String found = page.text().replaceAll(".*?(No|One|[0-9,]+) entr(?:y|ies)\\b.*", "$1");
        return found.equals("No") ? 0 : found.equals("One") ? 1 : Integer.parseInt(found.replace(",", ""));
    }

    private void written(String ref, int count) {
        jdbc.sql("""
                        insert into record (at, ref, side, kind, actor, role, element, after)
                        select now(), :ref, case when n % 2 = 0 then 'strategy' else 'community' end, 'task-completed', 'exec-billing',
                               'lob-executive.billing', 'CloseObjective', '{"result":"missed"}'
                          from generate_series(1, :count) n""").param("ref", ref).param("count", count).update();
    }
}
