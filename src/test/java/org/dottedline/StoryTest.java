package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dottedline.Api.fields;
import static org.dottedline.Api.soon;
import static org.dottedline.Api.without;

import java.time.LocalDate;
import java.time.ZoneOffset;
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

    /** G.., of the board; its objectives, of billing and care; their initiatives, of developers and users. */
    private String goal;

    private String ofBilling;
    private String ofCare;
    private String ofDevelopers;
    private String ofUsers;

    @BeforeEach
    void people() {
        Api api = new Api(port);
        secretary = api.as("board-secretary");
        chair = api.as("board-chair");
        billing = api.as("exec-billing");
        care = api.as("exec-care");
        strategist = api.as("strategist-billing");
        developers = api.as("cm-developers");
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
        billingGivesItselfMoreTimeAndClosesAsMissed();
        theDevelopersClose();
        theBoardClosesPartly();
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
                "communities", List.of("developers"));
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
                        "ProposeInitiative cm-developers community-manager.developers community",
                        "AssessFit strategist-billing strategist.billing strategy",
                        "ApproveInitiative exec-billing lob-executive.billing strategy",
                        "ReviseInitiative cm-developers community-manager.developers community",
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

    private void billingGivesItselfMoreTimeAndClosesAsMissed() {
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
