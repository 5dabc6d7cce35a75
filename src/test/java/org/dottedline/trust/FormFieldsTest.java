package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dottedline.Api;
import org.dottedline.Api.Answer;
import org.dottedline.ProductTest;
import org.dottedline.Visitor;
import org.dottedline.Visitor.Sheet;
import org.dottedline.engine.Jobs;
import org.dottedline.trust.OpenTasks.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every form of every task takes exactly its fields, each of its kind, whoever sends it by whichever way. */
@ProductTest
class FormFieldsTest {

    static final List<String> FOREIGN = List.of(
            "approved",
            "amount",
            "fundingApproved",
            "__proto__",
            "execution",
            "constructor",
            "ready",
            "route",
            "verdict",
            "assignee",
            "businessKey",
            "a.b",
            "a[0]",
            "${7*7}",
            "<b>",
            "");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Jobs jobs;

    private OpenTasks tasks;
    private Unchanged unchanged;

    @BeforeEach
    void everyTaskIsOpen() {
        tasks = OpenTasks.at(port);
        unchanged = new Unchanged(jdbc, jobs);
    }

    @Test
    void everyKindOfTaskIsAttacked() throws IOException {
        try (Stream<Path> forms = Files.walk(Path.of("forms"))) {
            assertThat(tasks.kinds().keySet().stream().map(FormFieldsTest::kebab))
                    .containsExactlyInAnyOrderElementsOf(
                            forms.map(form -> form.getFileName().toString())
                                    .filter(name -> name.endsWith(".form"))
                                    .map(name -> name.substring(0, name.length() - ".form".length()))
                                    .toList());
        }
    }

