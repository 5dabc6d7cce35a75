package org.dottedline.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dottedline.Api.fields;
import static org.dottedline.browser.Desktop.phone;
import static org.dottedline.browser.Desktop.wide;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.Api;
import org.dottedline.ProductTest;
import org.dottedline.Walk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The story from its goal to its outcome, each step clicked by whose it is; the executive has a phone. */
@ProductTest
class StoryByClicksTest {

    private static final String TODAY = LocalDate.now(ZoneOffset.UTC).toString();
    private static final String COMMUNITY = "clicks-developers";
    private static final String MANAGER = "cm-clicks";
    private static final List<String> POINTS = List.of(
            "reported in three minutes",
            "known defects are shown",
            "states are told",
            "engineers answer",
            "translated");

    @LocalServerPort
    private int port;

    private Api api;
    private Desktop desktop;
    private final Map<String, Page> pages = new HashMap<>();

    @BeforeEach
    void open() {
        api = new Api(port);
        new Walk(api).foundCommunity(COMMUNITY, MANAGER);
        desktop = new Desktop(port);
    }

    @AfterEach
    void close() {
        desktop.close();
    }

    private Page of(String login) {
        return pages.computeIfAbsent(
                login, who -> desktop.signedIn(who, who.startsWith("exec-") ? phone() : wide(ColorScheme.LIGHT)));
    }

    @Test
    void fromTheBoardsGoalToItsOutcome() {
        String goal = goal();
        String objective = goal + ".O1";
        String initiative = objective + ".I1";
        initiative(goal, objective, initiative);
        String request = request(initiative);
        research(request);
        funding(request);
        buildOrBuy(request);
        delivery(request, initiative);
        outcome(objective, initiative);
        closing(goal, objective, initiative);

        Page pmo = of("pmo");
        pmo.navigate("/trails/" + goal + "/history");
        assertThat(pmo.textContent("main")).contains("Close board goal");
        assertNothingIsWider(pmo);
        desktop.assertNoComplaints();
    }

    private String goal() {
        Page secretary = of("board-secretary");
        secretary.navigate("/tasks");
        secretary.click("a[href='/goals/new']");
        fill(
                secretary,
                fields(
                        "title", "Improve the quality of our products",
                        "why", "Customers find defects that we could have found before them.",
                        "fiscalYear",
                                String.valueOf(LocalDate.now(ZoneOffset.UTC).getYear()),
                        "measure", "escaped defects per release, all products",
                        "lobs", List.of("billing")));
        secretary.click("main form button[type=submit]:visible");
        secretary.waitForURL("**/trails/G*");
        String goal = secretary.url().replaceAll(".*/trails/(G[0-9]+).*", "$1");
        does("board-chair", goal, "ApproveBoardGoal", fields("decision", "approve"));
        return goal;
    }

    private void initiative(String goal, String objective, String initiative) {
        Map<String, Object> commitment = fields(
                "title", "Surface defects in the invoicing module before release",
                "measure", "escaped defects per release",
                "unit", "defects",
                "direction", "lower",
                "target", "20",
                "dueOn", LocalDate.now(ZoneOffset.UTC).plusMonths(12).toString(),
                "cadence", "quarterly",
                "communities", List.of(COMMUNITY));
        does("exec-billing", objective, "CommitObjective", commitment);
        assertThat(of("exec-billing").textContent("main"))
                .as("without a baseline it comes back, and says why")
                .contains("Give the baseline");
        does("exec-billing", objective, "CommitObjective", fields("baseline", "40"));
        does(
                MANAGER,
                initiative,
                "ProposeInitiative",
                fields(
                        "title", "Report and follow defects in the community",
                        "need", "members lose days on defects that others already know",
                        "groups", List.of("customers", "partners", "employees"),
                        "idea", "report and follow defects inside the community",
                        "decision", "propose"));
        judge(initiative);
        does("exec-billing", initiative, "ApproveInitiative", fields("reason", "Which module?", "decision", "changes"));
        does(
                MANAGER,
                initiative,
                "ReviseInitiative",
                fields("idea", "report and follow defects of the invoicing module", "decision", "propose"));
        judge(initiative);
        does("exec-billing", initiative, "ApproveInitiative", fields("decision", "approve"));
    }

