package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.dottedline.Api.fields;
import static org.dottedline.Api.soon;
import static org.dottedline.Api.without;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dottedline.Api.Answer;
import org.dottedline.Api.Caller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The story, from the board's goal to an approved initiative and back, as programs of its people would tell it. */
@ProductTest
class StoryTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final String IN_A_YEAR = TODAY.plusMonths(12).toString();
    private static final String IN_TWO_YEARS = TODAY.plusMonths(24).toString();

    /** A community of this test alone, as the developers are: its money is nobody else's. */
    private static final String COMMUNITY = "story-developers";

    @LocalServerPort
    int port;

    private Caller secretary;
    private Caller chair;
    private Caller billing;
    private Caller care;
    private Caller strategist;
    private Caller developers;
    private Caller users;
    private Caller pmo;
    private Caller controller;
    private Caller buyer;
    private Caller delivery;

    /** G.., of the board; its objectives, of billing and care; their initiatives, of developers and users. */
    private String goal;

    private String ofBilling;
    private String ofCare;
    private String ofDevelopers;
    private String ofUsers;
    private String request;
    private String need;

    @BeforeEach
    void people() {
        Api api = new Api(port);
        secretary = api.as("board-secretary");
        chair = api.as("board-chair");
        billing = api.as("exec-billing");
        care = api.as("exec-care");
        strategist = api.as("strategist-billing");
        controller = api.as("controller");
        buyer = api.as("buyer");
        delivery = api.as("delivery-lead");
        developers = api.as("cm-story");
        new Walk(api).foundCommunity(COMMUNITY, "cm-story");
        users = api.as("cm-users");
        pmo = api.as("pmo");
    }

    @Test
    void fromTheBoardsGoalToAnApprovedInitiativeAndBackToTheBoard() {
        theBoardProposesAGoalWhichItsProposerMayNotApprove();
        billingIsRefusedWithoutABaselineAndCommits();
        careCommitsAndItsCommunityDoesNotTakePart();
        careClosesWithoutTheCommunity();
        theDevelopersProposeWhatTheirMembersNeed();
        theStrategistJudgesTheFit();
        theExecutiveAsksForChangesFirst();
        theExecutiveApproves();
        whatPassedBetweenTheSidesIsAllOfThis();
        theRecordKnowsWhoDidWhat();
        billingGivesItselfMoreTime();
        theUsersRaiseANeed();
        theDevelopersAskForAFeature();
        membersAreAskedInTwoRounds();
        whatMembersSaidCrossesMaskedAndNothingElse();
        aDesignOf120000IsRefusedByTheRule();
        theScopeIsCutAndStillWelcome();
        what8750AMonthPaysIsReserved();
        billingBuildsAgainstTheAdvice();
        theExecutiveSeesTheFourSignals();
        deliveredFor101300TheRestIsReleased();
        launchedItIsReportedOn();
        fourQuartersAreReviewed();
        billingClosesAsMissed();
        theDevelopersClose();
        theBoardClosesPartly();
        oversightReadsBothShoresInOneCaseFile();
    }

    private void theBoardProposesAGoalWhichItsProposerMayNotApprove() {
        Answer proposed = secretary.post(
                "/api/v1/goals",
                fields(
                        "title", "Improve the quality of our products",
                        "why", "Customers find defects that we could have found before them.",
                        "fiscalYear", TODAY.getYear(),
                        "measure", "escaped defects per release, all products",
                        "lobs", List.of("billing", "care")));
        goal = proposed.is(201).ref();
        assertThat(proposed.text()).isEmpty();
        ofBilling = goal + ".O1";
        ofCare = goal + ".O2";
        ofDevelopers = ofBilling + ".I1";
        ofUsers = ofCare + ".I1";

        String id = chair.taskId(goal, "ApproveBoardGoal");
        assertThat(without(chair.get("/api/v1/tasks/" + id).ok().object(), "due"))
                .isEqualTo(fields(
                        "id", id,
                        "task", "ApproveBoardGoal",
                        "name", "Approve board goal",
                        "process", "board-goal",
                        "ref", goal,
                        "side", "strategy",
                        "state", "open",
                        "overdue", false,
                        "form", "approve-board-goal",
                        "context",
                                Map.of(
                                        "goal",
                                        Map.of(
                                                "title", "Improve the quality of our products",
                                                "why", "Customers find defects that we could have found before them.",
                                                "fiscalYear", TODAY.getYear(),
                                                "measure", "escaped defects per release, all products",
                                                "lobs", List.of("billing", "care"))),
                        "notes", List.of()));

        Answer own = secretary.completeById(id, Map.of("decision", "approve"));
        own.refused(403, "separation");
        assertThat(own.detail())
                .isEqualTo(
                        "You did “Goal proposed” at " + goal + "; “Approve board goal” must be done by somebody else.");
        secretary.get("/api/v1/tasks/" + id).ok();
        assertThat(without(node(secretary, goal), "tasks[0].since"))
                .isEqualTo(fields(
                        "ref",
                        goal,
                        "kind",
                        "goal",
                        "title",
                        "Improve the quality of our products",
                        "state",
                        "running",
                        "tasks",
                        List.of(Map.of("task", "ApproveBoardGoal", "group", "board")),
                        "children",
                        List.of(),
                        "figures",
                        Map.of()));

        assertThat(chair.completeById(id, Map.of("decision", "approve")).ok().object())
                .isEqualTo(Map.of("ref", goal, "task", "ApproveBoardGoal", "notes", List.of()));
        assertThat(billing.tasks(goal)).extracting(task -> task.get("task")).containsExactly("CommitObjective");
        assertThat(care.tasks(goal)).extracting(task -> task.get("ref")).containsExactly(ofCare);
    }

    private void billingIsRefusedWithoutABaselineAndCommits() {
        Map<String, Object> commitment = fields(
                "title", "Surface defects in the invoicing module before release",
                "measure", "escaped defects per release",
                "unit", "defects",
                "direction", "lower",
                "target", "20",
                "dueOn", IN_A_YEAR,
                "cadence", "quarterly",
                "communities", List.of(COMMUNITY));
        String first = billing.taskId(ofBilling, "CommitObjective");
        String missing =
                "Give the baseline: without the value of today nobody can tell later whether anything improved.";
        assertThat(billing.completeById(first, commitment).ok().object())
                .isEqualTo(Map.of("ref", ofBilling, "task", "CommitObjective", "notes", List.of(missing)));

        String second = billing.taskId(ofBilling, "CommitObjective");
        assertThat(second).isNotEqualTo(first);
        assertThat(billing.get("/api/v1/tasks/" + second).ok().object()).containsEntry("notes", List.of(missing));
        assertThat(form(billing, second, "title"))
                .containsEntry("defaultValue", "Surface defects in the invoicing module before release");
        // Other tests of this database found communities of their own.
        assertThat((List<Object>) form(billing, second, "communities").get("values"))
                .contains(
                        Map.of("label", "Developer Community", "value", "developers"),
                        Map.of("label", "User Community", "value", "users"));
        assertThat(form(billing, second, "communities")).doesNotContainKey("valuesKey");
        billing.completeById(first, commitment).refused(409, "moved-on");

        commitment.put("baseline", "40");
        assertThat(billing.completeById(second, commitment).notes()).isEmpty();
        assertThat(billing.tasks(ofBilling))
                .extracting(task -> task.get("task"))
                .containsExactly("CloseObjective");
        Map<String, Object> closing = billing.task(ofBilling, "CloseObjective");
        assertThat(closing).containsEntry("due", IN_A_YEAR + "T23:59:59Z").containsEntry("overdue", false);
    }

    private void careCommitsAndItsCommunityDoesNotTakePart() {
        care.complete(
                        ofCare,
                        "CommitObjective",
                        "title",
                        "Catch repeat defects before customers do",
                        "measure",
                        "share of defects that more than one customer reported before a fix was announced",
                        "unit",
                        "%",
                        "direction",
                        "lower",
                        "baseline",
                        "26",
                        "target",
                        "8",
                        "dueOn",
                        IN_A_YEAR,
                        "cadence",
                        "quarterly",
                        "communities",
                        List.of("users"))
                .ok();
        users.complete(ofCare, "ProposeInitiative", "decision", "decline").wrong("reason");
        users.complete(
                        ofCare,
                        "ProposeInitiative",
                        "decision",
                        "decline",
                        "reason",
                        "Members are in the middle of a migration.")
                .ok();
        soon(() -> assertThat(users.trail(ofUsers))
                .isEqualTo(fields(
                        "ref", ofUsers,
                        "kind", "initiative",
                        "title", "Initiative of User Community",
                        "unit", "users",
                        "state", "declined",
                        "result", "not-taking-part",
                        "reason", "Members are in the middle of a migration.",
                        "tasks", List.of(),
                        "children", List.of(),
                        "figures", Map.of())));
        soon(() -> assertThat(care.handovers(ofUsers))
                .last()
                .satisfies(told -> assertThat(without(told, "at"))
                        .isEqualTo(fields(
                                "message", "TrailEnded",
                                "from", "community-initiative",
                                "to", "lob-objective",
                                "ref", ofUsers,
                                "payload",
                                        Map.of(
                                                "reference", ofUsers,
                                                "kind", "initiative",
                                                "reason", "Members are in the middle of a migration.",
                                                "summary", "The community does not take part."),
                                "result", "delivered"))));
    }

    private void careClosesWithoutTheCommunity() {
        care.complete(
                        ofCare,
                        "CloseObjective",
                        "result",
                        "missed",
                        "finalValue",
                        "19",
                        "reason",
                        "Without the community repeats are found by support alone.")
                .ok();
        assertThat(care.trail(ofCare))
                .containsEntry("state", "closed")
                .containsEntry("result", "missed")
                .containsEntry("reason", "Without the community repeats are found by support alone.")
                .containsEntry("tasks", List.of())
                .containsEntry("children", List.of(ofUsers))
                .containsEntry(
                        "figures",
                        fields(
                                "measure",
                                        "share of defects that more than one customer reported before a fix was announced",
                                "unit", "%",
                                "direction", "lower",
                                "baseline", "26",
                                "target", "8",
                                "dueOn", IN_A_YEAR,
                                "cadence", "quarterly",
                                "finalValue", "19"));
        care.post("/api/v1/trails/" + ofCare + "/initiatives", Map.of("community", "users"))
                .refused(403, "forbidden");
        users.post("/api/v1/trails/" + ofCare + "/initiatives", Map.of("community", "users"))
                .refused(409, "moved-on");
        assertThat(secretary.trail(goal)).containsEntry("state", "running").containsEntry("tasks", List.of());
    }

    private void theDevelopersProposeWhatTheirMembersNeed() {
        Map<String, Object> open = developers.task(ofBilling, "ProposeInitiative");
        assertThat(open).containsEntry("ref", ofDevelopers).containsEntry("side", "community");
        String id = (String) open.get("id");
        Map<String, Object> task = developers.get("/api/v1/tasks/" + id).ok().object();
        assertThat(task)
                .containsEntry(
                        "context",
                        Map.of(
                                "goal",
                                Map.of(
                                        "title", "Improve the quality of our products",
                                        "why", "Customers find defects that we could have found before them."),
                                "objective",
                                fields(
                                        "title", "Surface defects in the invoicing module before release",
                                        "measure", "escaped defects per release",
                                        "unit", "defects",
                                        "direction", "lower",
                                        "baseline", "40",
                                        "target", "20",
                                        "dueOn", IN_A_YEAR,
                                        "cadence", "quarterly",
                                        "lob", "billing")));
        assertThat(form(developers, id, "groups"))
                .containsEntry(
                        "values",
                        List.of(
                                Map.of("label", "Customers", "value", "customers"),
                                Map.of("label", "Partners", "value", "partners"),
                                Map.of("label", "Employees", "value", "employees")));
        users.get("/api/v1/tasks/" + id).refused(404, "not-found");
        developers.completeById(id, proposal("prospects")).wrong("groups");
        assertThat(developers
                        .completeById(id, proposal("customers", "partners", "employees"))
                        .notes())
                .isEmpty();
    }

    private static Map<String, Object> proposal(String... groups) {
        return fields(
                "decision",
                "propose",
                "title",
                "Report and follow defects in the community",
                "need",
                "members lose days on defects that others already know",
                "groups",
                List.of(groups),
                "idea",
                "report and follow defects inside the community");
    }

    private void theStrategistJudgesTheFit() {
        Map<String, Object> task = strategist.task(ofBilling, "AssessFit");
        assertThat(strategist.get("/api/v1/tasks/" + task.get("id")).ok().object())
                .extracting("context")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry(
                        "proposal",
                        Map.of(
                                "title", "Report and follow defects in the community",
                                "need", "members lose days on defects that others already know",
                                "groups", List.of("customers", "partners", "employees"),
                                "idea", "report and follow defects inside the community"))
                .doesNotContainKey("judgement");
        strategist
                .complete(
                        ofBilling,
                        "AssessFit",
                        "fit",
                        "strong",
                        "effect",
                        "ten to fifteen defects a release earlier",
                        "budgetBand",
                        "to-150000",
                        "note",
                        "Most escaped defects of the module were known to somebody outside.")
                .ok();
    }

    private void theExecutiveAsksForChangesFirst() {
        billing.complete(ofBilling, "ApproveInitiative", "decision", "changes").wrong("reason");
        billing.complete(ofBilling, "ApproveInitiative", "decision", "changes", "reason", "Which module?")
                .ok();
        Map<String, Object> back = developers.task(ofBilling, "ReviseInitiative");
        assertThat(developers.get("/api/v1/tasks/" + back.get("id")).ok().object())
                .containsEntry("notes", List.of("Which module?"));
        Map<String, Object> revised = proposal("customers", "partners", "employees");
        revised.put("idea", "report and follow defects of the invoicing module inside the community");
        developers.completeById((String) back.get("id"), revised).ok();
    }

    private void theExecutiveApproves() {
        strategist
                .complete(
                        ofBilling,
                        "AssessFit",
                        "fit",
                        "strong",
                        "effect",
                        "ten to fifteen defects a release earlier",
                        "budgetBand",
                        "to-150000",
                        "note",
                        "It is the invoicing module, as it should be.")
                .ok();
        String id = billing.taskId(ofBilling, "ApproveInitiative");
        assertThat(billing.get("/api/v1/tasks/" + id).ok().object())
                .extracting("context")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry(
                        "judgement",
                        Map.of(
                                "fit", "strong",
                                "effect", "ten to fifteen defects a release earlier",
                                "budgetBand", "to-150000",
                                "note", "It is the invoicing module, as it should be."));
        assertThat(billing.completeById(id, Map.of("decision", "approve")).notes())
                .isEmpty();
        Map<String, Object> closing = developers.task(ofBilling, "CloseInitiative");
        assertThat(without(closing, "due"))
                .isEqualTo(fields(
                        "id", closing.get("id"),
                        "task", "CloseInitiative",
                        "name", "Close initiative",
                        "process", "community-initiative",
                        "ref", ofDevelopers,
                        "side", "community",
                        "state", "open",
                        "overdue", false,
                        "form", "close-initiative",
                        "context", Map.of(),
                        "notes", List.of()));
        assertThat(developers.trail(ofDevelopers))
                .containsEntry("state", "running")
                .containsEntry("title", "Report and follow defects in the community");
    }

    private void whatPassedBetweenTheSidesIsAllOfThis() {
        List<String> groups = List.of("customers", "partners", "employees");
        List<Map<String, Object>> expected = List.of(
                handover(
                        "ObjectiveCommitted",
                        "lob-objective",
                        "community-initiative",
                        fields(
                                "goalTitle", "Improve the quality of our products",
                                "goalWhy", "Customers find defects that we could have found before them.",
                                "title", "Surface defects in the invoicing module before release",
                                "measure", "escaped defects per release",
                                "unit", "defects",
                                "direction", "lower",
                                "baseline", "40",
                                "target", "20",
                                "dueOn", IN_A_YEAR,
                                "cadence", "quarterly",
                                "lob", "billing")),
                handover(
                        "InitiativeProposed",
                        "community-initiative",
                        "initiative-approval",
                        fields(
                                "title", "Report and follow defects in the community",
                                "need", "members lose days on defects that others already know",
                                "groups", groups,
                                "idea", "report and follow defects inside the community")),
                handover(
                        "InitiativeDecided",
                        "initiative-approval",
                        "community-initiative",
                        fields("decision", "changes", "reason", "Which module?")),
                handover(
                        "InitiativeProposed",
                        "community-initiative",
                        "initiative-approval",
                        fields(
                                "title", "Report and follow defects in the community",
                                "need", "members lose days on defects that others already know",
                                "groups", groups,
                                "idea", "report and follow defects of the invoicing module inside the community")),
                handover(
                        "InitiativeDecided",
                        "initiative-approval",
                        "community-initiative",
                        fields("decision", "approve")));
        for (Caller side : List.of(billing, developers, pmo)) {
            assertThat(side.handovers(ofBilling).stream()
                            .map(handover -> without(handover, "at"))
                            .toList())
                    .isEqualTo(expected);
        }
    }

    private Map<String, Object> handover(String message, String from, String to, Map<String, Object> payload) {
        return fields(
                "message",
                message,
                "from",
                from,
                "to",
                to,
                "ref",
                ofDevelopers,
                "payload",
                payload,
                "result",
                "delivered");
    }

    private void theRecordKnowsWhoDidWhat() {
        assertThat(pmo.history(ofBilling).stream()
                        .filter(entry -> "task-completed".equals(entry.get("kind")))
                        .map(entry -> entry.get("element") + " " + entry.get("actor") + " " + entry.get("role") + " "
                                + entry.get("side"))
                        .toList())
                .containsExactly(
                        "CommitObjective exec-billing lob-executive.billing strategy",
                        "CommitObjective exec-billing lob-executive.billing strategy",
                        "ProposeInitiative cm-story community-manager.story-developers community",
                        "AssessFit strategist-billing strategist.billing strategy",
                        "ApproveInitiative exec-billing lob-executive.billing strategy",
                        "ReviseInitiative cm-story community-manager.story-developers community",
                        "AssessFit strategist-billing strategist.billing strategy",
                        "ApproveInitiative exec-billing lob-executive.billing strategy");

        Map<String, Object> changes = pmo.history(ofDevelopers).stream()
                .filter(entry -> "ApproveInitiative".equals(entry.get("element")))
                .findFirst()
                .orElseThrow();
        assertThat(changes.remove("seq")).isInstanceOf(Integer.class);
        assertThat(changes.remove("version")).isInstanceOf(Integer.class);
        assertThat(without(changes, "at"))
                .isEqualTo(fields(
                        "ref", ofDevelopers,
                        "side", "strategy",
                        "process", "initiative-approval",
                        "element", "ApproveInitiative",
                        "kind", "task-completed",
                        "actor", "exec-billing",
                        "role", "lob-executive.billing",
                        "after", Map.of("decision", "changes", "reason", "Which module?"),
                        "reason", "Which module?"));
        assertThat(pmo.history(ofBilling))
                .isSortedAccordingTo(
                        (one, other) -> Integer.compare((Integer) one.get("seq"), (Integer) other.get("seq")));
        assertThat(developers.history(ofBilling))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry).containsEntry("side", "community"));
    }

    private void billingGivesItselfMoreTime() {
        billing.complete(
                        ofBilling,
                        "CloseObjective",
                        "result",
                        "extended",
                        "finalValue",
                        "31",
                        "reason",
                        "One release was not counted.")
                .wrong("newDueOn");
        billing.complete(
                        ofBilling,
                        "CloseObjective",
                        "result",
                        "extended",
                        "finalValue",
                        "31",
                        "reason",
                        "One release was not counted.",
                        "newDueOn",
                        IN_A_YEAR)
                .wrong("newDueOn");
        billing.complete(
                        ofBilling,
                        "CloseObjective",
                        "result",
                        "extended",
                        "finalValue",
                        "31",
                        "reason",
                        "One release was not counted.",
                        "newDueOn",
                        IN_TWO_YEARS)
                .ok();
        soon(() -> assertThat(lastHandover(developers))
                .containsEntry("message", "ObjectiveClosed")
                .containsEntry(
                        "payload",
                        fields(
                                "result", "extended",
                                "finalValue", "31",
                                "reason", "One release was not counted.",
                                "newDueOn", IN_TWO_YEARS)));
        assertThat(billing.trail(ofBilling)).containsEntry("state", "running");
        assertThat(billing.task(ofBilling, "CloseObjective")).containsEntry("due", IN_TWO_YEARS + "T23:59:59Z");
        assertThat(developers.tasks(ofBilling)).hasSize(1);
    }

    private void billingClosesAsMissed() {
        billing.complete(
                        ofBilling,
                        "CloseObjective",
                        "result",
                        "missed",
                        "finalValue",
                        "23",
                        "reason",
                        "Two of three releases were cut before triage.")
                .ok();
        soon(() -> assertThat(lastHandover(developers))
                .containsEntry("result", "delivered")
                .containsEntry(
                        "payload",
                        fields(
                                "result", "missed",
                                "finalValue", "23",
                                "reason", "Two of three releases were cut before triage.")));
        assertThat(billing.trail(ofBilling)).containsEntry("state", "closed").containsEntry("result", "missed");
    }

    private Map<String, Object> lastHandover(Caller caller) {
        List<Map<String, Object>> all = caller.handovers(ofDevelopers);
        return all.get(all.size() - 1);
    }

    /** Finances of the story, and a floor that the board has confirmed. */
    private Map<String, Object> finances() {
        return controller
                .get("/api/v1/communities/" + COMMUNITY + "/finances")
                .ok()
                .object();
    }

    private List<Object> runRate() {
        return rows(finances(), "runRate").stream()
                .map(row -> row.get("amount"))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(Map<String, Object> object, String key) {
        return (List<Map<String, Object>>) object.get(key);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> section(Caller caller, String task, String section) {
        Map<String, Object> context = (Map<String, Object>)
                caller.get("/api/v1/tasks/" + task).ok().object().get("context");
        assertThat(context).containsKey(section);
        return (Map<String, Object>) context.get(section);
    }

    private void theUsersRaiseANeed() {
        need = users.post(
                        "/api/v1/needs",
                        fields("lob", "care", "title", "Members cannot tell which version a fix is in"))
                .ref();
        users.complete(
                        need,
                        "DescribeNeed",
                        "title",
                        "Members cannot tell which version a fix is in",
                        "need",
                        "members install release after release",
                        "groups",
                        List.of("customers"),
                        "evidence",
                        "asked 61 times in three months")
                .ok();
        care.task(need, "AnswerNeed");
        assertThat(care.handovers(need))
                .last()
                .satisfies(told -> assertThat(told)
                        .containsEntry("message", "NeedRaised")
                        .containsEntry("result", "delivered")
                        .containsEntry(
                                "payload",
                                fields(
                                        "title", "Members cannot tell which version a fix is in",
                                        "need", "members install release after release",
                                        "groups", List.of("customers"),
                                        "evidence", "asked 61 times in three months")));
    }

    private void theDevelopersAskForAFeature() {
        request = developers
                .post(
                        "/api/v1/trails/" + ofDevelopers + "/requests",
                        fields("title", "Defect reporting in the community"))
                .ref();
        assertThat(request).isEqualTo(ofDevelopers + ".R1");
        developers
                .complete(
                        request,
                        "DescribeFeature",
                        "title",
                        "Defect reporting in the community",
                        "need",
                        "members lose days on defects that others already know",
                        "description",
                        "report a defect, see whether others have it, follow it")
                .ok();
    }

    private void membersAreAskedInTwoRounds() {
        developers
                .complete(
                        request,
                        "PlanResearch",
                        "question",
                        "Would you welcome it?",
                        "method",
                        "survey",
                        "groups",
                        List.of(planned("customers"), planned("partners"), planned("employees")),
                        "closesOn",
                        TODAY.plusDays(20).toString())
                .ok();
        assertThat(developers
                        .complete(
                                request,
                                "SubmitResearch",
                                "results",
                                List.of(
                                        answers("customers", 400, 126, 97, 18, 11),
                                        answers("partners", 90, 41, 31, 7, 3),
                                        answers("employees", 60, 21, 13, 5, 3)),
                                "summary",
                                "Too few employees have answered.")
                        .notes())
                .isNotEmpty();
        developers
                .complete(
                        request,
                        "SubmitResearch",
                        "results",
                        List.of(answers("employees", 0, 14, 9, 4, 1)),
                        "summary",
                        "All three groups welcome it.",
                        "quotes",
                        List.of(fields("text", "Only if somebody answers.")))
                .ok();
    }

    private static Map<String, Object> planned(String group) {
        return fields("group", group, "minimum", 30, "welcomeAt", 60, "unwelcomeBelow", 40);
    }

    private static Map<String, Object> answers(
            String group, int asked, int answered, int inFavour, int neutral, int against) {
        return fields(
                "group",
                group,
                "asked",
                asked,
                "answered",
                answered,
                "inFavour",
                inFavour,
                "neutral",
                neutral,
                "against",
                against);
    }

    private void whatMembersSaidCrossesMaskedAndNothingElse() {
        delivery.task(request, "DesignFeature");
        assertThat(without(delivery.handovers(request).get(0), "at"))
                .isEqualTo(fields(
                        "message",
                        "FeatureRequested",
                        "from",
                        "feature-request",
                        "to",
                        "feature-delivery",
                        "ref",
                        request,
                        "payload",
                        fields(
                                "title",
                                "Defect reporting in the community",
                                "need",
                                "members lose days on defects that others already know",
                                "description",
                                "report a defect, see whether others have it, follow it",
                                "groups",
                                List.of(
                                        answers("customers", 400, 126, 97, 18, 11),
                                        fields("group", "partners", "asked", 90, "answered", 41, "inFavour", 31),
                                        fields("group", "employees", "asked", 60, "answered", 35, "inFavour", 22)),
                                "verdict",
                                "welcome",
                                "summary",
                                "All three groups welcome it.",
                                "quotes",
                                List.of("Only if somebody answers.")),
                        "result",
                        "delivered"));
    }

    private static final List<String> POINTS = List.of(
            "reported in three minutes",
            "known defects are shown",
            "states are told",
            "engineers answer",
            "translated");

    private void design(int points, String oneOff) {
        delivery.complete(
                        request,
                        "DesignFeature",
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
                        4)
                .ok();
    }

    private Answer reserve(String income, String monthly) {
        Object id = rows(finances(), "income").stream()
                .filter(line -> income.equals(line.get("name")))
                .findFirst()
                .orElseThrow()
                .get("id");
        return controller.complete(
                request,
                "ReviewFunding",
                "decision",
                "reserve",
                "picks",
                List.of(fields("income", id, "monthly", monthly)),
                "months",
                12);
    }

    private void aDesignOf120000IsRefusedByTheRule() {
        design(5, "120000.00");
        assertThat(runRate()).hasSize(12).containsOnly("13000.00");
        assertThat(reserve("Sponsor Fabrikam", "5000.00").refused(422, "rule").detail())
                .isNotBlank();
        Answer refused = reserve("Sponsor Northwind", "10000.00");
        assertThat(refused.ok().object()).containsEntry("ref", request).containsEntry("task", "ReviewFunding");
        String deciding = billing.taskId(request, "DecideHowToPay");
        assertThat(notes(billing, deciding))
                .contains("The run rate falls below the floor in 12 of the next twelve months, first in month 1.");
        assertThat(runRate()).containsOnly("13000.00");
        assertThat(rows(finances(), "reservations")).isEmpty();
        billing.completeById(
                        deciding, fields("decision", "cut-scope", "reason", "translation can wait for another year"))
                .ok();
    }

    @SuppressWarnings("unchecked")
    private static List<String> notes(Caller caller, String task) {
        return (List<String>) caller.get("/api/v1/tasks/" + task).ok().object().get("notes");
    }

    private void theScopeIsCutAndStillWelcome() {
        design(4, "105000.00");
        String confirming = developers.taskId(request, "ConfirmStillWelcome");
        assertThat(developers.handovers(request))
                .last()
                .satisfies(told -> assertThat(told)
                        .containsEntry("message", "FeatureRescoped")
                        .containsEntry(
                                "payload",
                                fields(
                                        "kept", POINTS.subList(0, 4),
                                        "dropped", List.of("translated"),
                                        "reason", "translation can wait for another year")));
        developers.completeById(confirming, fields("decision", "still-welcome")).ok();
        controller.task(request, "ReviewFunding");
        assertThat(controller.handovers(request))
                .last()
                .satisfies(told -> assertThat(told)
                        .containsEntry("message", "RescopeAnswered")
                        .containsEntry("payload", fields("decision", "still-welcome")));
    }

    private void what8750AMonthPaysIsReserved() {
        reserve("Sponsor Northwind", "8750.00").ok();
        assertThat(rows(finances(), "reservations"))
                .singleElement()
                .satisfies(reservation -> assertThat(reservation)
                        .containsEntry("ref", request)
                        .containsEntry("monthly", "8750.00")
                        .containsEntry("months", 12));
        strategist.trail(request);
    }

    private void billingBuildsAgainstTheAdvice() {
        delivery.completeById(delivery.taskId(request, "EstimateBuild"), option("105000.00", "3000.00", 4, 6))
                .ok();
        Map<String, Object> a = option("57000.00", "18000.00", 2, 10);
        a.put("vendor", "vendor A");
        Map<String, Object> b = option("36000.00", "30000.00", 1, 14);
        b.put("vendor", "vendor B");
        buyer.complete(request, "CollectQuotes", "quotes", List.of(a, b)).ok();
        String deciding = strategist.taskId(request, "DecideSourcing");
        String seen = strategist.get("/api/v1/tasks/" + deciding).ok().text();
        assertThat(seen).contains("\"114000.00\"", "\"111000.00\"", "\"126000.00\"", "vendor A");
        strategist.completeById(deciding, fields("option", "build")).wrong("reason");
        strategist
                .completeById(deciding, fields("option", "build", "reason", "the defect data is sensitive"))
                .ok();
    }

    private static Map<String, Object> option(String oneOff, String yearly, int months, int hours) {
        return fields(
                "oneOff", oneOff, "yearly", yearly, "monthsToLive", months, "managerHours", hours, "risks", "few");
    }

    private void theExecutiveSeesTheFourSignals() {
        String approving = billing.taskId(request, "ApproveSpending");
        assertThat(section(billing, approving, "signals"))
                .containsExactly(
                        entry("fit", "strong"),
                        entry("membersSaid", "welcome"),
                        entry("surplusThen", "13,000.00 → 4,000.00 a month, floor 4,000.00"),
                        entry("buildOrBuy", "build"));
        assertThat(section(billing, approving, "fit"))
                .containsEntry("fit", "strong")
                .containsEntry("budgetBand", "to-150000");
        assertThat(section(billing, approving, "members")).containsEntry("verdict", "welcome");
        Map<String, Object> money = section(billing, approving, "money");
        assertThat(money).containsEntry("oneOff", "105000.00").containsEntry("reserved", "105000.00");
        List<Map<String, Object>> months = rows(money, "months");
        assertThat(months).hasSize(12);
        assertThat(months.subList(0, 4))
                .allSatisfy(month -> assertThat(month)
                        .containsEntry("before", "13000.00")
                        .containsEntry("after", "4250.00")
                        .containsEntry("floor", "4000.00"));
        assertThat(months.subList(4, 12)).allSatisfy(month -> assertThat(month).containsEntry("after", "4000.00"));
        assertThat(section(billing, approving, "buildOrBuy"))
                .containsEntry("choice", "build")
                .containsEntry(
                        "advice",
                        "vendor A: 111,000.00 EUR over three years. Cheapest over three years. Live 2 months earlier than the slowest.")
                .containsEntry("againstAdvice", "the defect data is sensitive");
        billing.completeById(approving, fields("decision", "approve")).ok();
    }

    private void deliveredFor101300TheRestIsReleased() {
        delivery.complete(
                        request,
                        "ConfirmDelivery",
                        "acceptance",
                        POINTS.subList(0, 4).stream()
                                .map(point -> fields("point", point, "met", true))
                                .toList(),
                        "actualCost",
                        "101300.00")
                .ok();
        strategist.complete(request, "AcceptDelivery", "decision", "accept").ok();
        developers.task(request, "LaunchWithMembers");
        assertThat(developers.handovers(request))
                .last()
                .satisfies(told -> assertThat(told)
                        .containsEntry("message", "FeatureDelivered")
                        .containsEntry(
                                "payload",
                                fields(
                                        "points", POINTS.subList(0, 4),
                                        "deliveredOn", TODAY.toString(),
                                        "made", "built")));
        assertThat(pmo.history(request))
                .anySatisfy(entry -> assertThat(entry.toString()).contains("3700.00"));
    }

    private void launchedItIsReportedOn() {
        developers
                .complete(
                        request,
                        "LaunchWithMembers",
                        "launchedOn",
                        TODAY.toString(),
                        "announcement",
                        "From today you can report defects here.")
                .ok();
        tellMembers("You asked for it.", "It is here.");
        developers
                .complete(
                        request,
                        "ReportFeedback",
                        "from",
                        TODAY.toString(),
                        "to",
                        TODAY.toString(),
                        "members",
                        212,
                        "reports",
                        348,
                        "satisfaction",
                        "4.3",
                        "summary",
                        "Members report more than we thought.")
                .ok();
        soon(() -> assertThat(billing.handovers(request))
                .last()
                .satisfies(told -> assertThat(told)
                        .containsEntry("message", "FeedbackReported")
                        .containsEntry(
                                "payload",
                                fields(
                                        "from",
                                        TODAY.toString(),
                                        "to",
                                        TODAY.toString(),
                                        "members",
                                        212,
                                        "reports",
                                        348,
                                        "satisfaction",
                                        "4.3",
                                        "summary",
                                        "Members report more than we thought."))));
        soon(() -> assertThat(developers.trail(request))
                .containsEntry("state", "closed")
                .containsEntry("result", "live"));
    }

    private void tellMembers(String youSaid, String weDid) {
        developers
                .complete(ofDevelopers, "TellMembers", "youSaid", youSaid, "weDid", weDid)
                .ok();
    }

    private void fourQuartersAreReviewed() {
        review("40", false);
        accepted(fields("review", 1, "value", "40", "baseline", "40", "target", "20"));
        review("38", false);
        accepted(fields("review", 2, "value", "38", "baseline", "40", "target", "20"));
        review("31", false);
        billing.complete(ofBilling, "AcceptOutcome", "decision", "dispute").wrong("reason");
        billing.complete(ofBilling, "AcceptOutcome", "decision", "dispute", "reason", "a release was not counted")
                .ok();
        record("33", false);
        accepted(fields("review", 3, "value", "33", "baseline", "40", "target", "20"));
        review("23", true);
        strategist
                .complete(
                        ofBilling,
                        "SayWhyMissed",
                        "cause",
                        "system",
                        "reason",
                        "two of three releases were cut before triage")
                .ok();
        accepted(fields("review", 4, "value", "23", "baseline", "40", "target", "20", "cause", "system"));
    }

    private void review(String value, boolean last) {
        soon(() -> strategist
                .post("/api/v1/trails/" + ofBilling + "/now", fields("task", "RecordOutcome"))
                .is(202));
        record(value, last);
    }

    private void record(String value, boolean last) {
        Map<String, Object> outcome =
                fields("value", value, "measuredOn", TODAY.toString(), "source", "release reports");
        if (last) {
            outcome.put("last", true);
        }
        strategist
                .completeById(strategist.taskId(ofBilling, "RecordOutcome"), outcome)
                .ok();
    }

    private void accepted(Map<String, Object> payload) {
        billing.complete(ofBilling, "AcceptOutcome", "decision", "accept").ok();
        soon(() -> assertThat(lastHandover(developers))
                .containsEntry("message", "OutcomeReviewed")
                .containsEntry("result", "delivered")
                .containsEntry("payload", payload));
        tellMembers("You report defects.", "Fewer escape.");
    }

    private void theDevelopersClose() {
        soon(() -> assertThat(developers.task(ofDevelopers, "CloseInitiative")).containsEntry("overdue", true));
        developers
                .complete(
                        ofDevelopers,
                        "CloseInitiative",
                        "summary",
                        "Members report defects here and see what became of them.")
                .ok();
        assertThat(developers.trail(ofDevelopers)).containsEntry("state", "closed");
        assertThat(developers.tasks(goal)).isEmpty();
    }

    private void theBoardClosesPartly() {
        secretary
                .complete(
                        goal,
                        "CloseBoardGoal",
                        "result",
                        "partly",
                        "summary",
                        "Seventeen of twenty defects fewer in billing; care moved from 26 to 19 %.")
                .ok();
        assertThat(chair.trail(goal))
                .isEqualTo(fields(
                        "ref", goal,
                        "kind", "goal",
                        "title", "Improve the quality of our products",
                        "state", "closed",
                        "result", "partly",
                        "reason", "Seventeen of twenty defects fewer in billing; care moved from 26 to 19 %.",
                        "tasks", List.of(),
                        "children", List.of(ofBilling, ofCare),
                        "figures", Map.of()));
        for (Caller anyone : List.of(secretary, chair, billing, care, strategist, developers, users)) {
            assertThat(anyone.tasks(goal)).isEmpty();
        }
    }

    private void oversightReadsBothShoresInOneCaseFile() {
        Visitor visitor = Visitor.at(port, "pmo");
        List<String> seen = new ArrayList<>();
        List<String> crossed = new ArrayList<>();
        List<String> places = new ArrayList<>();
        String next = "/trails/" + goal + "/case";
        while (next != null) {
            Visitor.Sheet page = visitor.open(next);
            seen.addAll(page.all("data-seq=\"([0-9]+)\""));
            crossed.addAll(page.all("class=\"name\"><a [^>]*>([^<]+)</a>"));
            places.addAll(page.all("case-entry at-([a-z]+)"));
            next = page.all("rel=\"next\" href=\"([^\"]+)\"").stream()
                    .findFirst()
                    .orElse(null);
        }
        List<Map<String, Object>> history =
                pmo.get("/api/v1/trails/" + goal + "/history?limit=200").ok().items();
        assertThat(history)
                .filteredOn(entry -> entry.get("decision") != null)
                .isNotEmpty()
                .allSatisfy(ruled -> assertThat(ruled).containsKeys("process", "version", "element"));
        List<Object> recorded = history.stream().map(entry -> entry.get("seq")).toList();
        assertThat(seen)
                .doesNotHaveDuplicates()
                .containsAll(recorded.stream().map(String::valueOf).toList());
        assertThat(places).hasSameSizeAs(seen).contains("strategy", "community", "across");
        assertThat(crossed)
                .hasSameSizeAs(pmo.handovers(goal))
                .containsSubsequence(
                        "Objective committed",
                        "Initiative proposed",
                        "Changes asked for",
                        "Initiative proposed",
                        "Approved",
                        "Feature requested",
                        "Scope cut",
                        "Answer to the cut",
                        "Feature delivered",
                        "Feedback reported",
                        "Outcome reviewed",
                        "Objective missed");
    }

    /** The node with the moments of its tasks taken out to its own level, for comparison. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> node(Caller caller, String ref) {
        Map<String, Object> node = caller.trail(ref);
        List<Map<String, Object>> tasks = (List<Map<String, Object>>) node.get("tasks");
        for (int i = 0; i < tasks.size(); i++) {
            node.put("tasks[" + i + "].since", tasks.get(i).remove("since"));
        }
        return node;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> form(Caller caller, String task, String field) {
        Map<String, Object> form =
                caller.get("/api/v1/tasks/" + task + "/form").ok().object();
        return ((List<Map<String, Object>>) form.get("components"))
                .stream()
                        .filter(component -> field.equals(component.get("key")))
                        .findFirst()
                        .orElseThrow();
    }
}
