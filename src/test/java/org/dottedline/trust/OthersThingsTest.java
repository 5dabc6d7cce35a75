package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dottedline.Api.Answer;
import org.dottedline.Visitor;
import org.dottedline.trust.Doors.Door;
import org.dottedline.trust.OpenTasks.Task;
import org.junit.jupiter.api.Test;

/** To whom something is not theirs, it is not there: every task, every call and every page that leads to it. */
class OthersThingsTest extends AttackedProduct {

    private static final List<String> STRANGERS = List.of("exec-care", "cm-users", "strategist-care", "admin");

    @Test
    @Attack(1)
    void noCallFindsATaskOrAStepOfAnotherUnit() throws Exception {
        List<Door> doors = Doors.ofApi(tasks.api()).stream()
                .filter(door -> door.path().startsWith("/api/v1/tasks/{id}")
                        || door.path().startsWith("/api/v1/trails/{ref}"))
                .toList();
        unchanged.by(() -> {
            long refused = 0;
            for (Task task : tasks.kinds().values()) {
                for (String stranger : refused == 0 ? STRANGERS : STRANGERS.subList(0, 2)) {
                    for (Door door : doors) {
                        String path = door.at(Doors.values(task.id(), task.ref()));
                        Answer answer = door.changes()
                                ? tasks.api().as(stranger).post(path, body(door, task, stranger))
                                : tasks.api().as(stranger).get(path);
                        answer.refused(404, "not-found");
                        refused++;
                    }
                }
            }
            return refused;
        });
    }

    private static Map<String, ?> body(Door door, Task task, String stranger) {
        String act = door.path().substring(door.path().lastIndexOf('/') + 1);
        return switch (act) {
            case "complete", "try" -> task.body();
            case "claim", "release" -> Map.of();
            case "assign" -> Map.of("person", stranger);
            case "withdraw" -> Map.of("reason", "It is over.");
            case "now" -> Map.of("task", "RecordOutcome");
            case "requests" -> Map.of("title", "A request");
            case "initiatives" -> Map.of("community", OpenTasks.COMMUNITY);
            case "remarks" -> Map.of("text", "Hello.");
            default -> throw new AssertionError("Say what somebody would send to " + door + ".");
        };
    }

    @Test
    @Attack(1)
    void noPageFindsATaskOrAStepOfAnotherUnit() throws Exception {
        List<Door> doors = Doors.ofPages(mappings).stream()
                .filter(door ->
                        door.path().startsWith("/tasks/{id}") || door.path().startsWith("/trails/{ref}"))
                .toList();
        assertThat(doors).hasSizeGreaterThan(20);
        List<Visitor> strangers =
                STRANGERS.stream().map(login -> Visitor.at(port, login)).toList();
        unchanged.by(() -> {
            long refused = 0;
            List<String> there = new ArrayList<>();
            for (Task task : List.of(tasks.one("SubmitResearch"), tasks.one("ApproveSpending"))) {
                for (Visitor stranger : strangers) {
                    stranger.open("/tasks");
                    for (Door door : doors) {
                        String path = door.at(
                                Doors.values(door.path().startsWith("/trails") ? "strategy-1" : task.id(), task.ref()));
                        Visitor.Sheet sheet = door.changes() ? stranger.send(path) : stranger.open(path);
                        refused++;
                        if (sheet.status() != 404) {
                            there.add(door + " → " + sheet.status());
                        }
                        Leaks.none(door.toString(), sheet.html());
                    }
                }
            }
            assertThat(there).isEmpty();
            return refused;
        });
    }

    @Test
    @Attack(1)
    void whoseMoneyItIsNotReadsNoneOfIt() throws Exception {
        unchanged.by(() -> {
            for (String stranger : STRANGERS) {
                tasks.api()
                        .as(stranger)
                        .get("/api/v1/communities/" + OpenTasks.COMMUNITY + "/finances")
                        .refused(404, "not-found");
                assertThat(Visitor.at(port, stranger)
                                .open("/communities/" + OpenTasks.COMMUNITY + "/finances")
                                .status())
                        .isEqualTo(404);
            }
            return 2L * STRANGERS.size();
        });
        tasks.api()
                .as(OpenTasks.EXECUTIVE)
                .get("/api/v1/communities/" + OpenTasks.COMMUNITY + "/finances")
                .ok();
    }

    @Test
    @Attack(5)
    void whoseRoleEndedFindsNoneOfItsTasksAnyMore() throws Exception {
        String former = "former-trust";
        tasks.grant(former, OpenTasks.ROLES);
        Visitor session = Visitor.at(port, former);
        List<Task> seen = tasks.kinds().values().stream()
                .filter(task ->
                        tasks.api().as(former).get("/api/v1/tasks/" + task.id()).status() == 200)
                .toList();
        assertThat(seen).hasSizeGreaterThan(15);
        tasks.grant(former, List.of());
        unchanged.by(() -> {
            session.open("/tasks");
            for (Task task : seen) {
                tasks.api().as(former).completeById(task.id(), task.body()).refused(404, "not-found");
                tasks.api()
                        .as(former)
                        .post("/api/v1/tasks/" + task.id() + "/claim")
                        .refused(404, "not-found");
                assertThat(session.send("/tasks/" + task.id(), "decision", "approve")
                                .status())
                        .isEqualTo(404);
            }
            return 3L * seen.size();
        });
    }
}