    private void judge(String initiative) {
        does("strategist-billing", initiative, "AssessFit", Walk.judgement("strong", "to-150000"));
    }

    private String request(String initiative) {
        // the manager hears of the decision by a handover
        api.as(MANAGER).taskId(initiative, "CloseInitiative");
        Page manager = of(MANAGER);
        manager.navigate("/trails/" + initiative);
        manager.click("a[href$='/requests/new']");
        fill(manager, fields("title", "Defect reporting in the community"));
        manager.click("main form button[type=submit]:visible");
        manager.waitForSelector("#work");
        String request = initiative + ".R1";
        does(
                MANAGER,
                request,
                "DescribeFeature",
                fields(
                        "need", "members lose days on defects that others already know",
                        "description", "report a defect, see whether others have it, follow it"));
        return request;
    }

    private void research(String request) {
        does(
                MANAGER,
                request,
                "PlanResearch",
                fields(
                        "question",
                        "Would you welcome reporting and following defects here?",
                        "method",
                        "survey",
                        "groups",
                        List.of(planned("customers"), planned("partners"), planned("employees")),
                        "closesOn",
                        LocalDate.now(ZoneOffset.UTC).plusDays(20).toString()));
        does(
                MANAGER,
                request,
                "SubmitResearch",
                fields(
                        "results",
                        List.of(
                                answers("customers", 400, 126, 97, 18, 11),
                                answers("partners", 90, 41, 31, 7, 3),
                                answers("employees", 60, 21, 13, 5, 3)),
                        "summary",
                        "Too few employees answered."));
        does(
                MANAGER,
                request,
                "SubmitResearch",
                fields(
                        "results",
                        List.of(
                                answers("customers", 0, 0, 0, 0, 0),
                                answers("partners", 0, 0, 0, 0, 0),
                                answers("employees", 0, 14, 9, 4, 1)),
                        "summary",
                        "All three groups welcome it."));
    }

    private static Map<String, Object> planned(String group) {
        return fields("group", group, "minimum", "30", "welcomeAt", "60", "unwelcomeBelow", "40");
    }

    private static Map<String, Object> answers(
            String group, int asked, int answered, int inFavour, int neutral, int against) {
        return fields(
                "group", group,
                "asked", String.valueOf(asked),
                "answered", String.valueOf(answered),
                "inFavour", String.valueOf(inFavour),
                "neutral", String.valueOf(neutral),
                "against", String.valueOf(against));
    }

    private void funding(String request) {
        does("delivery-lead", request, "DesignFeature", design(5, "120000.00"));
        does("controller", request, "ReviewFunding", pick("10000.00"));
        does(
                "exec-billing",
                request,
                "DecideHowToPay",
                fields("reason", "translation can wait for another year", "decision", "cut-scope"));
        String again = api.as("delivery-lead").taskId(request, "DesignFeature");
        Page delivery = of("delivery-lead");
        delivery.navigate("/tasks/" + again);
        if (rows(delivery, "acceptance") == 5) {
            delivery.click("button[name=remove-row][value='acceptance[4]']");
            delivery.waitForCondition(() -> rows(delivery, "acceptance") == 4);
        }
        submit(delivery, again, design(4, "105000.00"));
        does(MANAGER, request, "ConfirmStillWelcome", fields("decision", "still-welcome"));

        String review = api.as("controller").taskId(request, "ReviewFunding");
        Page controller = of("controller");
        controller.navigate("/tasks/" + review);
        fillWithRows(controller, without(pick("8750.00"), "decision"));
        controller.click("button[name=try]");
        controller.waitForSelector(".tried");
        assertThat(controller.textContent(".tried")).contains("4,000.00");
        submit(controller, review, fields("decision", "reserve"));
    }

    private static Map<String, Object> without(Map<String, Object> fields, String key) {
        fields.remove(key);
        return fields;
    }

