package org.dottedline.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dottedline.Api;
import org.dottedline.ProductTest;
import org.dottedline.Visitor;
import org.dottedline.Visitor.Sheet;
import org.dottedline.Walk;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One finds what one may read, and nothing tells of the rest. */
@ProductTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTest {

    private static final List<String> ALL = List.of(
            "board-secretary",
            "exec-billing",
            "exec-care",
            "strategist-billing",
            "controller",
            "buyer",
            "delivery-lead",
            "cm-developers",
            "cm-users",
            "pmo",
            "admin");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private Api api;
    private Walk walk;

    @BeforeAll
    void start() {
        api = new Api(port);
        walk = new Walk(api);
    }

    private List<Map<String, Object>> find(String login, String question) {
        return api.as(login)
                .get("/api/v1/search?q=" + Api.encoded(question))
                .ok()
                .items();
    }

    private List<String> refs(String login, String question) {
        return find(login, question).stream()
                .map(hit -> String.valueOf(hit.get("ref")))
                .toList();
    }

    private Map<String, Object> goal(String word) {
        Map<String, Object> goal = Walk.goal("billing");
        goal.put("title", "Fewer " + word + " in the post");
        goal.put("why", "Customers complain about " + word + " and run rates");
        return goal;
    }

    @Test
    void aTextIsFoundByItsWordsTheirOtherFormsAndTheirBeginnings() {
        String ref = api.as("board-secretary")
                .post("/api/v1/goals", goal("quorblets"))
                .ref();
        for (String question : List.of(
                "quorblets",
                "QUORBLET",
                "quorb",
                "complaining quorblets",
                "\"run rates\" quorb",
                "nothinglikeit or quorblets",
                "quorblets -parcels",
                "it quorblet or")) {
            if (question.startsWith("it ")) {
                assertThat(refs("board-chair", question)).isEmpty();
            } else {
                assertThat(refs("board-chair", question)).as(question).contains(ref);
            }
        }
        for (String question :
                List.of("quorblets -customers -fewer", "\"rates run\" quorb", "quorblets parcels", "uorblets")) {
            assertThat(refs("board-chair", question)).as(question).isEmpty();
        }
        assertThat(find("board-chair", "quorblet").get(0))
                .containsEntry("kind", "title")
                .containsEntry("side", "both")
                .containsEntry(
                        "snippet",
                        List.of(
                                Map.of("text", "Fewer ", "found", false),
                                Map.of("text", "quorblets", "found", true),
                                Map.of("text", " in the post", "found", false)));
    }

    @Test
    void whatIsSaidOnOneSideIsFoundThereAndByThePmo() {
        String initiative = walk.proposed();
        say("exec-billing", initiative, "Zwirnfels is what we think");
        say("cm-developers", initiative, "Mokkatal is what members say");

        for (String login : List.of("exec-billing", "strategist-billing", "controller", "pmo")) {
            assertThat(refs(login, "zwirnfels")).as(login).containsExactly(initiative);
        }
        for (String login : List.of("cm-developers", "pmo")) {
            assertThat(refs(login, "mokkatal")).as(login).containsExactly(initiative);
        }
        for (String login : List.of("cm-developers", "cm-users", "exec-care", "admin")) {
            assertThat(refs(login, "zwirnfels")).as(login).isEmpty();
        }
        for (String login : List.of("exec-billing", "controller", "cm-users", "admin")) {
            assertThat(refs(login, "mokkatal")).as(login).isEmpty();
        }
        Sheet page = Visitor.at(port, "exec-billing").open("/search?q=zwirnfels");
        assertThat(page.html()).contains("href=\"/trails/" + initiative + "/discussion#remark-");
    }

    /** Existence, number, order and excerpts: the whole answer, on the page and by the API. */
    @Test
    void whatTheOtherSideKeepsChangesNothingOfAnAnswer() {
        String initiative = walk.proposed();
        String question = "wumsel";
        say("exec-billing", initiative, "A wumsel on strategy");
        say("cm-developers", initiative, "A wumsel among members");

        Map<String, String> before = answers(question);
        String need = api.as("cm-developers")
                .post("/api/v1/needs", Map.of("lob", "billing", "title", "Wumsel wumsel wumsel"))
                .ref();
        for (int i = 0; i < 3; i++) {
            say("cm-developers", initiative, "wumsel wumsel " + i);
        }
        Map<String, String> withMembers = answers(question);
        for (int i = 0; i < 3; i++) {
            say("exec-billing", initiative, "wumsel again " + i);
        }
        Map<String, String> withBoth = answers(question);

        for (String login : ALL) {
            boolean community = login.equals("cm-developers");
            boolean sees = List.of(
                            "exec-billing",
                            "strategist-billing",
                            "board-secretary",
                            "controller",
                            "buyer",
                            "delivery-lead")
                    .contains(login);
            if (!community && !login.equals("pmo") && !seesEverything(login)) {
                assertThat(withMembers.get(login)).as(login).isEqualTo(before.get(login));
            }
            if (!sees && !login.equals("pmo")) {
                assertThat(withBoth.get(login)).as(login).isEqualTo(withMembers.get(login));
            }
        }
        assertThat(withMembers.get("cm-developers"))
                .isNotEqualTo(before.get("cm-developers"))
                .contains(need);
        assertThat(withBoth.get("exec-billing")).isNotEqualTo(before.get("exec-billing"));
    }

    /** The title of a need is on the trail, which whoever sees all trails sees from its first day. */
    private static boolean seesEverything(String login) {
        return List.of("board-secretary", "controller", "buyer", "delivery-lead")
                .contains(login);
    }

    private Map<String, String> answers(String question) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String login : ALL) {
            String paged = api.as(login)
                    .get("/api/v1/search?limit=1&q=" + question)
                    .ok()
                    .text();
            String page = Visitor.at(port, login).open("/search?q=" + question).lasting();
            answers.put(
                    login,
                    paged
                            + api.as(login)
                                    .get("/api/v1/search?q=" + question)
                                    .ok()
                                    .text()
                            + page);
        }
        return answers;
    }

    @Test
    void whatAnotherUnitHasIsNotFound() {
        String ours = walk.proposed();
        assertThat(refs("cm-developers", "\"report and follow defects inside the community\""))
                .contains(ours);
        assertThat(refs("cm-users", "\"report and follow defects inside the community\""))
                .doesNotContain(ours);
        assertThat(refs("exec-care", "\"report and follow defects inside the community\""))
                .doesNotContain(ours);
    }

    @Test
    void anIdeaOfAMemberIsFoundByTheManagersOfItsCommunityAlone() {
        Visitor manager = Visitor.at(port, "cm-developers");
        String box = "/communities/developers/ideas/import";
        manager.open(box);
        Visitor.Sheet look = manager.upload(
                box,
                "file",
                "ideas.csv",
                "number,title,votes,description\nsearch1,Zwetschgen,3,Pflaumenmus for all\n"
                        .getBytes(StandardCharsets.UTF_8));
        manager.send(look.path());

        for (String word : List.of("zwetschgen", "pflaumenmus")) {
            for (String login : ALL) {
                assertThat(find(login, word)).as(login).hasSize(login.equals("cm-developers") ? 1 : 0);
            }
        }
        assertThat(manager.open("/search?q=zwetschgen").html()).contains("href=\"/communities/developers/ideas\"");
    }

    @Test
    void aReasonIsFoundWhereItWasGivenAndOnceItWasHandedOver() {
        String initiative = walk.assessed("strong", "to-150000");
        walk.complete(
                "exec-billing",
                initiative,
                "ApproveInitiative",
                Map.of("decision", "changes", "reason", "Krumbholz: which module?"));
        assertThat(refs("exec-billing", "krumbholz")).containsExactly(initiative);
        api.as("cm-developers").task(initiative, "ReviseInitiative");
        assertThat(refs("cm-developers", "krumbholz")).containsExactly(initiative);
        assertThat(refs("pmo", "krumbholz"))
                .as("the same text at a step is shown once")
                .containsExactly(initiative);
    }

    @Test
    void aReferenceLeadsStraightToItsTrailForWhoSeesIt() {
        String initiative = walk.proposed();
        Sheet trail =
                Visitor.at(port, "exec-billing").open("/search?q=" + initiative.toLowerCase(java.util.Locale.ROOT));
        assertThat(trail.path()).isEqualTo("/trails/" + initiative);
        assertThat(refs("exec-billing", initiative)).containsExactly(initiative);
        Sheet other = Visitor.at(port, "exec-care").open("/search?q=" + initiative);
        assertThat(other.path()).isEqualTo("/search");
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.text()).contains("Nothing that you may read answers this");
        assertThat(find("exec-care", initiative)).isEmpty();
    }

    @Test
    void personsAreFoundByAdministratorsAlone() {
        assertThat(find("admin", "whitaker")).hasSize(1);
        for (String login : ALL.subList(0, ALL.size() - 1)) {
            assertThat(find(login, "whitaker")).as(login).isEmpty();
        }
        assertThat(find("admin", "billing products"))
                .singleElement()
                .satisfies(hit -> assertThat(hit).containsEntry("unit", "billing"));
        assertThat(Visitor.at(port, "admin").open("/search?q=whitaker").html())
                .contains("href=\"/people/cm-developers\"");
    }

    @Test
    void whatWasFoundIsShownAsTextNeverAsMarkup() {
        String goal = walk.proposedGoal("billing");
        say("board-chair", goal, "Xylofelt <script>alert(1)</script> <mark>\uE000\uE001 & \"more\"");
        Sheet page = Visitor.at(port, "board-chair").open("/search?q=xylofelt");
        assertThat(page.html())
                .contains("<mark>Xylofelt</mark>", "&lt;script&gt;alert(1)&lt;/script&gt; &lt;mark&gt; &amp;")
                .doesNotContain("<script>alert");
        Sheet echoed = Visitor.at(port, "board-chair").open("/search?q=" + Api.encoded("<b>\"x' onclick="));
        assertThat(echoed.html()).doesNotContain("<b>\"x").contains("&lt;b&gt;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "\"",
                "\"\"",
                "\\",
                "'' | &",
                "!",
                "-",
                "- -",
                "or",
                "or or",
                "a:*",
                "a:b",
                "(((",
                "<->",
                "%",
                "_",
                "x'",
                "'x",
                "\\x",
                "x\\",
                "\0",
                "a\0b",
                "\uD83D\uDE00",
                "<2>",
                "&&",
                "*",
                "\uE000",
                "x\uE001",
                "’",
                "straße Ärger 日本語",
                "a' or '1'='1",
                "\"unfinished",
                "-\"x\"",
                "G0",
                "G1.O1.I1.R1.X",
                "http://x/y?z",
                "a@b.example",
                "1.5e300",
                "--",
                "o'brien",
                "\n\t"
            })
    void whateverIsTypedIsAnswered(String typed) {
        Api.Answer answer = api.as("pmo").get("/api/v1/search?q=" + Api.encoded(typed));
        assertThat(answer.status()).as(answer.toString()).isIn(200, 422);
    }

    @Test
    void tooMuchOrNothingIsSaidSo() {
        api.as("pmo").get("/api/v1/search?q=" + "x".repeat(201)).wrong("q");
        api.as("pmo").get("/api/v1/search").wrong("q");
        for (String wrong : List.of("x", "!!", "MC4x", "MC4xIHggeA", "Tm9wZSBhIGI")) {
            int status = api.as("pmo").get("/api/v1/search?q=x&after=" + wrong).status();
            assertThat(status).as(wrong).isIn(200, 422);
        }
        for (String rank : List.of("1e-46", "1e-60", "1e-400", "0.0", "1.0e-45", "9e30")) {
            String place = java.util.Base64.getUrlEncoder()
                    .encodeToString((rank + " trail.title G1").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            api.as("pmo").get("/api/v1/search?q=x&after=" + place).is(200);
        }
        Visitor pmo = Visitor.at(port, "pmo");
        assertThat(pmo.open("/search?q=" + "x".repeat(201)).text()).contains("at most 200 characters");
        assertThat(pmo.open("/search").text()).contains("How to look for something");
    }

    @Test
    void partsFollowEachOtherWithoutAGapOrARepetition() {
        String goal = walk.proposedGoal("billing");
        for (int i = 0; i < 7; i++) {
            say("board-chair", goal, "Flinkerich number " + i + " flinkerich".repeat(i % 3));
        }
        List<Object> whole = new ArrayList<>(find("board-chair", "flinkerich"));
        assertThat(whole).hasSize(7);
        List<Object> parts = new ArrayList<>();
        String next = "";
        while (next != null) {
            Api.Answer part = api.as("board-chair")
                    .get("/api/v1/search?q=flinkerich&limit=2&after=" + next)
                    .ok();
            parts.addAll(part.items());
            next = part.next();
        }
        assertThat(parts).isEqualTo(whole);
    }

    @Test
    void aPageShowsEachStepOnceWithItsBestTextFirst() {
        List<String> goals = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            String goal = walk.proposedGoal("billing");
            goals.add(goal);
            say("board-chair", goal, "Schnurpsel " + i);
            say("board-secretary", goal, "Schnurpsel schnurpsel " + i);
        }
        for (int i = 0; i < 4; i++) {
            say("board-chair", goals.get(0), "Once more, and with more words around it, a schnurpsel " + i);
        }
        Visitor chair = Visitor.at(port, "board-chair");
        Sheet first = chair.open("/search?q=schnurpsel");
        Matcher next = Pattern.compile("href=\"(/search\\?q=schnurpsel&amp;after=[^\"]+)\"")
                .matcher(first.html());
        assertThat(next.find()).isTrue();
        Sheet second = chair.open(next.group(1).replace("&amp;", "&"));

        assertThat(steps(first)).hasSize(20).doesNotHaveDuplicates();
        assertThat(steps(second)).hasSize(1).doesNotContainAnyElementsOf(steps(first));
        assertThat(Stream.of(first, second).flatMap(page -> steps(page).stream()))
                .containsExactlyInAnyOrderElementsOf(goals);
        assertThat(second.html()).doesNotContain("&amp;after=");
        Sheet whole = steps(first).contains(goals.get(0)) ? first : second;
        assertThat(whole.text()).contains("2 more texts of this step answer this, too.");
        assertThat(first.html().indexOf("<mark>Schnurpsel</mark> <mark>schnurpsel</mark>"))
                .as("what answers best stands first")
                .isBetween(0, first.html().indexOf("found-also"));
    }

    private static List<String> steps(Sheet page) {
        return Pattern.compile("<span class=\"reference\">([^<]+)</span>")
                .matcher(page.html().replaceAll("(?s)<header.*?</header>", ""))
                .results()
                .map(step -> step.group(1))
                .toList();
    }

    @Test
    void whatWasHandedOverIsNamedAsThat() {
        String goal = api.as("board-secretary")
                .post("/api/v1/goals", goal("plumbrinks"))
                .ref();
        walk.complete("board-chair", goal, "ApproveBoardGoal", Map.of("decision", "approve"));
        walk.complete("exec-billing", goal + ".O1", "CommitObjective", Walk.objective("developers"));
        api.as("cm-developers").task(goal + ".O1.I1", "ProposeInitiative");

        assertThat(Visitor.at(port, "cm-developers")
                        .open("/search?q=plumbrinks")
                        .text())
                .contains("Why the board wants the goal, as handed over");
        assertThat(Visitor.at(port, "board-chair").open("/search?q=plumbrinks").text())
                .contains("Why the board wants the goal Customers complain");
    }

    @Test
    void whatChangesOrGoesIsFoundAsItIs() {
        String goal = api.as("board-secretary")
                .post("/api/v1/goals", goal("brabantines"))
                .ref();
        walk.complete("board-chair", goal, "ApproveBoardGoal", Map.of("decision", "send-back", "reason", "Say more."));
        walk.complete("board-secretary", goal, "ReviseBoardGoal", goal("cabochons"));
        assertThat(refs("board-chair", "cabochons")).containsOnly(goal).hasSize(2);
        assertThat(refs("board-chair", "brabantines")).isEmpty();
        assertThat(jdbc.sql("delete from dottedline.goal_lob where goal = :ref")
                                .param("ref", goal)
                                .update()
                        + jdbc.sql("delete from dottedline.goal where ref = :ref")
                                .param("ref", goal)
                                .update())
                .isEqualTo(2);
        assertThat(find("board-chair", "cabochons")).hasSize(1);
    }

    @Test
    void theBoxIsOnEveryPageAndNeedsNoScript() {
        assertThat(Visitor.at(port, "exec-billing").open("/tasks").html())
                .contains("action=\"/search\"", "id=\"find\"", "role=\"search\"");
        assertThat(Visitor.at(port).open("/sign-in").html()).doesNotContain("id=\"find\"");
        assertThat(Visitor.at(port).open("/search?q=x").path()).isEqualTo("/sign-in");
    }

    private void say(String login, String ref, String text) {
        Visitor visitor = Visitor.at(port, login);
        visitor.open("/trails/" + ref + "/discussion");
        assertThat(visitor.send("/trails/" + ref + "/discussion", "text", text).status())
                .isEqualTo(200);
    }
}
