package org.dottedline.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dottedline.Api.fields;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dottedline.Api;
import org.dottedline.Api.Answer;
import org.dottedline.ProductTest;
import org.dottedline.Visitor;
import org.dottedline.Visitor.Sheet;
import org.dottedline.Walk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is away has a deputy: of the same side and unit, in their own name, until a day, and never around a pair. */
@ProductTest
class DeputiesTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

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

    @AfterEach
    void everybodyIsBack() {
        jdbc.sql("update dottedline.deputyship set ended_at = now(), ended_by = 'system' where ended_at is null")
                .update();
        jdbc.sql("delete from dottedline.role_grant where person like 'test.%'").update();
        jdbc.sql("delete from dottedline.person where login like 'test.%'").update();
    }

    private Answer name(String by, String person, String deputy, LocalDate from, LocalDate until) {
        return api.as(by)
                .post(
                        "/api/v1/deputies",
                        fields("person", person, "deputy", deputy, "from", from.toString(), "until", until.toString()));
    }

    private Answer away(String person, String deputy) {
        return name(person, person, deputy, TODAY, TODAY.plusDays(3));
    }

    private static String number(Answer named) {
        named.is(201);
        return named.location().substring("/api/v1/deputies/".length());
    }

    private void person(String login, String... roles) {
        api.as("admin")
                .put("/api/v1/people/" + login, fields("name", "Test Person " + login, "roles", List.of(roles)))
                .is(201);
    }

    @Test
    void aDeputyDoesTheTasksOfWhoIsAwayInTheirOwnNameAndForThem() {
        String objective = walk.approvedGoal("billing") + ".O1";
        String id = api.as("exec-billing").taskId(objective, "CommitObjective");
        api.as("strategist-billing").get("/api/v1/tasks/" + id).refused(404, "not-found");
        number(away("exec-billing", "strategist-billing"));

        assertThat(api.as("strategist-billing").task(objective, "CommitObjective"))
                .containsEntry("onBehalfOf", "exec-billing");
        api.as("strategist-billing")
                .completeById(id, Walk.objective("developers"))
                .ok();

        assertThat(api.as("pmo").history(objective))
                .filteredOn(entry -> "task-completed".equals(entry.get("kind")))
                .singleElement()
                .satisfies(entry -> assertThat(entry)
                        .containsEntry("actor", "strategist-billing")
                        .containsEntry("onBehalfOf", "exec-billing")
                        .containsEntry("role", "lob-executive.billing"));
    }

    @Test
    void whatADeputyTakesIsInTheHandsOfWhoIsAwayAndStaysThereWhenItEnds() {
        String objective = walk.approvedGoal("billing") + ".O1";
        String id = api.as("exec-billing").taskId(objective, "CommitObjective");
        String number = number(away("exec-billing", "strategist-billing"));

        api.as("strategist-billing").post("/api/v1/tasks/" + id + "/claim").is(204);
        assertThat(api.as("exec-billing").get("/api/v1/tasks/" + id).ok().object())
                .containsEntry("assignee", "exec-billing");
        api.as("strategist-billing").post("/api/v1/deputies/" + number + "/end").is(204);

        api.as("strategist-billing").get("/api/v1/tasks/" + id).refused(404, "not-found");
        api.as("strategist-billing")
                .completeById(id, Walk.objective("developers"))
                .refused(404, "not-found");
        api.as("exec-billing").completeById(id, Walk.objective("developers")).ok();
        api.as("strategist-billing").post("/api/v1/deputies/" + number + "/end").refused(409, "moved-on");
    }

    @Test
    void aDeputyDoesNotDecideOnWhatTheyDidThemselves() {
        String initiative = walk.assessed("strong", "to-150000");
        number(away("exec-billing", "strategist-billing"));
        String id = api.as("strategist-billing").taskId(initiative, "ApproveInitiative");

        assertThat(api.as("strategist-billing")
                        .completeById(id, Map.of("decision", "approve"))
                        .refused(403, "separation")
                        .detail())
                .startsWith("You did “Assess");
        api.as("strategist-billing").post("/api/v1/tasks/" + id + "/claim").refused(403, "separation");
        assertThat(Visitor.at(port, "strategist-billing").open("/tasks/" + id).text())
                .contains("You stand in for", "You did “");
    }

    @Test
    void aDeputyDoesNotDecideOnWhatWhoIsAwayDid() {
        person("test.finance", "finance");
        number(away("board-secretary", "test.finance"));
        String goal = walk.proposedGoal("billing");
        String id = api.as("test.finance").taskId(goal, "ApproveBoardGoal");

        assertThat(api.as("test.finance")
                        .completeById(id, Map.of("decision", "approve"))
                        .refused(403, "separation")
                        .detail())
                .contains("does not stand in for them either");
        api.as("board-chair").get("/api/v1/tasks/" + id).ok();
    }

    @Test
    void whoDidItForAnotherIsKeptApartAsBoth() {
        String objective = walk.approvedGoal("billing") + ".O1";
        number(away("strategist-billing", "exec-billing"));
        walk.complete("exec-billing", objective, "CommitObjective", Walk.objective("developers"));
        String initiative = objective + ".I1";
        walk.complete("cm-developers", initiative, "ProposeInitiative", Walk.proposal());
        walk.complete("exec-billing", initiative, "AssessFit", Walk.judgement("strong", "to-150000"));
        String id = api.as("exec-billing").taskId(initiative, "ApproveInitiative");

        api.as("exec-billing").completeById(id, Map.of("decision", "approve")).refused(403, "separation");
        assertThat((List<?>) api.as("exec-billing")
                        .get("/api/v1/tasks/" + id)
                        .ok()
                        .object()
                        .get("notes"))
                .anySatisfy(note -> assertThat((String) note).startsWith("Nobody is left"));
        assertThat(Visitor.at(port, "pmo").open("/system").text())
                .containsPattern("Tasks that nobody may do.*" + initiative + " Approve initiative");
        assertThat(Visitor.at(port, "admin").open("/system").text()).doesNotContain(initiative);
        person("test.executive", "lob-executive.billing");
        assertThat(Visitor.at(port, "pmo").open("/system").text())
                .doesNotContainPattern("Tasks that nobody may do.*" + initiative + " Approve initiative");
    }

    @Test
    void onItsDaysAloneAndNotBeforeThePmoAgreed() {
        String objective = walk.approvedGoal("billing") + ".O1";
        String id = api.as("exec-billing").taskId(objective, "CommitObjective");
        number(name("exec-billing", "exec-billing", "strategist-billing", TODAY.plusDays(2), TODAY.plusDays(3)));
        api.as("strategist-billing").get("/api/v1/tasks/" + id).refused(404, "not-found");

        String number = number(name("admin", "exec-billing", "strategist-billing", TODAY, TODAY.plusDays(1)));
        api.as("strategist-billing").get("/api/v1/tasks/" + id).refused(404, "not-found");
        api.as("strategist-billing")
                .post("/api/v1/deputies/" + number + "/agree")
                .refused(403, "forbidden");
        api.as("pmo").post("/api/v1/deputies/" + number + "/agree").is(204);
        api.as("strategist-billing").get("/api/v1/tasks/" + id).ok();
        api.as("pmo").post("/api/v1/deputies/" + number + "/agree").refused(409, "moved-on");

        jdbc.sql("update dottedline.deputyship set from_day = :day, until_day = :day where id = :id")
                .param("day", TODAY.minusDays(1))
                .param("id", Long.parseLong(number))
                .update();
        api.as("strategist-billing").get("/api/v1/tasks/" + id).refused(404, "not-found");
        assertThat(api.as("pmo").get("/api/v1/lists/changes").ok().items().stream()
                        .map(entry -> entry.get("kind"))
                        .limit(3))
                .containsExactly("deputy-agreed", "deputy-named", "deputy-named");
    }

    @Test
    void whoChangedTheirUnitStandsInNoLonger() {
        person("test.helper", "strategist.billing");
        String objective = walk.approvedGoal("billing") + ".O1";
        String id = api.as("exec-billing").taskId(objective, "CommitObjective");
        number(away("exec-billing", "test.helper"));
        api.as("test.helper").get("/api/v1/tasks/" + id).ok();

        api.as("admin")
                .put("/api/v1/people/test.helper", fields("name", "Test Helper", "roles", List.of("strategist.care")))
                .ok();

        api.as("test.helper").get("/api/v1/tasks/" + id).refused(404, "not-found");
    }

    @Test
    void ofTheSameSideAndUnitAlone() {
        for (String other : List.of("strategist-care", "cm-developers", "pmo", "admin", "controller")) {
            away("exec-billing", other).refused(422, "rule");
        }
        away("exec-billing", "exec-billing").wrong("deputy");
        assertThat(away("exec-billing", "nobody-knows").refused(422, "rule").detail())
                .as("who does not know of all persons learns of none by asking")
                .isEqualTo(away("exec-billing", "cm-developers").detail());
        away("exec-billing", "").wrong("deputy");
        name("admin", "exec-billing", "nobody-knows", TODAY, TODAY).wrong("deputy");
        away("admin", "pmo").refused(422, "rule");
        away("cm-users", "cm-developers").refused(422, "rule");
        name("strategist-billing", "exec-billing", "strategist-billing", TODAY, TODAY)
                .refused(403, "forbidden");
    }

    @Test
    void forDaysThatAreToComeAndAYearAtMost() {
        name("exec-billing", "", "strategist-billing", TODAY.minusDays(1), TODAY)
                .wrong("from");
        name("exec-billing", "", "strategist-billing", TODAY, TODAY.minusDays(1))
                .wrong("until");
        name("exec-billing", "", "strategist-billing", TODAY, TODAY.plusYears(2))
                .wrong("until");
        api.as("exec-billing")
                .post("/api/v1/deputies", fields("deputy", "strategist-billing", "from", "soon", "until", "${7*7}"))
                .wrong("from", "until");
        for (String far : List.of("9999-12-31", "+6000000-01-01", "+999999999-12-31")) {
            api.as("exec-billing")
                    .post("/api/v1/deputies", fields("deputy", "strategist-billing", "from", far, "until", far))
                    .wrong("from");
        }
    }

    @Test
    void neverInACircleAndNeverTwoAtOnce() {
        person("test.second", "strategist.billing");
        number(away("exec-billing", "strategist-billing"));
        away("exec-billing", "test.second").refused(422, "rule");
        assertThat(away("strategist-billing", "exec-billing")
                        .refused(422, "rule")
                        .detail())
                .contains("circle");

        number(away("strategist-billing", "test.second"));
        assertThat(away("test.second", "exec-billing").refused(422, "rule").detail())
                .contains("circle");
        // at another time nobody is missing
        number(name("test.second", "", "exec-billing", TODAY.plusDays(10), TODAY.plusDays(12)));
        // it does not go on: the deputy's deputy gets nothing of the first
        String objective = walk.approvedGoal("billing") + ".O1";
        String id = api.as("exec-billing").taskId(objective, "CommitObjective");
        api.as("strategist-billing").get("/api/v1/tasks/" + id).ok();
        api.as("test.second").get("/api/v1/tasks/" + id).refused(404, "not-found");
    }

    @Test
    void eachSeesTheirOwnAndThePmoAll() {
        String number = number(away("exec-billing", "strategist-billing"));
        for (String concerned : List.of("exec-billing", "strategist-billing", "pmo", "admin")) {
            assertThat(api.as(concerned).get("/api/v1/deputies").ok().items())
                    .as(concerned)
                    .extracting(one -> one.get("id"))
                    .contains(number);
        }
        assertThat(api.as("exec-care").get("/api/v1/deputies").ok().items())
                .extracting(one -> one.get("id"))
                .doesNotContain(number);
        api.as("exec-care").post("/api/v1/deputies/" + number + "/end").refused(404, "not-found");
        api.as("exec-care").post("/api/v1/deputies/zero/end").refused(404, "not-found");
    }

    @Test
    void onesOwnPartByPartAreTheWholeListAndWhatIsOverComesLast() {
        person("test.away", "lob-executive.billing");
        String over = number(away("test.away", "exec-billing"));
        api.as("test.away").post("/api/v1/deputies/" + over + "/end").is(204);
        List<String> held = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            held.add(
                    0,
                    number(name(
                            "test.away", "test.away", "exec-billing", TODAY.plusDays(9 + i), TODAY.plusDays(9 + i))));
        }
        for (String concerned : List.of("test.away", "pmo")) {
            List<Object> found = new ArrayList<>();
            Answer part = api.as(concerned).get("/api/v1/deputies?limit=1").ok();
            part.items().forEach(one -> found.add(one.get("id")));
            while (part.next() != null && found.size() < 50) {
                part = api.as(concerned)
                        .get("/api/v1/deputies?limit=1&after=" + part.next())
                        .ok();
                assertThat(part.items()).hasSize(1);
                part.items().forEach(one -> found.add(one.get("id")));
            }
            assertThat(found)
                    .isEqualTo(api.as(concerned).get("/api/v1/deputies").ok().items().stream()
                            .map(one -> one.get("id"))
                            .toList());
            if (concerned.equals("test.away")) {
                held.add(over);
                assertThat(found).isEqualTo(held);
            }
        }
        api.as("test.away").get("/api/v1/deputies?after=over-" + over).ok();
        for (String forged : List.of("over", "over-", "over-x", "-1", "1.5", "9".repeat(19))) {
            api.as("test.away").get("/api/v1/deputies?after=" + forged).wrong("after");
            assertThat(Visitor.at(port, "pmo")
                            .open("/deputies?before=" + forged)
                            .status())
                    .isEqualTo(422);
        }
    }

    @Test
    void thePageNamesADeputyKeepsWhatWasTypedAndEndsIt() {
        Visitor executive = Visitor.at(port, "exec-billing");
        Sheet empty = executive.open("/deputies");
        assertThat(empty.text()).contains("Name a deputy").doesNotContain("Customer Care");

        Sheet wrong = executive.send(
                "/deputies", "deputy", "strategist-billing", "from", TODAY.toString(), "until", "", "once", "k1");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.html()).containsPattern("value=\"strategist-billing\" selected");
        assertThat(wrong.tag("field-until")).contains("aria-invalid=\"true\"");

        String key = java.util.UUID.randomUUID().toString();
        for (int twice = 0; twice < 2; twice++) {
            Sheet named = executive.send(
                    "/deputies",
                    "deputy",
                    "strategist-billing",
                    "from",
                    TODAY.toString(),
                    "until",
                    TODAY.plusDays(5).toString(),
                    "once",
                    key);
            assertThat(named.text()).contains("stands in for you", "Now");
        }
        String objective = walk.approvedGoal("billing") + ".O1";
        String id = api.as("exec-billing").taskId(objective, "CommitObjective");
        assertThat(Visitor.at(port, "strategist-billing")
                        .open("/tasks?ref=" + objective)
                        .text())
                .contains("You stand in for");
        api.as("exec-billing").post("/api/v1/tasks/" + id + "/claim").is(204);
        api.as("strategist-billing").get("/api/v1/tasks/" + id).ok();

        String number = executive
                .open("/deputies")
                .all("action=\"/deputies/(\\d+)/end\"")
                .get(0);
        Sheet ended = executive.send("/deputies/" + number + "/end");
        assertThat(ended.text()).contains("Over", "Ended by");
    }
}
