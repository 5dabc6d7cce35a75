package org.dottedline.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dottedline.Api;
import org.dottedline.ProductTest;
import org.dottedline.Visitor;
import org.dottedline.Visitor.Sheet;
import org.dottedline.Walk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A remark crosses where its author says so twice, as a handover of its words alone. */
@ProductTest
class RemarkAcrossTest {

    @LocalServerPort
    private int port;

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

    private static String at(String ref) {
        return "/trails/" + ref + "/discussion";
    }

    private static String remarks(String ref) {
        return "/api/v1/trails/" + ref + "/remarks";
    }

    private List<Map<String, Object>> crossed(String login, String ref) {
        return api.as(login).handovers(ref).stream()
                .filter(handover -> "RemarkAddressed".equals(handover.get("message")))
                .toList();
    }

    @Test
    void itIsAskedOnceMoreAndThenReadOnTheOtherSide() {
        String initiative = walk.proposed();
        Visitor executive = as("exec-billing");
        Sheet own = executive.open(at(initiative));
        assertThat(own.text()).contains("Say it to Developer Community …");
        assertThat(own.html())
                .contains("<title>Discussion: Report and follow defects in the community (" + initiative + ") ·");
        executive.send(at(initiative), "text", "Kept among us: QzxOwn.");
        Sheet asked = executive.send(at(initiative), "text", "Which <b>module</b>?\nThe old one?", "across", "ask");
        assertThat(asked.text())
                .contains("Developer Community will read this. It cannot be taken back.", "Which <b>module</b>?");
        assertThat(crossed("pmo", initiative)).as("asking changes nothing").isEmpty();
        assertThat(executive
                        .send(at(initiative), "text", "Which <b>module</b>?", "across", "back")
                        .html())
                .contains("Which &lt;b&gt;module&lt;/b&gt;?</textarea>");
        String once = asked.all("name=\"once\" value=\"([^\"]+)\"").get(0);
        String[] yes = {"text", "Which <b>module</b>?\r\nThe old one?", "across", "yes", "once", once};
        Sheet said = executive.send(at(initiative), yes);
        assertThat(said.text())
                .contains("It crossed: the other side can read it now.", "Said to the other side, which reads it here");
        executive.send(at(initiative), yes);

        for (String login : List.of("exec-billing", "cm-developers", "pmo")) {
            assertThat(crossed(login, initiative))
                    .as("to " + login + ", and once for a double click")
                    .singleElement()
                    .satisfies(handover -> assertThat(Api.without(handover, "at"))
                            .isEqualTo(Map.of(
                                    "message", "RemarkAddressed",
                                    "from", "lob-objective",
                                    "to", "community-initiative",
                                    "ref", initiative,
                                    "payload", Map.of("text", "Which <b>module</b>?\nThe old one?"),
                                    "result", "delivered")));
        }
        Sheet there = as("cm-developers").open(at(initiative));
        assertThat(there.text())
                .contains(
                        "Billing Products Strategy",
                        "Came across from the other side. Answer it the same way.",
                        "Which <b>module</b>?",
                        "Say it to Billing Products …")
                .doesNotContain("QzxOwn", "Priya Nair");
        assertThat(as("cm-developers").open("/trails/" + initiative).text())
                .contains("Discussion (1)", "Remark", "What was said");
        assertThat(api.as("cm-developers").history(initiative).toString()).doesNotContain("RemarkAddressed");
        assertThat(api.as("exec-billing").history(initiative))
                .filteredOn(entry -> "RemarkAddressed".equals(entry.get("element")))
                .singleElement()
                .satisfies(entry -> assertThat(entry)
                        .containsEntry("actor", "exec-billing")
                        .containsEntry("role", "lob-executive.billing")
                        .containsEntry("side", "strategy"));
        assertThat(as("pmo").open(at(initiative)).text().split("The old one", -1))
                .as("the PMO reads it once")
                .hasSize(2);
        assertThat(as("pmo").open("/trails/" + initiative).text()).contains("Discussion (2)");
    }

    @Test
    void whoIsNamedInItOnTheOtherSideIsTold() {
        String initiative = walk.proposed();
        String text = "@cm-developers and @strategist-billing, @cm-users, look at " + initiative;
        api.as("exec-billing")
                .post(remarks(initiative), Map.of("text", text, "across", true))
                .is(201);

        assertThat(as("cm-developers").open("/tasks").text()).contains("Said to you", "From strategy", text);
        assertThat(as("strategist-billing").open("/tasks").text()).contains("Said to you", text);
        assertThat(as("cm-users").open("/tasks").text()).doesNotContain(text);
    }

    @Test
    void whatIsNotAddressedChangesNothingOnTheOtherSide() {
        String initiative = walk.proposed();
        Visitor manager = as("cm-developers");
        String before = pages(manager, initiative);
        Visitor executive = as("exec-billing");
        executive.open(at(initiative));
        executive.send(at(initiative), "text", "@cm-developers never reads this.");
        executive.send(at(initiative), "text", "Nor this.", "across", "ask");
        assertThat(pages(manager, initiative)).isEqualTo(before);
    }

    private String pages(Visitor visitor, String ref) {
        return List.of("/tasks", "/trails/" + ref, at(ref), "/trails/" + ref + "/history").stream()
                        .map(path -> visitor.open(path).lasting())
                        .toList()
                        .toString()
                + api.as("cm-developers").get(remarks(ref)).ok().text();
    }

