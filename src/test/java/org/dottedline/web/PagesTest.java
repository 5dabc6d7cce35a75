package org.dottedline.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dottedline.Api;
import org.dottedline.ProductTest;
import org.dottedline.Visitor;
import org.dottedline.Visitor.Sheet;
import org.dottedline.Walk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages as plain HTML: no script runs here, and everything works. */
@ProductTest
class PagesTest {

    private static final String EXPRESSIONS =
            "${7*7} #{x} T(java.lang.Runtime) __${7*7}__::x {{7*7}} <script>x</script>";

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

    private String task(String login, String ref, String task) {
        return "/tasks/" + api.as(login).taskId(ref, task);
    }

    @Test
    void aGoalBecomesAnObjectiveByFormsAlone() {
        Visitor secretary = as("board-secretary");
        secretary.open("/goals/new");
        Sheet proposed = secretary.send(
                "/goals/new",
                "title",
                "Improve the quality of our products",
                "why",
                "Customers find defects first.",
                "fiscalYear",
                "2026",
                "measure",
                "escaped defects",
                "lobs",
                "billing",
                "lobs",
                "care");
        assertThat(proposed.path()).matches("/trails/G\\d+");
        assertThat(proposed.text()).contains("is proposed. Somebody else of the board approves it.");

        String ref = proposed.path().substring("/trails/".length());
        Visitor chair = as("board-chair");
        String approval =
                chair.open("/tasks?ref=" + ref).all("href=\"(/tasks/[^\"?]+)").get(0);
        chair.open(approval);
        Sheet approved = chair.send(approval, "decision", "approve");

        assertThat(approved.path()).isEqualTo("/trails/" + ref);
        assertThat(approved.text()).contains("Done: Approve board goal.", ref + ".O1", ref + ".O2", "Commit objective");
    }

    @Test
    void aDoubleClickProposesOneGoal() {
        Visitor secretary = as("board-secretary");
        String once = secretary
                .open("/goals/new")
                .all("name=\"once\" value=\"([^\"]+)\"")
                .get(0);

        String first = proposedWith(secretary, once, "Answer sooner");
        assertThat(proposedWith(secretary, once, "Answer sooner")).isEqualTo(first);
        assertThat(proposedWith(secretary, once, "Answer better")).isNotEqualTo(first);
    }

    private static String proposedWith(Visitor visitor, String once, String title) {
        return visitor.send(
                        "/goals/new",
                        "once",
                        once,
                        "title",
                        title,
                        "why",
                        "Customers wait.",
                        "fiscalYear",
                        "2026",
                        "measure",
                        "hours",
                        "lobs",
                        "care")
                .path();
    }

    @Test
    void whatIsWrongStandsAtItsFieldAndInASummaryAndEverythingTypedStays() {
        Visitor secretary = as("board-secretary");
        secretary.open("/goals/new");
        Sheet refused = secretary.send(
                "/goals/new",
                "title",
                "A <b>goal</b>",
                "why",
                "First line\r\n\r\nSecond \"line\"",
                "fiscalYear",
                "next year",
                "measure",
                "",
                "lobs",
                "care");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("2 things need another look");
        assertThat(refused.html())
                .contains("href=\"#field-fiscalYear\"", "href=\"#field-measure\"")
                .contains(">A &lt;b&gt;goal&lt;/b&gt;".substring(1))
                .contains("First line", "Second &quot;line&quot;</textarea>");
        assertThat(refused.tag("field-title")).contains("value=\"A &lt;b&gt;goal&lt;/b&gt;\"");
        assertThat(refused.tag("field-fiscalYear"))
                .contains("value=\"next year\"", "aria-invalid=\"true\"", "error-fiscalYear");
        assertThat(refused.tag("error-fiscalYear")).isNotEmpty();
        assertThat(refused.tag("field-title")).doesNotContain("aria-invalid");
        assertThat(refused.html())
                .containsPattern(
                        "value=\"care\"\\s+checked|checked=\"checked\"[^>]*value=\"care\"|value=\"care\" checked");
    }

