package org.dottedline.trust;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dottedline.trust.OpenTasks.Task;

/**
 * A field of a form as the API describes it.
 *
 * @param cells the fields of each row, where it is a list of rows
 */
record FormField(String name, String type, boolean whole, boolean negative, List<FormField> cells) {

    static List<FormField> of(OpenTasks tasks, Task task) {
        return in(tasks.api()
                .as(task.login())
                .get("/api/v1/tasks/" + task.id() + "/form")
                .ok()
                .object());
    }

    @SuppressWarnings("unchecked")
    private static List<FormField> in(Map<String, Object> form) {
        return ((List<Map<String, Object>>) form.getOrDefault("components", List.of()))
                .stream()
                        .filter(component -> component.containsKey("key") || component.containsKey("path"))
                        .map(component -> {
                            Map<String, Object> rules =
                                    (Map<String, Object>) component.getOrDefault("validate", Map.of());
                            return new FormField(
                                    (String) component.getOrDefault("key", component.get("path")),
                                    (String) component.get("type"),
                                    Integer.valueOf(0).equals(component.getOrDefault("decimalDigits", 0))
                                            && !Boolean.TRUE.equals(component.get("serializeToString")),
                                    String.valueOf(rules.get("min")).startsWith("-"),
                                    in(component));
                        })
                        .toList();
    }

    boolean hasRows() {
        return type.equals("dynamiclist");
    }

    /** Values that are never one of it. */
    List<Object> wrong() {
        List<Object> wrong = new ArrayList<>(List.of(Map.of(), Map.of("value", 1), List.of(List.of("a")), 1.5));
        switch (type) {
            case "textfield", "textarea" ->
                wrong.addAll(
                        List.of(7, true, List.of("a"), "a\u0000b", "a\u001bb", "a\ud800b", "\udc00", "x".repeat(5000)));
            case "radio", "select" -> wrong.addAll(List.of(7, true, "zzz", List.of("approve"), "__proto__", "\u0000"));
            case "checklist" ->
                wrong.addAll(
                        List.of("customers", List.of(7), List.of("zzz"), List.of(Map.of()), List.of("\u0000"), true));
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
