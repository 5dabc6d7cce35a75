package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dottedline.Api.fields;
import static org.dottedline.trust.OpenTasks.EVERYTHING;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dottedline.Api.Caller;
import org.dottedline.Visitor;
import org.dottedline.trust.OpenTasks.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Both halves of a pair are never one person's, whichever half came first and by whichever way the person comes back. */
class PairsTest extends AttackedProduct {

    private static final String STAND_IN = "stand-in-trust";

    @BeforeEach
    void herRolesAreBack() {
        tasks.grant(EVERYTHING, OpenTasks.ROLES);
        tasks.grant(STAND_IN, OpenTasks.ROLES);
    }

    @AfterEach
    void nobodyHasThemAll() {
        tasks.grant(EVERYTHING, List.of());
        tasks.grant(STAND_IN, List.of());
    }

    @Test
    @Attack(4)
    void noPairIsDoneByOnePersonInEitherOrderByAnyWay() throws Exception {
        Map<String, Set<String>> apart = declared();
        Set<String> tried = new TreeSet<>();
        Visitor session = Visitor.at(port, EVERYTHING);
        session.open("/tasks");
        unchanged.by(() -> {
            long refused = 0;
            for (Task task : tasks.all()) {
                Set<String> met = new HashSet<>(tasks.dutiesAt(task.ref()));
                met.retainAll(apart.getOrDefault(task.task(), Set.of()));
                if (!met.isEmpty()) {
                    met.forEach(duty -> tried.add(duty + " then " + task.task()));
                    refused += refused(task, session);
                }
            }
            return refused;
        });
        Set<String> all = new TreeSet<>();
        apart.forEach((task, others) -> others.forEach(other -> all.add(other + " then " + task)));
        // a proposal is not a task that comes again: it is revised, by its proposer alone
        all.remove("ApproveBoardGoal then BoardGoalProposed");
        assertThat(tried).isEqualTo(all);
    }

    private long refused(Task task, Visitor... sessions) {
        String path = "/api/v1/tasks/" + task.id();
        Caller she = tasks.api().as(EVERYTHING);
        she.get(path).ok();
        she.post(path + "/claim").refused(403, "separation");
        she.completeById(task.id(), task.body()).refused(403, "separation");
        she.post(path + "/assign", Map.of("person", EVERYTHING)).refused(403, "separation");
        tasks.api()
                .as(task.login())
                .post(path + "/assign", Map.of("person", EVERYTHING))
                .refused(403, "separation");
        for (Visitor session : sessions) {
            assertThat(session.send("/tasks/" + task.id() + "/claim").status()).isEqualTo(403);
            assertThat(session.send("/tasks/" + task.id() + "/assign", "person", EVERYTHING)
                            .status())
                    .isEqualTo(403);
            assertThat(session.send("/tasks/" + task.id(), typed(task)).status())
                    .isEqualTo(403);
        }
        return 4 + 3L * sessions.length;
    }

    /**
     * The role of the first half has ended, and that of the other half came afterwards: in a session that was there before either, in a new
     * one, and in none, over pages and calls. What they did stays what they did.
     */
    @Test
    @Attack(4)
    void neitherARoleGotInMidTrailNorOneThatEndedOpensTheOtherHalf() throws Exception {
        Map<String, Set<String>> apart = declared();
        Map<String, List<Task>> met = met(apart).stream().collect(Collectors.groupingBy(Task::login));
        assertThat(met.values().stream().flatMap(List::stream).count()).isGreaterThan(10);
        tasks.grant(EVERYTHING, List.of());
        Visitor before = Visitor.at(port, EVERYTHING);
        Set<String> together = new TreeSet<>();
        for (String doer : new TreeSet<>(met.keySet())) {
            tasks.grant(EVERYTHING, List.of(roleOf(doer)));
            Visitor fresh = Visitor.at(port, EVERYTHING);
            unchanged.by(() -> {
                long refused = 0;
                for (Task task : met.get(doer)) {
                    before.open("/tasks");
                    fresh.open("/tasks");
                    refused += refused(task, before, fresh);
                    if (togetherRefused(task, before)) {
                        together.add(task.task());
                        refused++;
                    }
                }
                return refused;
            });
            tasks.grant(EVERYTHING, List.of());
            for (Task task : met.get(doer)) {
                assertThat(before.open("/tasks/" + task.id()).status())
                        .as("without the role " + task)
                        .isEqualTo(404);
            }
        }
        assertThat(together).contains("ApproveBoardGoal", "ApproveSpending", "CountersignSpending", "AcceptOutcome");
    }

    /** The tasklist's way of deciding on many at once; false where it offers none for this task. */
    private static boolean togetherRefused(Task task, Visitor session) {
        String many = session.send("/tasks/decide", "task", task.id(), "way", "approve")
                .text();
        if (many.contains("This task has no such way")) {
            return false;
        }
        assertThat(many).as(task.toString()).contains("Not done", "You did “");
        return true;
    }

    private static String roleOf(String doer) {
        return switch (doer) {
            case "board-chair", "board-secretary" -> "board";
            case "controller" -> "finance";
            case "buyer" -> "sourcing";
            case "delivery-lead" -> "delivery";
            case OpenTasks.STRATEGIST -> "strategist." + OpenTasks.LOB;
            case OpenTasks.EXECUTIVE -> "lob-executive." + OpenTasks.LOB;
            default -> throw new AssertionError("Say what role " + doer + " has.");
        };
    }

