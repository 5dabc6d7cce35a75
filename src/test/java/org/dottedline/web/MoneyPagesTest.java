package org.dottedline.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dottedline.Api;
import org.dottedline.ProductTest;
import org.dottedline.Visitor;
import org.dottedline.Visitor.Sheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Finances, budgets and limits as people read and change them on pages. */
@ProductTest
class MoneyPagesTest {

    private static final String COMMUNITY = "money-pages";
    private static final String FINANCES = "/communities/" + COMMUNITY + "/finances";

    @LocalServerPort
    private int port;

    private Api api;

    @BeforeEach
    void found() {
        api = new Api(port);
        api.as("admin")
                .put(
                        "/api/v1/units/" + COMMUNITY,
                        Map.of("kind", "community", "name", "Community of pages", "groups", List.of("customers")));
        api.as("admin")
                .put(
                        "/api/v1/people/cm-money-pages",
                        Map.of("name", "Mona", "roles", List.of("community-manager." + COMMUNITY)));
        api.as("controller")
                .put("/api/v1/communities/" + COMMUNITY + "/finances", Map.of("income", List.of(), "costs", List.of()))
                .ok();
    }

    private Visitor as(String login) {
        return Visitor.at(port, login);
    }

    @Test
    void theControllerKeepsIncomeAndCostsLineByLineAndEachChangeStays() {
        Visitor controller = as("controller");
        assertThat(controller.open(FINANCES).text()).contains("No income yet.", "No costs yet.");

        controller.open(FINANCES + "/income/new");
        Sheet wrong = controller.send(
                FINANCES + "/income/new",
                "name",
                "Sponsor Northwind",
                "kind",
                "sponsor",
                "monthly",
                "-1",
                "restriction",
                "any");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.tag("field-name")).contains("Sponsor Northwind");
        assertThat(wrong.tag("field-monthly")).contains("-1", "aria-invalid");

        Sheet saved = controller.send(
                FINANCES + "/income/new",
                "name",
                "Sponsor Northwind",
                "kind",
                "sponsor",
                "monthly",
                "12,000.00",
                "restriction",
                "any");
        assertThat(saved.path()).isEqualTo(FINANCES);
        assertThat(saved.text())
                .contains(
                        "Sponsor Northwind is saved.",
                        "12,000.00 EUR",
                        "Any purpose",
                        "Sponsor Northwind added: 12,000.00 EUR a month.");

        String line = saved.all("href=\"(" + FINANCES + "/income/[0-9]+)\"").get(0);
        assertThat(controller.open(line).tag("field-monthly")).contains("12000.00");
        Sheet changed = controller.send(
                line, "name", "Sponsor Northwind", "kind", "sponsor", "monthly", "15000", "restriction", "any");
        assertThat(changed.text()).contains("Sponsor Northwind: from 12,000.00 EUR to 15,000.00 EUR a month.");

        controller.open(FINANCES + "/costs/new");
        Sheet cost = controller.send(FINANCES + "/costs/new", "name", "Events", "monthly", "8,000");
        assertThat(cost.text()).contains("Events added: 8,000.00 EUR a month.", "7,000.00 EUR");
        assertThat(controller.open(FINANCES + "/income/new").text()).contains("Only for events");