    @ParameterizedTest
    @CsvSource({"25000", "'25,000.00'", "' 25000.00 '"})
    void amountsAreReadAsPeopleTypeThem(String typed) {
        String initiative = walk.assessed("weak", "to-25000");
        String approval = task("exec-billing", initiative, "ApproveInitiative");
        Visitor executive = as("exec-billing");
        executive.open(approval);

        Sheet without = executive.send(approval, "decision", "approve", "reason", "", "cap", "");
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.text()).contains("A weak fit needs a cap of at most 25,000.00.");
        Sheet unreadable = executive.send(approval, "decision", "approve", "reason", "Good.", "cap", "25.000,00");
        assertThat(unreadable.text()).contains("Write a number, such as 8,750.00 or 8750.");
        assertThat(unreadable.tag("field-cap")).contains("value=\"25.000,00\"");

        Sheet done = executive.send(approval, "decision", "approve", "reason", "Good.", "cap", typed);
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.text()).contains("Done: Approve initiative.");
    }

    @Test
    void whatARuleSendsBackComesBackWithTheReasonAndWhatWasTyped() {
        String objective = walk.approvedGoal("billing") + ".O1";
        String commit = task("exec-billing", objective, "CommitObjective");
        Visitor executive = as("exec-billing");
        executive.open(commit);
        Sheet back = executive.send(
                commit,
                "title",
                "Surface defects",
                "measure",
                "escaped defects per release",
                "unit",
                "defects",
                "direction",
                "lower",
                "baseline",
                "",
                "target",
                "20",
                "dueOn",
                java.time.LocalDate.now(java.time.ZoneOffset.UTC).plusMonths(12).toString(),
                "cadence",
                "quarterly",
                "communities",
                "developers");

        assertThat(back.path()).startsWith("/tasks/").isNotEqualTo(commit);
        assertThat(back.text())
                .contains("Good to know first", "Give the baseline")
                .doesNotContain("Done:");
        assertThat(back.tag("field-title")).contains("value=\"Surface defects\"");
    }

    @Test
    void withoutItsTokenAFormDoesNothing() {
        String goal = walk.proposedGoal("billing");
        String approval = task("board-chair", goal, "ApproveBoardGoal");
        Visitor chair = as("board-chair");

        Sheet refused = chair.sendWithoutToken(approval, "decision", "approve");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("The page you sent was too old, or came from elsewhere.");
        assertThat(chair.open(approval).status()).isEqualTo(200);
    }

    @Test
    void whoWasSignedOutMeanwhileGetsBackWhatWasTypedAndTheWayBack() {
        String goal = walk.proposedGoal("billing");
        String approval = task("board-chair", goal, "ApproveBoardGoal");
        Visitor chair = as("board-chair");
        String form =
                chair.open(approval).all("name=\"task\" value=\"([^\"]+)\"").get(0);
        chair.send("/sign-out");

        Sheet late = chair.sendWithoutToken(
                approval, "_csrf", "old-token", "task", form, "decision", "send-back", "reason", "Say <i>why</i>.");

        assertThat(late.status()).isEqualTo(403);
        assertThat(late.text())
                .contains("You were signed out meanwhile", "Nothing was sent.", "Reason", "Say <i>why</i>.")
                .doesNotContain("not yours", "ask an administrator");
        assertThat(late.html()).contains("href=\"" + approval + "\"").doesNotContain("old-token");
        chair.open(approval);
        assertThat(chair.send("/sign-in", "username", "board-chair", "password", "board-chair")
                        .path())
                .isEqualTo(approval);
    }

    @Test
    void aPasswordIsNeverGivenBack() {
        Sheet late = Visitor.at(port).sendWithoutToken("/people/someone", "name", "Ada Late", "password", "QzxSecret");

        assertThat(late.status()).isEqualTo(403);
        assertThat(late.text()).contains("You were signed out meanwhile", "Ada Late");
        assertThat(late.html()).doesNotContain("QzxSecret");
    }

    @Test
    void whoDidATaskIsToldThatTheyDid() {
        String goal = walk.proposedGoal("billing");
        String approval = task("board-chair", goal, "ApproveBoardGoal");
        Visitor chair = as("board-chair");
        Sheet opened = chair.open(approval);
        chair.send(approval, "decision", "approve");

        Sheet again = chair.open(approval);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text())
                .containsPattern("You approved this at \\d\\d:\\d\\d\\.")
                .doesNotContain("Somebody was here before you");
        assertThat(again.html()).contains("href=\"/trails/" + goal + "\"");
        Sheet twice = chair.send(approval, "task", "approve-board-goal", "at", goal, "decision", "approve");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.text()).contains("You approved this at");
        assertThat(as("board-secretary").open(approval).text()).doesNotContain("You approved");
    }

    @Test
    void eachErrorNamesItsFieldAndALimitIsSaidBefore() {
        String objective = walk.approvedGoal("billing") + ".O1";
        String commit = task("exec-billing", objective, "CommitObjective");
        Visitor executive = as("exec-billing");

        Sheet opened = executive.open(commit);
        assertThat(opened.tag("field-title")).contains("maxlength=\"120\"");
        assertThat(opened.text()).contains("Up to 120 characters", "Baseline needed before it is committed");

        Sheet refused = executive.send(commit, "title", "T", "baseline", "forty", "target", "twenty");
        assertThat(refused.text())
                .contains("Baseline: Write a number, such as", "Target: Write a number, such as")
                .contains("Please fill in “Measure”.")
                .doesNotContain("Measure: Please fill in");
    }

    @Test
    void whateverIsTypedIsShownAsText() {
        Map<String, Object> goal = Walk.goal("billing");
        goal.put("title", EXPRESSIONS);
        goal.put("why", EXPRESSIONS);
        goal.put("measure", EXPRESSIONS);
        String ref = api.as("board-secretary").post("/api/v1/goals", goal).ref();
        Visitor chair = as("board-chair");

        for (String path : List.of(
                "/tasks?ref=" + ref,
                task("board-chair", ref, "ApproveBoardGoal"),
                "/trails",
                "/trails/" + ref,
                "/trails/" + ref + "/history",
                "/trails/" + ref + "/withdraw")) {
            Sheet page = chair.open(path);
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.text())
                    .as(path)
                    .contains(EXPRESSIONS.substring(0, EXPRESSIONS.indexOf('<')), "<script>x</script>");
            assertThat(page.html()).as(path).doesNotContain("<script>x");
        }
        for (String path : List.of(
                "/tasks?ref=%24%7B7*7069%7D",
                "/tasks?group=%24%7B7*7069%7D&overdue=__x__", "/trails/%24%7B7*7069%7D")) {
            Sheet page = chair.open(path);
            assertThat(page.status()).as(path).isIn(200, 404);
            assertThat(page.text()).as(path).doesNotContain("49483");
        }
    }

    @Test
    void aFieldThatTheFormDoesNotHaveIsRefused() {
        String goal = walk.proposedGoal("billing");
        String approval = task("board-chair", goal, "ApproveBoardGoal");
        Visitor chair = as("board-chair");
        chair.open(approval);

        Sheet refused = chair.send(approval, "decision", "approve", "approved", "true");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("approved: This form has no such field.");
    }

    @Test
    void workOfOthersIsNotThere() {
        String objective = walk.approvedGoal("billing") + ".O1";
        String commit = task("exec-billing", objective, "CommitObjective");
        Visitor other = as("exec-care");

        assertThat(other.open(commit).status()).isEqualTo(404);
        assertThat(other.send(commit, "title", "x").status()).isEqualTo(404);
        assertThat(other.open("/trails/" + objective).status()).isEqualTo(404);
        assertThat(other.open("/trails/" + objective + "/history").status()).isEqualTo(404);
        assertThat(other.open("/people").status()).isEqualTo(403);
        assertThat(other.open("/system").status()).isEqualTo(403);
        assertThat(other.open("/goals/new").status()).isEqualTo(403);
    }

    @Test
    void whoComesTooLateIsToldSoAndGetsBackWhatWasTyped() {
        String goal = walk.proposedGoal("billing");
        String approval = task("board-chair", goal, "ApproveBoardGoal");
        Visitor chair = as("board-chair");
        Sheet opened = chair.open(approval);
        api.as("board-chair")
                .completeById(approval.substring("/tasks/".length()), Map.of("decision", "approve"))
                .ok();
        String form = opened.all("name=\"task\" value=\"([^\"]+)\"").get(0);

        Sheet late =
                chair.send(approval, "task", form, "at", goal, "decision", "send-back", "reason", "Say <i>why</i>.");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("You approved this at", "What you had typed", "Say <i>why</i>.");
        assertThat(late.html()).contains("href=\"/trails/" + goal + "\"");
    }

    @Test
    void whoeverProposedSeesWhyTheyMayNotApprove() {
        String goal = walk.proposedGoal("billing");
        String approval = task("board-chair", goal, "ApproveBoardGoal");
        Visitor secretary = as("board-secretary");

        Sheet page = secretary.open(approval);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("must be done by somebody else.");
        assertThat(page.html()).doesNotContain("name=\"decision\"");
        assertThat(secretary.send(approval, "decision", "approve").status()).isEqualTo(403);
        assertThat(secretary.send(approval + "/claim").status()).isEqualTo(403);
    }

    @Test
    void aTaskIsTakenGivenBackAndHandedOn() {
        String goal = walk.proposedGoal("billing");
        String approval = task("board-chair", goal, "ApproveBoardGoal");
        Visitor chair = as("board-chair");
        chair.open(approval);

        assertThat(chair.send(approval + "/claim").text()).contains("You hold this task.");
        assertThat(as("board-secretary").open(approval).text()).contains("Henrik Lund has taken this task.");
        Sheet toProposer = chair.send(approval + "/assign", "person", "board-secretary");
        assertThat(toProposer.status()).isEqualTo(403);
        assertThat(toProposer.text()).contains("Ruth Okafor did “Goal proposed”", "must be done by somebody else.");
        assertThat(chair.send(approval + "/assign", "person", "exec-care").status())
                .isEqualTo(422);
        assertThat(chair.send(approval + "/release").text()).contains("Nobody has taken it yet.");
    }

    @Test
    void withdrawingSaysWhatEndsAndAsksWhy() {
        String objective = walk.committed("developers");
        api.as("cm-developers").task(objective, "ProposeInitiative");
        Visitor executive = as("exec-billing");

        Sheet ask = executive.open("/trails/" + objective + "/withdraw");
        assertThat(ask.text())
                .contains("Withdraw this objective?", objective, objective + ".I1", "2 open tasks go away.");
        Sheet unsaid = executive.send("/trails/" + objective + "/withdraw", "reason", " ");
        assertThat(unsaid.status()).isEqualTo(422);
        assertThat(unsaid.html()).contains("href=\"#field-reason\"");
        Sheet done = executive.send("/trails/" + objective + "/withdraw", "reason", "No longer needed.");

        assertThat(done.path()).isEqualTo("/trails/" + objective);
        assertThat(done.text()).contains("Withdrawn: " + objective, "Nobody: this trail has come to its end.");
        assertThat(executive.open("/trails/" + objective + "/withdraw").status())
                .isEqualTo(409);
        assertThat(as("exec-care").open("/trails/" + objective + "/withdraw").status())
                .isEqualTo(404);
    }

    @Test
    void aTrailShowsBothShoresWhatPassedAndWhoIsNext() {
        String initiative = walk.assessed("strong", "to-150000");
        Sheet trail = as("exec-billing").open("/trails/" + Walk.goalOf(initiative));

        assertThat(trail.text())
                .contains("Strategy", "Community", "Objective committed", "Initiative proposed", "delivered")
                .contains("Who is next Approve initiative", "40 → 20 defects", "Open it");
        assertThat(as("cm-developers").open("/trails/" + initiative).text())
                .contains(
                        "Continue as Priya Nair, LOB executive of Billing Products", "LOB executive, Billing Products");
        assertThat(as("pmo").open("/trails/" + initiative + "/history").text())
                .contains("Assess fit", "Anna Keller (Strategist, Billing Products)", "Initiative approval, version");
        assertThat(as("cm-developers")
                        .open("/trails/" + initiative + "/history")
                        .text())
                .contains("Propose initiative")
                .doesNotContain("Assess fit");
    }

    @Test
    void theDemoGoesOnAsWhoeverIsNext() {
        String goal = walk.proposedGoal("billing");
        String approval = api.as("board-chair").taskId(goal, "ApproveBoardGoal");
        Visitor visitor = as("board-secretary");
        assertThat(visitor.open("/trails/" + goal).text()).contains("Continue as Henrik Lund, board");

        Sheet next = visitor.send("/trails/" + goal + "/continue", "task", approval);

        assertThat(next.path()).isEqualTo("/tasks/" + approval);
        assertThat(next.text()).contains("Henrik Lund", "Approve board goal");
        assertThat(visitor.open("/trails/" + goal + "/continue").status()).isEqualTo(405);
        assertThat(visitor.send("/trails/" + goal + "/continue", "task", "none").status())
                .isEqualTo(409);
    }

    @Test
    void aFurtherInitiativeIsOpenedFromItsObjective() {
        String initiative = walk.approved();
        String objective = Walk.objectiveOf(initiative);
        Visitor manager = as("cm-developers");
        assertThat(manager.open("/trails/" + objective).text()).contains("Propose an initiative");
        manager.open("/trails/" + objective + "/initiatives/new");

        Sheet opened = manager.send("/trails/" + objective + "/initiatives/new", "community", "developers");

        assertThat(opened.path()).startsWith("/tasks/");
        assertThat(opened.text()).contains("Propose initiative", objective + ".I2");
        assertThat(as("exec-billing")
                        .open("/trails/" + objective + "/initiatives/new")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theListShowsWhatItsAddressAsksFor() {
        String goal = walk.proposedGoal("billing");
        Visitor chair = as("board-chair");

        assertThat(chair.open("/tasks?ref=" + goal.toLowerCase(java.util.Locale.ROOT))
                        .text())
                .contains("Approve board goal", goal);
        assertThat(chair.open("/tasks?group=mine&ref=" + goal).text()).contains("Nothing matches");
        assertThat(chair.open("/tasks?overdue=true&ref=" + goal).text()).contains("Nothing matches");
        assertThat(chair.open("/tasks?ref=nowhere").text()).contains("Nothing matches");
        assertThat(chair.open("/tasks?after=rubbish").status()).isEqualTo(422);
        Sheet filtered = chair.open("/tasks?ref=" + goal);
        String link = filtered.all("href=\"(/tasks/[^\"]+)").get(0).replace("&amp;", "&");
        assertThat(chair.open(link).html()).contains("href=\"/tasks?ref=" + goal + "\"");
    }

    @Test
    void anAdministratorIsToldThatSidesDoNotMixAndTheTicksStay() {
        Visitor administrator = as("admin");
        administrator.open("/people/new");
        String login = "both." + System.nanoTime();

        Sheet refused = administrator.send(
                "/people/new",
                "login",
                login,
                "name",
                "Both Sides",
                "roles",
                "board",
                "roles",
                "community-manager.users",
                "password",
                "",
                "enabled",
                "true");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("One person never holds roles of two sides");
        assertThat(refused.tag("field-name")).contains("value=\"Both Sides\"");
        assertThat(refused.all("value=\"([^\"]+)\" checked")).contains("board", "community-manager.users");
        assertThat(administrator
                        .send(
                                "/people/admin",
                                "name",
                                "Jonas Berg",
                                "roles",
                                "administrator",
                                "roles",
                                "board",
                                "enabled",
                                "true")
                        .status())
                .isIn(403, 422);
        assertThat(administrator
                        .send("/people/new", "login", login, "name", "One Side", "roles", "board", "enabled", "true")
                        .text())
                .contains("One Side is saved.");
        assertThat(administrator
                        .send("/people/new", "login", login, "name", "Again", "enabled", "true")
                        .text())
                .contains("Somebody signs in with this name already.");
        assertThat(administrator
                        .send("/people/" + login, "name", "One Side", "enabled", "false")
                        .text())
                .contains("May not sign in");
    }

    /** Not even whether a login or a unit is there, nor which roles there are. */
    @Test
    void whoIsNoAdministratorLearnsNothingFromAddingPeople() {
        for (String login : List.of("cm-developers", "pmo")) {
            Visitor visitor = as(login);
            for (String there : List.of("admin", "nobody-of-this-name")) {
                Sheet answer = visitor.send("/people/new", "login", there);
                assertThat(answer.status()).as(login + " " + there).isEqualTo(403);
                assertThat(answer.html()).doesNotContain("strategist.billing");
            }
            for (String there : List.of("billing", "no-such-unit")) {
                assertThat(visitor.send("/units/new", "id", there).status())
                        .as(login + " " + there)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void aUnitIsAddedAndRenamed() {
        Visitor administrator = as("admin");
        administrator.open("/units/new");
        String id = "u" + System.nanoTime();

        assertThat(administrator
                        .send("/units/new", "id", "No Id", "name", "", "kind", "")
                        .status())
                .isEqualTo(422);
        administrator.send(
                "/units/new", "id", id, "kind", "community", "name", "Makers", "groups", "customers\r\n\r\npartners ");
        assertThat(administrator.open("/units/" + id).text()).contains("customers partners");
        assertThat(administrator
                        .send("/units/" + id, "name", "Makers and menders", "groups", "customers")
                        .text())
                .contains("Makers and menders is saved.");
    }

    /** Nothing in a page that our own content security policy would refuse, no key without its words, and a language. */
    @Test
    void noPageBringsScriptOrStyleOfItsOwn() {
        String initiative = walk.assessed("strong", "to-150000");
        String goal = Walk.goalOf(initiative);
        Stream.of(
                        List.of("board-chair", "/tasks", "/trails", "/goals/new", "/trails/" + goal + "/withdraw"),
                        List.of(
                                "exec-billing",
                                "/tasks?ref=" + goal,
                                task("exec-billing", initiative, "ApproveInitiative"),
                                "/trails/" + goal,
                                "/nowhere"),
                        List.of(
                                "pmo",
                                "/tasks",
                                "/trails/" + goal + "/history",
                                "/system",
                                "/communities",
                                "/communities/developers/told",
                                "/communities/developers/finances",
                                "/money",
                                "/lobs/billing/budget",
                                "/limits",
                                "/limits/new"),
                        List.of(
                                "controller",
                                "/communities/developers/finances/income/new",
                                "/communities/developers/finances/costs/new",
                                "/limits/new?what=budget:billing"),
                        List.of("cm-developers", "/communities", "/needs/new"),
                        List.of(
                                "admin",
                                "/tasks",
                                "/people",
                                "/people/new",
                                "/people/pmo",
                                "/units/new",
                                "/units/users"))
                .forEach(tour -> {
                    Visitor visitor = as(tour.get(0));
                    tour.stream().skip(1).forEach(path -> requireClean(path, visitor.open(path)));
                });
        requireClean("/sign-in", Visitor.at(port).open("/sign-in"));
    }

    private static void requireClean(String path, Sheet page) {
        assertThat(page.html())
                .as(path)
                .contains("<!DOCTYPE html>", "lang=\"en\"", "class=\"skip\" href=\"#content\"", "<main id=\"content\"")
                .doesNotContainPattern("<script(?![^>]*\\ssrc=)")
                .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=\"|javascript:")
                .doesNotContainPattern("\\?\\?[a-zA-Z.-]+_en")
                .doesNotContainPattern("\\bth:[a-z-]+=")
                .doesNotContain("${");
        assertThat(page.all("\\sid=\"([^\"]+)\"")).as(path).doesNotHaveDuplicates();
        assertThat(page.all("<label[^>]* for=\"([^\"]+)\""))
                .as(path)
                .allSatisfy(id -> assertThat(page.tag(id)).isNotEmpty());
    }
}