    private static Map<String, Object> design(int points, String oneOff) {
        return fields(
                "scope",
                "reporting and following defects",
                "acceptance",
                POINTS.subList(0, points).stream()
                        .map(point -> fields("point", point))
                        .toList(),
                "oneOff",
                oneOff,
                "runningYearly",
                "3000.00",
                "monthsToLive",
                "4");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> pick(String monthly) {
        List<Map<String, Object>> income = (List<Map<String, Object>>) api.as("controller")
                .get("/api/v1/communities/" + COMMUNITY + "/finances")
                .ok()
                .object()
                .get("income");
        return fields(
                "picks",
                List.of(fields("income", income.get(0).get("id"), "monthly", monthly)),
                "months",
                "12",
                "decision",
                "reserve");
    }

    private void buildOrBuy(String request) {
        does("delivery-lead", request, "EstimateBuild", option("105000.00", "3000.00", "4", "6"));
        Map<String, Object> a = option("57000.00", "18000.00", "2", "10");
        a.put("vendor", "vendor A");
        Map<String, Object> b = option("36000.00", "30000.00", "1", "14");
        b.put("vendor", "vendor B");
        does("buyer", request, "CollectQuotes", fields("quotes", List.of(a, b)));
        does(
                "strategist-billing",
                request,
                "DecideSourcing",
                fields("option", "build", "reason", "the defect data is sensitive"));
        String approval = api.as("exec-billing").taskId(request, "ApproveSpending");
        Page executive = of("exec-billing");
        executive.navigate("/tasks/" + approval);
        assertThat(executive.textContent("main"))
                .as("the four signals")
                .contains("Strategic fit", "What members said", "The money", "Build or buy")
                .contains("4,000.00", "the defect data is sensitive");
        assertNothingIsWider(executive);
        submit(executive, approval, fields("decision", "approve"));
    }

    private static Map<String, Object> option(String oneOff, String yearly, String months, String hours) {
        return fields(
                "oneOff", oneOff, "yearly", yearly, "monthsToLive", months, "managerHours", hours, "risks", "few");
    }

    private void delivery(String request, String initiative) {
        does(
                "delivery-lead",
                request,
                "ConfirmDelivery",
                fields(
                        "acceptance",
                        POINTS.subList(0, 4).stream()
                                .map(point -> fields("met", true))
                                .toList(),
                        "actualCost",
                        "101300.00"));
        does("strategist-billing", request, "AcceptDelivery", fields("decision", "accept"));
        does(
                MANAGER,
                request,
                "LaunchWithMembers",
                fields("launchedOn", TODAY, "announcement", "From today you can report defects here."));
        tellsMembers(initiative, "You asked for it.", "It is here.");
        does(
                MANAGER,
                request,
                "ReportFeedback",
                fields(
                        "from", TODAY,
                        "to", TODAY,
                        "members", "212",
                        "reports", "348",
                        "satisfaction", "4.3",
                        "summary", "Members report more than we thought."));
    }

    private void tellsMembers(String initiative, String youSaid, String weDid) {
        does(MANAGER, initiative, "TellMembers", fields("youSaid", youSaid, "weDid", weDid));
    }

    private void outcome(String objective, String initiative) {
        reviewed(objective, "40", false);
        accepted(objective, initiative);
        reviewed(objective, "31", false);
        does(
                "exec-billing",
                objective,
                "AcceptOutcome",
                fields("reason", "a release was not counted", "decision", "dispute"));
        recorded(objective, "33", false);
        accepted(objective, initiative);
        reviewed(objective, "23", true);
        does(
                "strategist-billing",
                objective,
                "SayWhyMissed",
                fields("cause", "system", "reason", "two of three releases were cut before triage"));
        accepted(objective, initiative);
    }

    private void reviewed(String objective, String value, boolean last) {
        Page strategist = of("strategist-billing");
        strategist.navigate("/trails/" + objective);
        Locator now = strategist.locator("form[action$='/now'] button");
        for (int tries = 0; tries < 50 && !now.isVisible(); tries++) {
            strategist.waitForTimeout(100);
            strategist.reload();
        }
        now.click();
        recorded(objective, value, last);
    }

    private void recorded(String objective, String value, boolean last) {
        does(
                "strategist-billing",
                objective,
                "RecordOutcome",
                last
                        ? fields("value", value, "measuredOn", TODAY, "source", "release reports", "last", true)
                        : fields("value", value, "measuredOn", TODAY, "source", "release reports"));
    }

    private void accepted(String objective, String initiative) {
        does("exec-billing", objective, "AcceptOutcome", fields("decision", "accept"));
        tellsMembers(initiative, "You report defects.", "Fewer escape.");
    }

    private void closing(String goal, String objective, String initiative) {
        does(
                "exec-billing",
                objective,
                "CloseObjective",
                fields(
                        "result", "missed",
                        "finalValue", "23",
                        "reason", "Two of three releases were cut before triage."));
        does(MANAGER, initiative, "CloseInitiative", fields("summary", "Members see what became of their reports."));
        does("board-secretary", goal, "CloseBoardGoal", fields("summary", "Seventeen fewer.", "result", "partly"));
        Page anybody = of(MANAGER);
        anybody.navigate("/communities/" + COMMUNITY + "/told");
        assertThat(anybody.textContent("main")).contains("You asked for it.", "It is here.");
    }

    /** Finds the task in the list of whose it is, opens it, fills it in, and takes the way out. */
    private void does(String login, String ref, String task, Map<String, Object> fields) {
        String id = api.as(login).taskId(ref, task);
        Page page = of(login);
        page.navigate("/tasks?ref=" + ref);
        page.click("#tasks a[href^='/tasks/" + id + "']");
        page.waitForSelector("#work");
        assertNothingIsWider(page);
        submit(page, id, fields);
    }

    private void submit(Page page, String id, Map<String, Object> fields) {
        fillWithRows(page, fields);
        Locator ways = page.locator("#work .bar button");
        Locator way = ways.first();
        for (String key : List.of("decision", "result")) {
            if (fields.get(key) instanceof String value
                    && page.locator("#work .bar button[name=" + key + "]").count() > 0) {
                way = page.locator("#work .bar button[name=" + key + "][value=" + value + "]");
            }
        }
        way.click();
        try {
            page.waitForURL(url -> !url.contains(id));
        } catch (RuntimeException stayed) {
            throw new AssertionError("Stayed at " + id + ": " + page.textContent("main"), stayed);
        }
    }

    private static void fill(Page page, Map<String, Object> fields) {
        fields.forEach((name, value) -> fill(page, name, value));
    }

    /** Adds the rows that are missing first, since a button that adds one sends the form. */
    private static void fillWithRows(Page page, Map<String, Object> fields) {
        fields.forEach((name, value) -> {
            if (isRows(value)) {
                List<?> rows = (List<?>) value;
                for (int there = rows(page, name); there < rows.size(); there++) {
                    int wanted = there + 1;
                    page.click("button[name=add-row][value=" + name + "]");
                    page.waitForCondition(() -> rows(page, name) == wanted);
                }
            }
        });
        fields.forEach((name, value) -> {
            if (isRows(value)) {
                List<?> rows = (List<?>) value;
                for (int row = 0; row < rows.size(); row++) {
                    String at = name + "[" + row + "].";
                    ((Map<?, ?>) rows.get(row)).forEach((cell, content) -> fill(page, at + cell, content));
                }
            } else {
                fill(page, name, value);
            }
        });
    }

    private static boolean isRows(Object value) {
        return value instanceof List<?> list && list.get(0) instanceof Map<?, ?>;
    }

    private static int rows(Page page, String list) {
        return page.locator("#field-" + list + " > .row").count();
    }

    private static void fill(Page page, String name, Object value) {
        Locator input = page.locator("main form [name='" + name + "']");
        if (input.count() == 0) {
            throw new AssertionError("There is no " + name + " at " + page.url());
        }
        String kind = (String) input.first().evaluate("element => element.type");
        switch (kind) {
            case "submit" -> {}
            case "radio" -> check(page, name, value);
            case "checkbox" -> {
                if (value instanceof List<?> values) {
                    values.forEach(one -> check(page, name, one));
                } else {
                    input.setChecked(Boolean.TRUE.equals(value));
                }
            }
            case "select-one" -> input.selectOption((String) value);
            default -> input.fill((String) value);
        }
    }

    private static void check(Page page, String name, Object value) {
        page.locator("main form [name='" + name + "'][value='" + value + "']").check();
    }

    private static void assertNothingIsWider(Page page) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as(page.url())
                .isZero();
    }
}