    @Test
    void afterTheEndNobodyIsThereToTakeIt() {
        String initiative = walk.proposed();
        api.as("cm-developers").withdraw(initiative, "Members are busy.").is(202);
        Visitor executive = as("exec-billing");
        executive.open(at(initiative));
        assertThat(executive
                        .send(at(initiative), "text", "Too late?", "across", "ask")
                        .text())
                .contains("This step has ended, so nobody of Developer Community is there to take it.");
        assertThat(executive
                        .send(at(initiative), "text", "Too late?", "across", "yes")
                        .text())
                .contains("after this step had ended: recorded, and nobody was there to take it");

        assertThat(crossed("cm-developers", initiative))
                .singleElement()
                .satisfies(handover -> assertThat(handover).containsEntry("result", "receiver-ended"));
        assertThat(api.as("cm-developers").get(remarks(initiative)).ok().items())
                .isEmpty();
    }

    @Test
    void onlyWhoHoldsTheTasksThereSpeaksToTheOtherSide() {
        String initiative = walk.proposed();
        Map<String, Object> across = Map.of("text", "Hear me.", "across", true);
        for (String login : List.of("board-chair", "controller", "delivery-lead", "pmo")) {
            api.as(login).post(remarks(initiative), across).refused(403, "forbidden");
            Visitor visitor = as(login);
            assertThat(visitor.open(at(initiative)).html()).doesNotContain("value=\"ask\"");
            assertThat(visitor.send(at(initiative), "text", "Hear me.", "across", "ask")
                            .status())
                    .isEqualTo(403);
        }
        for (String login : List.of("exec-care", "cm-users", "admin")) {
            api.as(login).post(remarks(initiative), across).refused(404, "not-found");
        }
        for (String ref : List.of(Walk.goalOf(initiative), Walk.objectiveOf(initiative))) {
            api.as("exec-billing").post(remarks(ref), across).refused(403, "forbidden");
            api.as("cm-developers").post(remarks(ref), across).refused(403, "forbidden");
        }
        assertThat(crossed("pmo", Walk.goalOf(initiative))).isEmpty();
        api.as("strategist-billing").post(remarks(initiative), across).is(201);
        api.as("cm-developers").post(remarks(initiative), across).is(201);
        assertThat(crossed("pmo", initiative))
                .extracting(handover -> handover.get("from"))
                .containsExactly("lob-objective", "community-initiative");
    }

    @Test
    void itCrossesOnlyWhereTheOtherSideHasItsPart() {
        Map<String, Object> across = Map.of("text", "Hear us.", "across", true);
        String request = api.as("cm-developers")
                .post("/api/v1/trails/" + walk.approved() + "/requests", Map.of("title", "Defect reporting"))
                .ref();
        api.as("cm-developers").post(remarks(request), across).refused(403, "forbidden");

        String need = api.as("cm-users")
                .post("/api/v1/needs", Map.of("lob", "care", "title", "Which version?"))
                .ref();
        api.as("cm-users").post(remarks(need), across).refused(403, "forbidden");
        walk.complete(
                "cm-users",
                need,
                "DescribeNeed",
                Map.of(
                        "title",
                        "Which version?",
                        "need",
                        "Members cannot tell.",
                        "groups",
                        List.of("customers"),
                        "evidence",
                        "Forty threads."));
        api.as("exec-care").task(need, "AnswerNeed");
        api.as("cm-users").post(remarks(need), across).is(201);
        assertThat(as("exec-care").open(at(need)).text()).contains("User Community Community", "Hear us.");
        api.as("exec-care")
                .post(remarks(need), Map.of("text", "We hear you.", "across", true))
                .is(201);
        assertThat(as("cm-users").open(at(need)).text()).contains("Customer Care Strategy", "We hear you.");
        api.as("exec-billing").post(remarks(need), across).refused(404, "not-found");
    }

    @Test
    void programsSayAndReadTheSame() {
        String initiative = walk.proposed();
        Api.Caller executive = api.as("exec-billing");
        executive.post(remarks(initiative), Map.of("text", "One.")).is(201);
        String key = UUID.randomUUID().toString();
        Map<String, Object> across = Map.of("text", "Two.", "across", true);
        assertThat(executive.post(remarks(initiative), across, key).is(201).location())
                .isEqualTo(remarks(initiative));
        executive.post(remarks(initiative), across, key).is(201);
        executive.post(remarks(initiative), Map.of()).wrong("text");
        executive.post(remarks(initiative), Map.of("text", " ")).wrong("text");
        executive
                .post(remarks(initiative), Map.of("text", "a", "across", "yes"))
                .wrong("across");
        executive.post(remarks(initiative), Map.of("text", "a", "to", "b")).wrong("to");

        Api.Answer first = executive.get(remarks(initiative) + "?limit=1").ok();
        assertThat(first.items())
                .singleElement()
                .satisfies(remark -> assertThat(Api.without(remark, "at"))
                        .isEqualTo(Map.of("number", 1, "side", "strategy", "person", "exec-billing", "text", "One.")));
        assertThat(executive
                        .get(remarks(initiative) + "?after=" + first.next())
                        .ok()
                        .items())
                .singleElement()
                .satisfies(remark -> assertThat(remark).containsEntry("across", "delivered"));
        assertThat(api.as("cm-developers").get(remarks(initiative)).ok().items())
                .singleElement()
                .satisfies(remark -> assertThat(Api.without(remark, "at"))
                        .isEqualTo(Map.of("number", 1, "side", "community", "text", "Two.", "across", "came")));
        executive.get(remarks(initiative) + "?after=x").wrong("after");
    }
}
