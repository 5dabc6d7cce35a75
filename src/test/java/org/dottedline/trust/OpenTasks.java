package org.dottedline.trust;

import static org.dottedline.Api.fields;
import static org.dottedline.Api.soon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dottedline.Api;
import org.dottedline.Api.Caller;
import org.dottedline.Walk;

/**
 * A line of business and a community that nobody else's tests touch, with every kind of task open somewhere. One person,
 * {@link #EVERYTHING}, has every role of strategy while this is made, and does one half of each pair; she has none of them afterwards.
 */
final class OpenTasks {

    static final String LOB = "trust-line";
    static final String COMMUNITY = "trust-members";
    static final String MANAGER = "cm-trust";
    static final String EXECUTIVE = "exec-trust";
    static final String STRATEGIST = "strategist-trust";
    static final String EVERYTHING = "everything-trust";
    static final List<String> ROLES =
            List.of("board", "finance", "sourcing", "delivery", "strategist." + LOB, "lob-executive." + LOB);

    private static final Map<Integer, OpenTasks> MADE = new ConcurrentHashMap<>();

    /** A task as it was completed, or waits. */
    record Task(String task, String id, String ref, String login, Map<String, Object> body) {}

    private final Api api;
    private final List<Task> done = new ArrayList<>();
    private final List<Task> open = new ArrayList<>();

    private OpenTasks(Api api) {
        this.api = api;
    }

    /** Made once for each database, since whoever attacks leaves everything as it was. */
    static OpenTasks at(int port) {
        return MADE.computeIfAbsent(port, any -> {
            OpenTasks tasks = new OpenTasks(new Api(port));
            tasks.found();
            new WalkToEach(tasks).walk();
            tasks.grant(EVERYTHING, List.of());
            return tasks;
        });
    }

    /** Every task that waits, some kinds of them more than once. */
    List<Task> all() {
        return List.copyOf(open);
    }

    /** One waiting task of each kind. */
    Map<String, Task> kinds() {
        Map<String, Task> kinds = new LinkedHashMap<>();
        open.forEach(task -> kinds.putIfAbsent(task.task(), task));
        return kinds;
    }

    /** One completed task of each kind. */
    Map<String, Task> over() {
        Map<String, Task> kinds = new LinkedHashMap<>();
        done.forEach(task -> kinds.putIfAbsent(task.task(), task));
        return kinds;
    }

    /** What {@link #EVERYTHING} did at a reference, by the names of the models. */
    List<String> dutiesAt(String ref) {
        return done.stream()
                .filter(task -> task.login().equals(EVERYTHING) && task.ref().equals(ref))
                .map(Task::task)
                .toList();
    }

    Task one(String task) {
        return Optional.ofNullable(kinds().get(task)).orElseThrow(() -> new AssertionError("No " + task + " waits."));
    }

    Api api() {
        return api;
    }

    /** Who ordinarily does this kind of task. */
    static String doer(String task) {
        return switch (task) {
            case "ApproveBoardGoal", "CloseBoardGoal", "CountersignInitiative", "CountersignSpending" -> "board-chair";
            case "ReviseBoardGoal", "BoardGoalProposed" -> "board-secretary";
            case "CommitObjective",
                    "CloseObjective",
                    "AcceptOutcome",
                    "ApproveInitiative",
                    "AnswerNeed",
                    "DecideHowToPay",
                    "ApproveSpending" -> EXECUTIVE;
            case "RecordOutcome", "SayWhyMissed", "AssessFit", "DecideSourcing", "AcceptDelivery" -> STRATEGIST;
            case "DesignFeature", "EstimateBuild", "ConfirmDelivery" -> "delivery-lead";
            case "ReviewFunding" -> "controller";
            case "CollectQuotes" -> "buyer";
            default -> MANAGER;
        };
    }

    void grant(String login, List<String> roles) {
        Api.Answer saved =
                api.as("admin").put("/api/v1/people/" + login, fields("name", "Person " + login, "roles", roles));
        if (saved.status() != 200 && saved.status() != 201) {
            throw new AssertionError(saved.toString());
        }
    }

    /** Somebody completes the task of this kind as soon as it is there. */
    void step(String login, String ref, String task, Map<String, Object> body) {
        Caller caller = api.as(login);
        Map<String, Object> found = caller.task(ref, task);
        String id = (String) found.get("id");
        caller.completeById(id, body).ok();
        done.add(new Task(task, id, (String) found.get("ref"), login, body));
    }

    void step(String ref, String task) {
        step(doer(task), ref, task, Bodies.of(task));
    }

    /** Notes that nothing is done with the task of this kind, as soon as it is there. */
    void leave(String ref, String task) {
        String login = doer(task);
        Map<String, Object> found = api.as(login).task(ref, task);
        open.add(new Task(task, (String) found.get("id"), (String) found.get("ref"), login, Bodies.of(task)));
    }

    /** Goes on with a task that was left. */
    void forget(String task, String ref) {
        open.removeIf(one -> one.task().equals(task) && one.ref().equals(ref));
    }

    String goal(String proposer) {
        String ref = api.as(proposer).post("/api/v1/goals", Bodies.goal()).ref();
        done.add(new Task("BoardGoalProposed", "", ref, proposer, Bodies.goal()));
        return ref;
    }

    /** A committed objective; a review is opened early where it is asked for. */
    String objective(boolean review) {
        String goal = goal("board-secretary");
        step(goal, "ApproveBoardGoal");
        String objective = goal + ".O1";
        step(objective, "CommitObjective");
        if (review) {
            soon(() -> api.as(STRATEGIST)
                    .post("/api/v1/trails/" + objective + "/now", fields("task", "RecordOutcome"))
                    .is(202));
        }
        return objective;
    }

    private void found() {
        Walk walk = new Walk(api);
        api.as("admin").put("/api/v1/units/" + LOB, fields("kind", "lob", "name", "Trusting line"));
        walk.foundCommunity(COMMUNITY, MANAGER);
        grant(EXECUTIVE, List.of("lob-executive." + LOB));
        grant(STRATEGIST, List.of("strategist." + LOB));
        grant(EVERYTHING, ROLES);
        String budget = api.as("controller")
                .put("/api/v1/lobs/" + LOB + "/budget", fields("value", "900000000.00"))
                .is(201)
                .location();
        api.as("board-chair").post(budget + "/confirm");
    }
}
