package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dottedline.Api;
import org.dottedline.Api.Answer;
import org.dottedline.trust.OpenTasks.Task;
import org.junit.jupiter.api.Test;

/** Every form of every task takes exactly its fields, each of its kind, whoever sends it by whichever way. */
class FormFieldsTest extends AttackedProduct {

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
                for (FormField list : FormField.of(tasks, task)) {
                    if (list.hasRows()) {
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
                List<FormField> fields = FormField.of(tasks, task);
                int most = fields.stream()
                        .mapToInt(field -> field.wrong().size())
                        .max()
                        .orElse(0);
                for (int round = 0; round < most; round++) {
                    Map<String, Object> body = new LinkedHashMap<>(task.body());
                    for (FormField field : fields) {
                        body.put(
                                field.name(),
                                field.wrong().get(round % field.wrong().size()));
                    }
                    sent++;
                    Answer answer = as(task).completeById(task.id(), body).refused(422, "fields");
                    for (FormField field : fields) {
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
    @Attack(3)
    void aCellOfTheWrongKindIsNamedAndRefusedInEveryRow() throws Exception {
        unchanged.by(() -> {
            long sent = 0;
            for (Task task : tasks.kinds().values()) {
                for (FormField list : FormField.of(tasks, task)) {
                    if (list.hasRows() && task.body().get(list.name()) instanceof List<?> rows) {
                        sent += wrongCells(task, list, rows);
                    }
                }
            }
            assertThat(sent).isGreaterThan(50);
            return sent;
        });
    }

    private long wrongCells(Task task, FormField list, List<?> rows) {
        int most = list.cells().stream()
                .mapToInt(cell -> cell.wrong().size())
                .max()
                .orElse(0);
        for (int round = 0; round < most; round++) {
            Map<String, Object> row = new LinkedHashMap<>();
            ((Map<?, ?>) rows.get(0)).forEach((name, value) -> row.put((String) name, value));
            for (FormField cell : list.cells()) {
                row.put(cell.name(), cell.wrong().get(round % cell.wrong().size()));
            }
            Answer answer = as(task).completeById(task.id(), but(task, list.name(), List.of(row)))
                    .refused(422, "fields");
            for (FormField cell : list.cells()) {
                assertThat(answer.errorsAt())
                        .as(cell + " as " + row.get(cell.name()) + " in " + answer)
                        .anySatisfy(name -> assertThat(name)
                                .matches(Pattern.quote(list.name() + "[0]." + cell.name()) + "(\\[.*)?"));
            }
        }
        return most;
    }

    private Api.Caller as(Task task) {
        return tasks.api().as(task.login());
    }

    private static Map<String, Object> but(Task task, String name, Object value) {
        Map<String, Object> body = new LinkedHashMap<>(task.body());
        body.put(name, value);
        return body;
    }
}