        controller.open(line);
        Sheet removed = controller.send(line, "remove", "true");
        assertThat(removed.text())
                .contains("The line is removed.", "Sponsor Northwind removed: 15,000.00 EUR a month.");
        assertThat(controller.open(line).status()).isEqualTo(404);
        assertThat(controller.send(line, "remove", "true").status()).isEqualTo(404);
    }

    @Test
    void whoMayReadFinancesDoesAndNobodyElseChangesThem() {
        for (String reader : List.of("controller", "board-chair", "pmo", "cm-money-pages")) {
            assertThat(as(reader).open(FINANCES).status()).as(reader).isEqualTo(200);
        }
        for (String stranger : List.of("cm-developers", "exec-billing", "strategist-billing", "buyer", "admin")) {
            assertThat(as(stranger).open(FINANCES).status()).as(stranger).isEqualTo(404);
        }
        for (String reader : List.of("board-chair", "pmo", "exec-billing", "cm-money-pages", "cm-developers")) {
            Visitor visitor = as(reader);
            assertThat(visitor.open(FINANCES + "/income/new").status())
                    .as(reader)
                    .isEqualTo(403);
            visitor.open("/tasks");
            assertThat(visitor.send(FINANCES + "/costs/new", "name", "Events", "monthly", "1")
                            .status())
                    .as(reader)
                    .isEqualTo(403);
        }
        assertThat(api.as("controller")
                        .get("/api/v1/communities/" + COMMUNITY + "/finances")
                        .ok()
                        .object())
                .containsEntry("costs", List.of());
        Sheet communities = as("cm-developers").open("/communities");
        assertThat(communities.all("href=\"(/communities/[a-z-]+/finances)\""))
                .containsExactly("/communities/developers/finances");
        assertThat(communities.all("href=\"(/communities/[a-z-]+/told)\"")).contains("/communities/users/told");
    }

    @Test
    void aLimitIsProposedByOneAndConfirmedByAnotherOnPages() {
        Visitor controller = as("controller");
        assertThat(controller.open("/limits/new?what=floor:" + COMMUNITY).tag("field-what"))
                .isNotEmpty();
        Sheet wrong =
                controller.send("/limits/new", "what", "floor:" + COMMUNITY, "value", "a lot", "from", "2020-01-01");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.tag("field-value")).contains("a lot");
        assertThat(wrong.text()).contains("A limit begins today or later");
        assertThat(controller
                        .send("/limits/new", "what", "", "value", "1", "from", "2099-01-01")
                        .text())
                .contains("Choose which limit.");

        Sheet proposed =
                controller.send("/limits/new", "what", "floor:" + COMMUNITY, "value", "1,250.50", "from", "2099-01-01");
        assertThat(proposed.path()).isEqualTo("/limits");
        assertThat(proposed.text()).contains("Proposed. Somebody of the board confirms it.", "1,250.50 EUR");
        String id = id();
        assertThat(proposed.html()).doesNotContain("/limits/" + id + "/confirm");

        Visitor chair = as("board-chair");
        assertThat(chair.open("/limits").html()).contains("/limits/" + id + "/confirm");
        Sheet confirmed = chair.send("/limits/" + id + "/confirm");
        assertThat(confirmed.text()).contains("Confirmed. It counts from its day on.");
        assertThat(confirmed.html()).doesNotContain("/limits/" + id + "/confirm");
        assertThat(chair.send("/limits/" + id + "/confirm").status()).isEqualTo(409);

        for (String other : List.of("cm-developers", "exec-billing")) {
            Visitor visitor = as(other);
            visitor.open("/tasks");
            assertThat(visitor.open("/limits/new").status()).as(other).isEqualTo(403);
            assertThat(visitor.send("/limits/" + id + "/confirm").status())
                    .as(other)
                    .isEqualTo(403);
        }
        assertThat(as("cm-developers").open("/limits").status()).isEqualTo(403);
        assertThat(as("exec-billing").open("/limits").status()).isEqualTo(200);
    }

    /** The row of this test's community that waits for its day. */
    private String id() {
        return api.as("pmo").get("/api/v1/limits?limit=200").items().stream()
                .filter(row -> COMMUNITY.equals(row.get("unit")) && "proposed".equals(row.get("state")))
                .map(row -> String.valueOf(row.get("id")))
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    @Test
    void aBudgetIsReadByItsOwnLineOfBusinessAndByThoseOfTheWholeCompany() {
        for (String reader : List.of("controller", "board-chair", "pmo", "exec-billing", "strategist-billing")) {
            Sheet budget = as(reader).open("/lobs/billing/budget");
            assertThat(budget.status()).as(reader).isEqualTo(200);
            assertThat(budget.text()).contains("Budget of Billing Products", "Left", "Ledger");
        }
        for (String stranger : List.of("exec-care", "strategist-care", "cm-developers", "buyer", "admin")) {
            assertThat(as(stranger).open("/lobs/billing/budget").status())
                    .as(stranger)
                    .isEqualTo(404);
        }
        assertThat(as("exec-care").open("/money").all("href=\"(/lobs/[a-z-]+/budget)\""))
                .containsExactly("/lobs/care/budget");
        assertThat(as("cm-developers").open("/money").status()).isEqualTo(403);
    }
}
