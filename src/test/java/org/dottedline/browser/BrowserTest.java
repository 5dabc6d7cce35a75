package org.dottedline.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dottedline.Api.fields;
import static org.dottedline.browser.Desktop.phone;
import static org.dottedline.browser.Desktop.wide;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.dottedline.Api;
import org.dottedline.ProductTest;
import org.dottedline.Visitor;
import org.dottedline.Walk;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The running product in Chromium, as people see it and touch it. */
@ProductTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {

    @LocalServerPort
    private int port;

    private Api api;
    private Walk walk;
    private Desktop desktop;

    @BeforeAll
    void open() {
        api = new Api(port);
        walk = new Walk(api);
        desktop = new Desktop(port);
    }

    @AfterAll
    void close() {
        desktop.close();
    }

    private String approval(String initiative) {
        return api.as("exec-billing").taskId(initiative, "ApproveInitiative");
    }

    private String decided(String goal) {
        return entry(goal, "task-completed");
    }

    private String ruled(String goal) {
        return entry(goal, "rule-asked");
    }

    private String entry(String goal, String kind) {
        return api.as("pmo").history(goal).stream()
                .filter(entry -> kind.equals(entry.get("kind")))
                .map(entry -> String.valueOf(entry.get("seq")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anExecutiveDecidesOnAPhone() {
        String initiative = walk.assessed("strong", "to-150000");
        Page page = desktop.signedIn("exec-billing", phone());
        page.navigate("/tasks?ref=" + initiative);
        page.tap("#tasks h2 a");
        page.waitForSelector("button[name=decision][value=approve]");
        page.locator("#work").scrollIntoViewIfNeeded();
        assertNobodyIsShutOut(page, "with its fixed bar");
        assertThat(page.locator("button[name=decision][value=approve]").boundingBox().y)
                .as("the decision stays in reach of the thumb")
                .isBetween(0.0, 844.0);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isZero();

        page.tap("button[name=decision][value=approve]");

        page.waitForURL("**/trails/**");
        assertThat(page.textContent("main")).contains("Done: Approve initiative.");
        api.as("cm-developers").task(initiative, "CloseInitiative");
        desktop.assertNoComplaints();
    }

    @Test
    void withoutJavaScriptEverythingIsThere() {
        String initiative = walk.invited();
        Page page = desktop.signedIn("cm-developers", wide(ColorScheme.LIGHT).setJavaScriptEnabled(false));
        page.navigate("/tasks?ref=" + initiative);
        page.click("#tasks h2 a");
        page.fill("[name=title]", "Report and follow defects");
        page.fill("[name=need]", "Members lose days.");
        page.check("[name=groups][value=customers]");
        page.fill("[name=idea]", "Report inside the community.");
        page.click("button[name=decision][value=propose]");

        page.waitForURL("**/trails/**");
        api.as("strategist-billing").task(initiative, "AssessFit");
        desktop.assertNoComplaints();
    }

    @Test
    void byKeyboardAloneSeveralAreSelectedAndApproved() {
        String first = walk.assessed("strong", "to-150000");
        String objective = Walk.objectiveOf(first);
        api.as("cm-developers")
                .post("/api/v1/trails/" + objective + "/initiatives", java.util.Map.of("community", "developers"));
        String second = objective + ".I2";
        walk.complete("cm-developers", second, "ProposeInitiative", Walk.proposal());
        walk.complete("strategist-billing", second, "AssessFit", Walk.judgement("weak", "to-25000"));
        approval(second);
        Page page = desktop.signedIn("exec-billing", wide(ColorScheme.LIGHT));
        page.navigate("/tasks?ref=" + objective);
        page.locator("#tasks h2 a", new Page.LocatorOptions().setHasText("Approve initiative"))
                .first()
                .focus();
        page.keyboard().press("x");
        page.keyboard().press("j");
        page.keyboard().press("x");
        page.keyboard().press("a");

        page.waitForSelector("#decided");
        assertThat(page.textContent("main")).contains("Not done", second);
        assertThat(page.isChecked("input[form=together]"))
                .as("the one that was refused stays selected")
                .isTrue();
        api.as("cm-developers").task(first, "CloseInitiative");
        api.as("exec-billing").task(second, "ApproveInitiative");
        desktop.assertNoComplaints();
    }

    @Test
    void whatIsTypedIsKeptWithoutAWord() {
        String initiative = walk.invited();
        Page page = desktop.signedIn("cm-developers", wide(ColorScheme.DARK));
        page.navigate("/tasks/" + api.as("cm-developers").taskId(initiative, "ProposeInitiative"));
        page.fill("[name=title]", "Half a title");
        page.locator("[name=title]").blur();
        page.waitForSelector("#draft time");
        page.reload();

        assertThat(page.inputValue("[name=title]")).isEqualTo("Half a title");
        desktop.assertNoComplaints();
    }

    @Test
    void thePathThroughAProcessIsDrawnAndOneCanMoveAlong() {
        String initiative = walk.assessed("strong", "to-150000");
        Page page = desktop.signedIn("pmo", wide(ColorScheme.LIGHT));
        page.navigate("/trails/" + initiative + "/case");
        page.click("#runs summary");
        page.click("#runs a:has-text('Initiative approval')");
        page.waitForSelector("#process[data-drawn]");

        assertThat(page.getAttribute("[data-element-id=ApproveInitiative].djs-element", "class"))
                .contains("path-present");
        assertThat(page.getAttribute("[data-element-id=AssessFit].djs-element", "class"))
                .contains("path-done");
        assertThat(page.locator(".djs-connection.path-taken").count()).isBetween(2, 5);
        assertThat(page.getAttribute("[data-element-id=CountersignInitiative].djs-element", "class"))
                .doesNotContain("path-");
        assertThat(page.isVisible(".bjs-powered-by"))
                .as("the mark that its licence asks for")
                .isTrue();
        String before = page.getAttribute(".djs-container .viewport", "transform");
        page.click("[data-zoom=in]");
        assertThat(page.getAttribute(".djs-container .viewport", "transform")).isNotEqualTo(before);
        assertThat(desktop.violations(page)).isEmpty();
        desktop.assertNoComplaints();
    }

    /** Ideas in the box, one merged into another. */
    private void filledBox() {
        Visitor manager = Visitor.at(port, "cm-developers");
        String box = "/communities/developers/ideas";
        manager.open(box + "/import");
        String file = "number,title,votes,description\naxe1,Dark colours,12,At night\naxe2,dark colours!,3,Again\n";
        manager.send(manager.upload(box + "/import", "file", "ideas.csv", file.getBytes(StandardCharsets.UTF_8))
                .path());
    }

    /** A file is looked at, taken, and chosen from, by a browser that runs no script. */
    @Test
    void anIdeaBecomesANeedWithoutJavaScript() {
        Page page = desktop.signedIn("cm-developers", wide(ColorScheme.LIGHT).setJavaScriptEnabled(false));
        page.navigate("/communities/developers/ideas/import");
        page.setInputFiles(
                "[name=file]",
                new FilePayload(
                        "ideas.csv",
                        "text/csv",
                        "number,title,votes\nnojs1,Nights without script,44\n".getBytes(StandardCharsets.UTF_8)));
        page.click("text=Upload and look");
        page.click("button:has-text('Take the new idea'), button:has-text('Refresh the votes')");
        page.check("label:has-text('Nights without script') input");
        page.click("button[value=need]");
        page.check("[name=lob][value=billing]");
        page.click("text=Raise it");

        page.waitForURL("**/tasks/**");
        assertThat(page.inputValue("[name=need]")).isEqualTo("• Nights without script (44 votes)");
        assertThat(page.textContent("main")).contains("What members said in the idea box");
        desktop.assertNoComplaints();
    }

    @Test
    void aFileIsKeptAndAWordIsHandedAcross() {
        String initiative = walk.proposed();
        Page page = desktop.signedIn("exec-billing", wide(ColorScheme.LIGHT));
        String files = "/trails/" + initiative + "/attachments";
        for (int version = 1; version <= 2; version++) {
            page.navigate(files);
            page.setInputFiles("#field-file", new FilePayload("plan.txt", "text/plain", new byte[] {'a'}));
            page.click(".upload button");
            page.waitForSelector("#strategy-" + version);
        }
        assertNobodyIsShutOut(page, "kept");
        desktop.refused(() -> {
            page.click(".upload button");
            page.waitForSelector("#error-file");
        });
        assertNobodyIsShutOut(page, "refused");
        page.navigate(files + "/strategy-1/set-aside");
        assertNobodyIsShutOut(page, "set aside");
        page.fill("[name=reason]", "It is of the wrong month.");
        page.click("main button[type=submit]");
        page.click(".earlier > summary");
        assertNobodyIsShutOut(page, "earlier");

        page.navigate("/trails/" + initiative + "/discussion");
        page.fill("[name=text]", "Which module?");
        page.click("button[value=ask]");
        assertNobodyIsShutOut(page, "asked");
        page.click("button[value=yes]");
        page.waitForSelector(".across.delivered");
        assertNobodyIsShutOut(page, "said");
        Page other = desktop.signedIn("cm-developers", phone());
        other.navigate("/trails/" + initiative + "/discussion");
        assertThat(other.textContent(".across.came")).contains("Which module?");
        assertNobodyIsShutOut(other, "came");
        assertThat((Integer) other.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isZero();
        desktop.assertNoComplaints();
    }

    private void assertNobodyIsShutOut(Page page, String where) {
        assertThat(desktop.violations(page)).as(where).isEmpty();
    }

    /** Each page between the file of a survey and the filled-in form, and between a file of ideas and the box. */
    @Test
    void theWayOfAFileShutsNobodyOut() {
        Page page = desktop.signedIn("cm-developers", wide(ColorScheme.LIGHT));
        page.navigate("/tasks/" + planned());
        page.click("button[name=helper][value=survey]");
        assertNobodyIsShutOut(page, "survey file");
        desktop.refused(() -> {
            page.click("main .panel button");
            page.waitForSelector("#error-survey-file");
        });
        assertNobodyIsShutOut(page, "no survey file");
        page.setInputFiles("[name=file]", csv("""
                id,submitdate,lastpage,ipaddr,who,answer
                1,2026-03-01 10:00:00,3,192.0.2.1,customers,Yes
                2,2026-03-01 10:00:00,3,192.0.2.2,customers,Secretly
                3,,3,192.0.2.1,partners,Yes
                5,2026-03-01 10:00:00
                """));
        page.click("main .panel button");
        page.click("text=Choose other columns");
        page.waitForSelector("#survey-answer");
        assertNobodyIsShutOut(page, "columns");
        page.click("main .panel button");
        page.waitForSelector("#answer-0");
        assertNobodyIsShutOut(page, "values");
        desktop.refused(() -> {
            page.click("main .panel button");
            page.waitForSelector("#error-answer-1");
        });
        assertNobodyIsShutOut(page, "values refused");
        page.selectOption("#answer-1", "neutral");
        page.click("main .panel button");
        page.waitForSelector("form[action$='/fill']");
        assertNobodyIsShutOut(page, "counts");

        page.navigate("/communities/developers/ideas/import");
        page.setInputFiles("[name=file]", csv("number,title,votes\naxe7,Shorter forms,7\n"));
        page.click("text=Upload and look");
        page.waitForSelector("button:has-text('Delete the file')");
        assertNobodyIsShutOut(page, "ideas looked at");
        desktop.assertNoComplaints();
    }

    private static FilePayload csv(String text) {
        return new FilePayload("file.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8));
    }

    /** The task to submit research of a new request, planned for two groups. */
    private String planned() {
        String initiative = walk.approved();
        String request = initiative + ".R1";
        api.as("cm-developers")
                .post("/api/v1/trails/" + initiative + "/requests", java.util.Map.of("title", "Defect reporting"));
        walk.complete(
                "cm-developers",
                request,
                "DescribeFeature",
                fields("title", "Defect reporting", "need", "members lose days", "description", "report a defect"));
        walk.complete(
                "cm-developers",
                request,
                "PlanResearch",
                fields(
                        "question",
                        "Would you welcome it?",
                        "method",
                        "survey",
                        "groups",
                        Stream.of("customers", "partners")
                                .map(group ->
                                        fields("group", group, "minimum", 30, "welcomeAt", 60, "unwelcomeBelow", 40))
                                .toList(),
                        "closesOn",
                        LocalDate.now(ZoneOffset.UTC).plusDays(20).toString()));
        return api.as("cm-developers").taskId(request, "SubmitResearch");
    }

    @Test
    void namingADeputyShutsNobodyOut() {
        Page page = desktop.signedIn("board-chair", phone());
        page.navigate("/deputies");
        desktop.refused(() -> {
            page.click("main form[action$='/deputies'] button[type=submit]");
            page.waitForSelector("#error-deputy");
            page.waitForSelector("#error-until");
        });
        assertNobodyIsShutOut(page, "refused");
        page.selectOption("[name=deputy]", "board-secretary");
        page.fill("[name=until]", LocalDate.now(ZoneOffset.UTC).plusDays(2).toString());
        page.click("main form[action$='/deputies'] button[type=submit]");
        page.waitForSelector("section[id^=deputy-] form");
        assertNobodyIsShutOut(page, "named");
        page.click("section[id^=deputy-] form button");
        page.waitForSelector("section[id^=deputy-]:not(:has(form))");
        assertNobodyIsShutOut(page, "ended");
        desktop.assertNoComplaints();
    }

    /** Whether folded or not, by the press alone: there is no script. */
    @Test
    void onAPhoneTheFirstEntryOfAListComesBeforeItsFilter() {
        walk.assessed("strong", "to-150000");
        Page page = desktop.signedIn("pmo", phone().setJavaScriptEnabled(false));
        page.navigate("/lists/approvals");
        assertThat(page.locator("#entries tbody tr").first().boundingBox().y).isLessThan(844.0 - 100);
        assertThat(page.isVisible("#unit")).isFalse();
        page.click(".filter-fold > summary");
        page.fill("#ref", "G99999");
        page.click(".filter-fold button");
        assertThat(page.isVisible("#unit")).as("nothing was found").isTrue();
        desktop.refused(() -> page.navigate("/lists/approvals?from=soon"));
        assertThat(page.isVisible("#from-wrong")).as("said at its field").isTrue();

        Page desk = desktop.signedIn("pmo", wide(ColorScheme.LIGHT).setJavaScriptEnabled(false));
        desk.navigate("/lists/approvals");
        assertThat(desk.isVisible("#unit")).isTrue();
        assertThat(desk.isVisible(".filter-fold > summary")).isFalse();
    }

    /** A case file and a decision for a binder: all that is said, of when, by whom; nothing that one presses. */
    @Test
    void onPaperThereIsAllTextAndNothingToPress() {
        String initiative = walk.assessed("strong", "to-150000");
        Page page = desktop.signedIn("pmo", wide(ColorScheme.DARK));
        page.navigate("/trails/" + initiative + "/case");
        assertThat(page.isVisible(".case-card .facts"))
                .as("folded on the screen")
                .isFalse();
        page.setViewportSize(680, 960); // as wide as the sheet
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(page.isVisible(".case-card .facts")).isTrue();
        assertThat(page.isVisible(".crossing .facts")).isTrue();
        assertThat(page.innerText(".case-card.side-community >> nth=0")).startsWith("Community");
        assertThat(page.innerText(".case-card.side-strategy >> nth=0")).startsWith("Strategy");
        assertThat(page.innerText(".printed"))
                .matches("(?s)As of \\d+ \\w+ \\d{4}, [0-9:]+ UTC\\. Printed by .+, PMO.*");
        assertThat(pressable(page)).isZero();
        page.navigate("/lists/approvals");
        assertThat(page.evaluate("getComputedStyle(document.querySelector('#entries tbody tr')).display"))
                .as("a table stays one")
                .isEqualTo("table-row");
        assertThat(pressable(page)).isZero();
        Page decision = desktop.signedIn("exec-billing", wide(ColorScheme.LIGHT));
        decision.navigate("/tasks/" + approval(initiative));
        decision.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(pressable(decision)).isZero();
        assertThat(decision.isVisible(".evidence .facts")).isTrue();
    }

    private static int pressable(Page page) {
        return (Integer) page.evaluate("""
                () => [...document.querySelectorAll('button, input, select, textarea, nav[aria-label] li a[aria-current], .actions a')]
                    .filter(one => one.checkVisibility()).length""");
    }

    @Test
    void aPageThatIsNotThereShutsNobodyOut() {
        Page page = desktop.signedIn("exec-billing", wide(ColorScheme.LIGHT));
        desktop.refused(() -> page.navigate("/trails/G99999"));
        assertThat(page.textContent("h1")).isEqualTo("There is nothing here for you");
        assertNobodyIsShutOut(page, "404");
        desktop.refused(() -> page.navigate("/goals/new"));
        assertThat(page.textContent("h1")).isEqualTo("This is not yours to do");
        assertNobodyIsShutOut(page, "403");
        desktop.assertNoComplaints();
    }

    private String incomeLine() {
        List<?> income = (List<?>) api.as("controller")
                .get("/api/v1/communities/developers/finances")
                .ok()
                .object()
                .get("income");
        return "/communities/developers/finances/income/" + ((java.util.Map<?, ?>) income.get(0)).get("id");
    }

    @Test
    void whatShutsPeopleOutIsSeenInEitherScheme() {
        Page page = desktop.signedIn("exec-billing", wide(ColorScheme.LIGHT));
        page.navigate("/help/keys");
        page.evaluate("""
                () => {
                  const main = document.querySelector('main');
                  const words = document.createElement('p');
                  words.textContent = 'Nobody can read this in the dark';
                  words.style.color = '#333';
                  main.append(words, document.createElement('input'));
                }""");

        assertThat(desktop.violations(page))
                .extracting(rule -> rule.replaceAll("(: [a-z-]+) .*", "$1").replaceAll("(?s)\\R.*", ""))
                .containsExactlyInAnyOrder("in LIGHT: label", "in DARK: color-contrast");
    }

    /** One who writes without blanks takes the page from nobody else: titles and texts break, on the phone and at a desk. */
    @Test
    void noTextMakesAPageWiderThanItsScreen() {
        String word = "Defectreportingwithoutasingleblankinsideofit".repeat(3).substring(0, 120);
        String goal = api.as("board-secretary")
                .post("/api/v1/goals", with(Walk.goal("billing"), "title", word, "why", word, "measure", word))
                .ref();
        walk.complete("board-chair", goal, "ApproveBoardGoal", java.util.Map.of("decision", "approve"));
        String objective = goal + ".O1";
        walk.complete(
                "exec-billing",
                objective,
                "CommitObjective",
                with(Walk.objective("developers"), "title", word, "measure", word, "unit", word.substring(0, 40)));
        String initiative = objective + ".I1";
        walk.complete(
                "cm-developers",
                initiative,
                "ProposeInitiative",
                with(Walk.proposal(), "title", word, "need", word, "idea", word));
        walk.complete(
                "strategist-billing",
                initiative,
                "AssessFit",
                with(Walk.judgement("fair", "to-150000"), "effect", word, "note", word));
        String deciding = "/tasks/" + approval(initiative);
        List<String> trail = List.of("/trails", "/trails/" + goal, "/trails/" + initiative, "/map", "/tasks");
        assertFits("exec-billing", Stream.concat(Stream.of(deciding), trail.stream()));
        walk.complete("exec-billing", initiative, "ApproveInitiative", fields("decision", "decline", "reason", word));
        String telling = "/tasks/" + api.as("cm-developers").taskId(initiative, "TellMembers");
        assertFits(
                "cm-developers",
                Stream.concat(Stream.of(telling, "/lines", "/trails/" + initiative + "/discussion"), trail.stream()));
        walk.complete("cm-developers", initiative, "TellMembers", fields("youSaid", word, "weDid", word));
        assertFits("cm-developers", Stream.of("/communities/developers/told", "/trails/" + initiative));
        String at = "/trails/" + goal;
        assertFits(
                "pmo", Stream.of(at, at + "/history", at + "/case", at + "/case/" + decided(goal), "/lists/approvals"));
    }

    private static java.util.Map<String, Object> with(java.util.Map<String, Object> form, Object... others) {
        java.util.Map<String, Object> changed = new java.util.LinkedHashMap<>(form);
        changed.putAll(fields(others));
        return changed;
    }

    private void assertFits(String login, Stream<String> paths) {
        Page page = desktop.signedIn(login, wide(ColorScheme.LIGHT));
        paths.forEach(path -> {
            for (int width : new int[] {390, 1280}) {
                page.setViewportSize(width, 900);
                page.navigate(path);
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                        .as(path + " for " + login)
                        .isLessThanOrEqualTo(width);
            }
        });
    }

    @Test
    void noPageShutsAnybodyOut() {
        String initiative = walk.assessed("fair", "to-150000");
        String goal = Walk.goalOf(initiative);
        filledBox();
        Stream.of(
                        List.of(
                                "exec-billing",
                                "/tasks",
                                "/tasks/" + approval(initiative),
                                "/trails",
                                "/trails/" + goal,
                                "/trails/" + goal + "/discussion",
                                "/trails/" + goal + "/attachments",
                                "/trails/" + Walk.objectiveOf(initiative) + "/withdraw",
                                "/money",
                                "/limits",
                                "/lobs/billing/budget",
                                "/search",
                                "/search?q=defects",
                                "/tour",
                                "/help/keys",
                                "/deputies",
                                "/map"),
                        List.of(
                                "controller",
                                "/communities/developers/finances",
                                "/communities/developers/finances/income/new",
                                "/communities/developers/finances/costs/new",
                                incomeLine(),
                                "/lobs/billing/budget",
                                "/limits/new"),
                        List.of(
                                "cm-developers",
                                "/tasks",
                                "/communities",
                                "/communities/developers/told",
                                "/needs/new",
                                "/lines",
                                "/communities/developers/ideas",
                                "/communities/developers/ideas?state=raised",
                                "/communities/developers/ideas/import",
                                "/communities/developers/ideas/done",
                                "/trails/" + Walk.objectiveOf(initiative) + "/initiatives/new",
                                "/trails/" + initiative + "/withdraw",
                                "/map",
                                "/trails/" + initiative),
                        List.of(
                                "pmo",
                                "/trails/" + goal + "/history",
                                "/trails/" + goal + "/case",
                                "/trails/" + goal + "/case?kind=handovers&order=newest",
                                "/trails/" + goal + "/case/" + decided(goal),
                                "/trails/" + goal + "/case/" + ruled(goal),
                                "/system",
                                "/system/components",
                                "/tour",
                                "/lists",
                                "/lists/approvals",
                                "/lists/ideas",
                                "/communities/developers/ideas",
                                "/deputies"),
                        List.of("board-chair", "/goals/new"),
                        List.of("admin", "/people", "/people/new", "/units/new"))
                .forEach(tour -> {
                    Page page = desktop.signedIn(tour.get(0), wide(ColorScheme.LIGHT));
                    tour.stream().skip(1).forEach(path -> {
                        page.navigate(path);
                        desktop.assertNoComplaints();
                        assertThat(desktop.violations(page)).as(path).isEmpty();
                    });
                });
        desktop.assertNoComplaints();
    }
}