    private static String kebab(String task) {
        return task.replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    @Test
    @Attack(2)
    void aFieldThatAFormDoesNotHaveIsNamedAndRefused() throws Exception {
        unchanged.by(() -> {
            for (Task task : tasks.kinds().values()) {
                Map<String, Object> body = new LinkedHashMap<>(task.body());
                FOREIGN.forEach(name -> body.put(name, true));
                as(task).completeById(task.id(), body).wrong(FOREIGN.toArray(String[]::new));
                for (Field list : fields(task)) {
                    if (list.type().equals("dynamiclist")) {
                        as(task).completeById(
                                        task.id(),
                                        but(task, list.name(), List.of(Map.of("approved", true, "execution", 1))))
                                .refused(422, "fields");
                    }
                }
            }
            return tasks.kinds().size();
        });
    }

    @Test
    @Attack(3)
    void aFieldOfTheWrongKindIsNamedAndRefused() throws Exception {
        unchanged.by(() -> {
            long sent = 0;
            for (Task task : tasks.kinds().values()) {
                List<Field> fields = fields(task);
                int most = fields.stream()
                        .mapToInt(field -> field.wrong().size())
                        .max()
                        .orElse(0);
                for (int round = 0; round < most; round++) {
                    Map<String, Object> body = new LinkedHashMap<>(task.body());
                    for (Field field : fields) {
                        body.put(
                                field.name(),
                                field.wrong().get(round % field.wrong().size()));
                    }
                    sent++;
                    Answer answer = as(task).completeById(task.id(), body).refused(422, "fields");
                    for (Field field : fields) {
                        assertThat(answer.errorsAt())
                                .as(field + " as " + body.get(field.name()) + " in " + answer)
                                .anySatisfy(name -> assertThat(name).matches(Pattern.quote(field.name()) + "(\\[.*)?"));
                    }
                }
            }
            return sent;
        });
    }

    @Test
    @Attack(3)
    void whatIsNoTextOrTooMuchOfItIsRefusedByEveryTask() throws Exception {
        byte[] tenMegabytes = ("{\"reason\":\"" + "x".repeat(10_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        unchanged.by(() -> {
            long sent = 0;
            for (Task task : tasks.kinds().values()) {
                String path = "/api/v1/tasks/" + task.id() + "/complete";
                as(task).send("POST", path, tenMegabytes).refused(413, "too-large");
                for (String body :
                        List.of("[]", "null", "7", "{\"a\":NaN}", "{\"a\":1,\"a\":2}", "{\"a\":\"\\ud800\"}")) {
                    as(task).send("POST", path, body).refused(422, "fields");
                }
                sent += 7;
            }
            return sent;
        });
    }

    @Test
    @Attack({2, 3})
    void aPageTakesNoMoreThanTheApi() throws Exception {
        Map<String, Visitor> visitors = new HashMap<>();
        unchanged.by(() -> {
            long sent = 0;
            for (Task task : tasks.kinds().values()) {
                Visitor visitor = visitors.computeIfAbsent(task.login(), login -> Visitor.at(port, login));
                String page = "/tasks/" + task.id();
                visitor.open(page);
                for (List<String> typed : typed(task)) {
                    Sheet answer = visitor.send(page, typed.toArray(String[]::new));
                    assertThat(answer.status())
                            .as(task.task() + " with " + typed.subList(typed.size() - 2, typed.size()))
                            .isEqualTo(422);
                    sent++;
                }
            }
            return sent;
        });
    }

    /** The plain fields of a form as they complete it, and with one thing more each time that does not belong there. */
    private List<List<String>> typed(Task task) {
        List<String> plain = new ArrayList<>();
        task.body().forEach((name, value) -> {
            if (!(value instanceof List<?>)) {
                plain.addAll(List.of(name, String.valueOf(value)));
            } else if (((List<?>) value).get(0) instanceof Map<?, ?> row) {
                row.forEach((cell, said) -> plain.addAll(List.of(name + "[0]." + cell, String.valueOf(said))));
            } else {
                ((List<?>) value).forEach(one -> plain.addAll(List.of(name, String.valueOf(one))));
            }
        });
        List<List<String>> all = new ArrayList<>();
        for (String name : List.of("approved", "__proto__", "execution", "a[0].b", "a[999999999999].b", "decision.x")) {
            all.add(with(plain, name, "true"));
        }
        Field first = fields(task).get(0);
        all.add(with(plain, first.name() + "[0].x", "1"));
        all.add(with(plain, first.name(), "second"));
        for (Field field : fields(task)) {
            if (field.type().equals("number")) {
                for (String no : List.of("NaN", "1e308", "1.0000000001", "9".repeat(40))) {
                    List<String> said = new ArrayList<>(plain);
                    int at = said.indexOf(field.name());
                    if (at < 0) {
                        said.addAll(List.of(field.name(), no));
                    } else {
                        said.set(at + 1, no);
                    }
                    all.add(said);
                }
            }
        }
        return all;
    }

    private static List<String> with(List<String> plain, String name, String value) {
        List<String> more = new ArrayList<>(plain);
        more.addAll(List.of(name, value));
        return more;
    }

    private Api.Caller as(Task task) {
        return tasks.api().as(task.login());
    }

    private static Map<String, Object> but(Task task, String name, Object value) {
        Map<String, Object> body = new LinkedHashMap<>(task.body());
        body.put(name, value);
        return body;
    }

    /** A field of a form as the API describes it. */
    private record Field(String name, String type, boolean whole, boolean negative) {

        /** Values that are never one of it. */
        List<Object> wrong() {
            List<Object> wrong = new ArrayList<>(List.of(Map.of(), Map.of("value", 1), List.of(List.of("a")), 1.5));
            switch (type) {
                case "textfield", "textarea" ->
                    wrong.addAll(List.of(
                            7, true, List.of("a"), "a\u0000b", "a\u001bb", "a\ud800b", "\udc00", "x".repeat(5000)));
                case "radio", "select" ->
                    wrong.addAll(List.of(7, true, "zzz", List.of("approve"), "__proto__", "\u0000"));
                case "checklist" ->
                    wrong.addAll(List.of(
                            "customers", List.of(7), List.of("zzz"), List.of(Map.of()), List.of("\u0000"), true));
                case "checkbox" -> wrong.addAll(List.of("true", 1, "on", List.of(true)));
                case "datetime" ->
                    wrong.addAll(List.of(
                            7,
                            "tomorrow",
                            "2026-02-30",
                            "0000-01-01",
                            "2026-13-01",
                            "2026-1-1",
                            "2026-01-01T00:00:00Z",
                            "9999999-01-01",
                            List.of("2026-01-01")));
                case "dynamiclist" -> wrong.addAll(List.of("x", 7, true, List.of(7), List.of("a"), List.of(Map.of())));
                case "number" -> {
                    wrong.addAll(List.of(
                            true,
                            List.of(1),
                            "NaN",
                            "1e308",
                            "Infinity",
                            "0x10",
                            "1.0000000001",
                            "9".repeat(30),
                            "\u0661",
                            "1,000"));
                    wrong.addAll(whole ? List.of("1", 1e308, new BigInteger("9".repeat(400))) : List.of(1, 1e308));
                    if (!negative) {
                        wrong.add(whole ? (Object) (-1) : "-1");
                    }
                }
                default -> throw new AssertionError("Say what is never a " + type + ".");
            }
            return wrong;
        }
    }

    @SuppressWarnings("unchecked")
    private List<Field> fields(Task task) {
        Map<String, Object> form =
                as(task).get("/api/v1/tasks/" + task.id() + "/form").ok().object();
        return ((List<Map<String, Object>>) form.get("components"))
                .stream()
                        .filter(component -> component.containsKey("key") || component.containsKey("path"))
                        .map(component -> {
                            Map<String, Object> rules =
                                    (Map<String, Object>) component.getOrDefault("validate", Map.of());
                            return new Field(
                                    (String) component.getOrDefault("key", component.get("path")),
                                    (String) component.get("type"),
                                    Integer.valueOf(0).equals(component.getOrDefault("decimalDigits", 0))
                                            && !Boolean.TRUE.equals(component.get("serializeToString")),
                                    String.valueOf(rules.get("min")).startsWith("-"));
                        })
                        .toList();
    }
}