    /** The tasks that wait, of which {@link OpenTasks#EVERYTHING} did the other half. */
    private List<Task> met(Map<String, Set<String>> apart) {
        return tasks.all().stream()
                .filter(task -> tasks.dutiesAt(task.ref()).stream()
                        .anyMatch(apart.getOrDefault(task.task(), Set.of())::contains))
                .toList();
    }

    /**
     * In neither direction: whoever did the one half and stands in for somebody who may do the other, and whoever stands in for the
     * one who did it. No role of their own gives either of them the task.
     */
    @Test
    @Attack(4)
    void noPairIsDoneByADeputyOrForOne() throws Exception {
        Map<String, Set<String>> apart = declared();
        List<Task> met = met(apart);
        Map<String, String> own = Map.of(
                "sourcing",
                "buyer",
                "finance",
                "controller",
                "strategist." + OpenTasks.LOB,
                OpenTasks.STRATEGIST,
                "lob-executive." + OpenTasks.LOB,
                OpenTasks.EXECUTIVE);
        for (String role : own.keySet()) {
            tasks.grant(STAND_IN, List.of(role));
            List<Task> hers = met.stream()
                    .filter(task -> !task.login().equals(own.get(role)))
                    .toList();
            asDeputy(EVERYTHING, STAND_IN, () -> refused(hers, STAND_IN));
        }
        for (List<String> roles : List.of(
                List.of("strategist." + OpenTasks.LOB, "sourcing"),
                List.of("lob-executive." + OpenTasks.LOB, "finance"))) {
            tasks.grant(EVERYTHING, roles);
            boolean strategist = roles.contains("sourcing");
            for (String away : met.stream().map(Task::login).collect(Collectors.toSet())) {
                if (List.of("buyer", OpenTasks.STRATEGIST).contains(away) != strategist) {
                    List<Task> theirs = met.stream()
                            .filter(task -> task.login().equals(away))
                            .toList();
                    asDeputy(away, EVERYTHING, () -> refused(theirs, EVERYTHING));
                }
            }
        }
    }

    private void asDeputy(String away, String deputy, Unchanged.Attempts attempts) throws Exception {
        String named = tasks.api()
                .as(away)
                .post("/api/v1/deputies", fields("deputy", deputy, "from", Bodies.TODAY, "until", Bodies.TODAY))
                .is(201)
                .location();
        try {
            unchanged.by(attempts);
        } finally {
            tasks.api().as(away).post(named + "/end").is(204);
        }
    }

    private long refused(List<Task> attacked, String deputy) {
        int reached = 0;
        Visitor fresh = Visitor.at(port, deputy);
        fresh.open("/tasks");
        for (Task task : attacked) {
            String path = "/api/v1/tasks/" + task.id();
            // a deputy of another unit than the task's does not even see it
            if (tasks.api().as(deputy).get(path).status() == 404) {
                tasks.api().as(deputy).completeById(task.id(), task.body()).refused(404, "not-found");
                continue;
            }
            reached++;
            tasks.api().as(deputy).post(path + "/claim").refused(403, "separation");
            tasks.api().as(deputy).completeById(task.id(), task.body()).refused(403, "separation");
            assertThat(fresh.send("/tasks/" + task.id(), typed(task)).status()).isEqualTo(403);
        }
        assertThat(reached).isPositive();
        return attacked.size() + 2L * reached;
    }

    /** The fields that a form on a page needs, as far as they are not lists: the pair is asked before they are read. */
    private static String[] typed(Task task) {
        return task.body().entrySet().stream()
                .filter(field -> !(field.getValue() instanceof List<?>))
                .flatMap(field -> Stream.of(field.getKey(), String.valueOf(field.getValue())))
                .toArray(String[]::new);
    }

    /** Each task with what it is kept apart from, in both directions, as the models declare it. */
    private static Map<String, Set<String>> declared() throws Exception {
        Map<String, Set<String>> apart = new TreeMap<>();
        List<Path> models;
        try (Stream<Path> files = Files.walk(Path.of("processes"))) {
            models = files.filter(file -> file.toString().endsWith(".bpmn")).toList();
        }
        for (Path model : models) {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(model.toFile());
            NodeList properties = document.getElementsByTagName("camunda:property");
            for (int i = 0; i < properties.getLength(); i++) {
                Element property = (Element) properties.item(i);
                if (property.getAttribute("name").equals("separateFrom")) {
                    String later = owner(property);
                    for (String earlier : Arrays.stream(
                                    property.getAttribute("value").split(","))
                            .map(String::strip)
                            .collect(Collectors.toList())) {
                        apart.computeIfAbsent(later, any -> new TreeSet<>()).add(earlier);
                        apart.computeIfAbsent(earlier, any -> new TreeSet<>()).add(later);
                    }
                }
            }
        }
        return apart;
    }

    private static String owner(Element property) {
        Node node = property;
        while (!((Element) node).getTagName().matches("bpmn:(userTask|startEvent)")) {
            node = node.getParentNode();
        }
        return ((Element) node).getAttribute("id");
    }
}
