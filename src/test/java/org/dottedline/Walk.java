package org.dottedline;

import static org.dottedline.Api.fields;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Takes a new trail to where a test begins: by the API, each step as its own person, in the words of the story. */
public final class Walk {

    private final Api api;

    public Walk(Api api) {
        this.api = api;
    }

    public static Map<String, Object> goal(String... lobs) {
        return fields(
                "title", "Improve the quality of our products",
                "why", "Customers find defects that we could have found before them.",
                "fiscalYear", LocalDate.now(ZoneOffset.UTC).getYear(),
                "measure", "escaped defects per release, all products",
                "lobs", List.of(lobs));
    }

    public static Map<String, Object> objective(String... communities) {
        return fields(
                "title", "Surface defects in the invoicing module before release",
                "measure", "escaped defects per release",
                "unit", "defects",
                "direction", "lower",
                "baseline", "40",
                "target", "20",
                "dueOn", LocalDate.now(ZoneOffset.UTC).plusMonths(12).toString(),
                "cadence", "quarterly",
                "communities", List.of(communities));
    }

    public static Map<String, Object> proposal() {
        return fields(
                "decision", "propose",
                "title", "Report and follow defects in the community",
                "need", "members lose days on defects that others already know",
                "groups", List.of("customers", "partners", "employees"),
                "idea", "report and follow defects inside the community");
    }

    public static Map<String, Object> judgement(String fit, String band) {
        return fields(
                "fit",
                fit,
                "effect",
                "ten to fifteen defects a release earlier",
                "budgetBand",
                band,
                "note",
                "Most escaped defects of the module were known to somebody outside.");
    }

    /** A community as the developers are, with a manager: its money is nobody else's. */
    public void foundCommunity(String community, String manager) {
        Api.Caller admin = api.as("admin");
        admin.put(
                "/api/v1/units/" + community,
                fields(
                        "kind",
                        "community",
                        "name",
                        "Developers of the story",
                        "groups",
                        List.of("customers", "partners", "employees")));
        admin.put(
                "/api/v1/people/" + manager,
                fields("name", "Maya of the story", "roles", List.of("community-manager." + community)));
        Api.Caller controller = api.as("controller");
        controller
                .put(
                        "/api/v1/communities/" + community + "/finances",
                        fields(
                                "income",
                                List.of(
                                        income("Sponsor Northwind", "sponsor", "15000.00", "any"),
                                        income("Sponsor Fabrikam", "sponsor", "8000.00", "events"),
                                        income("Memberships", "membership", "22000.00", "none")),
                                "costs",
                                List.of(
                                        fields("name", "Platform", "monthly", "9500.00"),
                                        fields("name", "Staff", "monthly", "14500.00"),
                                        fields("name", "Events", "monthly", "8000.00"))))
                .ok();
        String floor = controller
                .post(
                        "/api/v1/limits",
                        fields(
                                "key",
                                "floor",
                                "unit",
                                community,
                                "value",
                                "4000.00",
                                "from",
                                LocalDate.now(ZoneOffset.UTC).toString()))
                .is(201)
                .location();
        api.as("board-chair").post(floor + "/confirm");
    }

    private static Map<String, Object> income(String name, String kind, String monthly, String restriction) {
        return fields("name", name, "kind", kind, "monthly", monthly, "restriction", restriction);
    }

    /** A goal of {@code board-secretary} that waits for approval. */
    public String proposedGoal(String... lobs) {
        return api.as("board-secretary").post("/api/v1/goals", goal(lobs)).ref();
    }

    /** A goal whose objectives, {@code .O1} and on in the order of its lines of business, wait to be committed. */
    public String approvedGoal(String... lobs) {
        String goal = proposedGoal(lobs);
        complete("board-chair", goal, "ApproveBoardGoal", Map.of("decision", "approve"));
        return goal;
    }

    /** An objective of billing, the only one of its goal, that has been committed and invites communities. */
    public String committed(String... communities) {
        String objective = approvedGoal("billing") + ".O1";
        complete("exec-billing", objective, "CommitObjective", objective(communities));
        return objective;
    }

    /** An initiative of developers under an objective of billing, to be proposed. */
    public String invited() {
        String initiative = committed("developers") + ".I1";
        api.as("cm-developers").task(initiative, "ProposeInitiative");
        return initiative;
    }

    /** One whose fit is to be judged. */
    public String proposed() {
        String initiative = invited();
        complete("cm-developers", initiative, "ProposeInitiative", proposal());
        api.as("strategist-billing").task(initiative, "AssessFit");
        return initiative;
    }

    /** One that the executive is to decide on. */
    public String assessed(String fit, String band) {
        String initiative = proposed();
        complete("strategist-billing", initiative, "AssessFit", judgement(fit, band));
        return initiative;
    }

    /** One that was sent back to its manager. */
    public String changesAsked() {
        String initiative = assessed("strong", "to-150000");
        complete(
                "exec-billing",
                initiative,
                "ApproveInitiative",
                Map.of("decision", "changes", "reason", "Which module?"));
        api.as("cm-developers").task(initiative, "ReviseInitiative");
        return initiative;
    }

    /** One that the board is to countersign. */
    public String toCountersign() {
        String initiative = assessed("strong", "above-150000");
        complete("exec-billing", initiative, "ApproveInitiative", Map.of("decision", "approve"));
        return initiative;
    }

    /** One that was approved and is open. */
    public String approved() {
        String initiative = assessed("strong", "to-150000");
        complete("exec-billing", initiative, "ApproveInitiative", Map.of("decision", "approve"));
        api.as("cm-developers").task(initiative, "CloseInitiative");
        return initiative;
    }

    /** Completes the one open task of this kind at or below a reference, as soon as it is there. */
    public void complete(String login, String ref, String task, Map<String, ?> fields) {
        Api.Caller caller = api.as(login);
        caller.completeById(caller.taskId(ref, task), fields).ok();
    }

    public static String goalOf(String ref) {
        return ref.substring(0, ref.indexOf('.'));
    }

    public static String objectiveOf(String initiative) {
        return initiative.substring(0, initiative.lastIndexOf('.'));
    }
}
