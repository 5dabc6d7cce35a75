package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.Visitor;
import org.dottedline.Visitor.Sheet;
import org.dottedline.trust.OpenTasks.Task;
import org.junit.jupiter.api.Test;

/** The form of every task on its page is as strict as the call is. */
class TypedFormsTest extends AttackedProduct {

    private static final List<String> FOREIGN =
            List.of("approved", "__proto__", "execution", "a[0].b", "a[999999999999].b", "decision.x");

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
                for (List<String> typed : typed(task, FormField.of(tasks, task))) {
                    Sheet answer = visitor.send(page, typed.toArray(String[]::new));
                    assertThat(answer.status())
                            .as(task.task() + " with " + typed.subList(typed.size() - 2, typed.size()))
                            .isEqualTo(422);
                    if (typed.contains("execution")) {
                        assertThat(answer.text()).as(task.task()).contains(FOREIGN);
                    }
                    sent++;
                }
            }
            return sent;
        });
    }

    /** The plain fields of a form as they complete it, and with one thing more each time that does not belong there. */
    private static List<List<String>> typed(Task task, List<FormField> fields) {
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
        List<String> foreign = new ArrayList<>(plain);
        FOREIGN.forEach(name -> foreign.addAll(List.of(name, "true")));
        all.add(foreign);
        FormField first = fields.get(0);
        all.add(with(plain, first.name() + "[0].x", "1"));
        all.add(with(plain, first.name(), "second"));
        if (fields.stream().anyMatch(field -> field.type().equals("number"))) {
            for (String no : List.of("NaN", "1e308", "1.0000000001", "9".repeat(40))) {
                List<String> said = new ArrayList<>(plain);
                for (FormField field : fields) {
                    if (field.type().equals("number")) {
                        int at = said.indexOf(field.name());
                        if (at < 0) {
                            said.addAll(List.of(field.name(), no));
                        } else {
                            said.set(at + 1, no);
                        }
                    }
                }
                all.add(said);
            }
        }
        return all;
    }

    private static List<String> with(List<String> plain, String name, String value) {
        List<String> more = new ArrayList<>(plain);
        more.addAll(List.of(name, value));
        return more;
    }

    @Test
    @Attack(3)
    void halfACharacterIsNoText() throws Exception {
        Map<String, Visitor> visitors = new HashMap<>();
        unchanged.by(() -> {
            long sent = 0;
            for (Task task : tasks.kinds().values()) {
                Visitor visitor = visitors.computeIfAbsent(task.login(), login -> Visitor.at(port, login));
                String page = "/tasks/" + task.id();
                visitor.open(page);
                FormField first = FormField.of(tasks, task).get(0);
                for (String bytes : List.of("%ED%A0%80", "%FF", "%C0%AF", "a%00b")) {
                    // what goes in front of the equals sign is sent as it stands here
                    Sheet answer = visitor.send(page, first.name() + "=" + bytes + "&" + first.name(), bytes);
                    assertThat(answer.status())
                            .as(task.task() + " with " + bytes)
                            .isIn(400, 422);
                    Leaks.none(bytes, answer.html());
                    sent++;
                }
            }
            return sent;
        });
    }
}
