package org.dottedline.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dottedline.browser.Desktop.phone;
import static org.dottedline.browser.Desktop.wide;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.stream.Stream;
import org.dottedline.Api;
import org.dottedline.ProductTest;
import org.dottedline.Walk;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

    @Test
    void anExecutiveDecidesOnAPhone() {
        String initiative = walk.assessed("strong", "to-150000");
        Page page = desktop.signedIn("exec-billing", phone());
        page.navigate("/tasks?ref=" + initiative);
        page.tap("#tasks h2 a");
        page.waitForSelector("button[name=decision][value=approve]");
        page.locator("#work").scrollIntoViewIfNeeded();
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

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void noPageShutsAnybodyOut(ColorScheme scheme) {
        String initiative = walk.assessed("fair", "to-150000");
        String goal = Walk.goalOf(initiative);
        Stream.of(
                        List.of(
                                "exec-billing",
                                "/tasks",
                                "/tasks/" + approval(initiative),
                                "/trails",
                                "/trails/" + goal,
                                "/trails/" + goal + "/discussion",
                                "/trails/" + Walk.objectiveOf(initiative) + "/withdraw",
                                "/money",
                                "/limits",
                                "/lobs/billing/budget",
                                "/search",
                                "/search?q=defects",
                                "/tour",
                                "/help/keys",
                                "/map"),
                        List.of("controller", "/communities/developers/finances", "/limits/new"),
                        List.of(
                                "cm-developers",
                                "/tasks",
                                "/communities",
                                "/communities/developers/told",
                                "/needs/new",
                                "/map",
                                "/trails/" + initiative),
                        List.of(
                                "pmo",
                                "/trails/" + goal + "/history",
                                "/system",
                                "/system/components",
                                "/tour",
                                "/lists",
                                "/lists/approvals"),
                        List.of("board-chair", "/goals/new"),
                        List.of("admin", "/people", "/people/new", "/units/new"))
                .forEach(tour -> {
                    Page page = desktop.signedIn(tour.get(0), wide(scheme));
                    tour.stream().skip(1).forEach(path -> {
                        page.navigate(path);
                        desktop.assertNoComplaints();
                        assertThat(desktop.violations(page))
                                .as(path + " in " + scheme)
                                .isEmpty();
                    });
                });
        desktop.assertNoComplaints();
    }
}
