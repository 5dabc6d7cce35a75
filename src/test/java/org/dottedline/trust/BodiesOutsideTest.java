package org.dottedline.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dottedline.Api.fields;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dottedline.Api;
import org.dottedline.Api.Answer;
import org.junit.jupiter.api.Test;

/** A call that is no task takes exactly what its description says: each field of its kind, from whoever may call it. */
class BodiesOutsideTest extends AttackedProduct {

    /** A call with a body, who may send it, and to where. */
    private record Call(String method, String path, String login, String at, Map<String, Object> schema) {}

    @SuppressWarnings("unchecked")
    private List<Call> calls() {
        Map<String, Object> docs =
                tasks.api().as("pmo").get("/v3/api-docs").ok().object();
        Map<String, Map<String, Map<String, Object>>> paths =
                (Map<String, Map<String, Map<String, Object>>>) docs.get("paths");
        Map<String, Map<String, Object>> named =
                ((Map<String, Map<String, Map<String, Object>>>) docs.get("components")).get("schemas");
        List<Call> calls = new ArrayList<>();
        paths.forEach((path, methods) -> methods.forEach((method, call) -> {
            Object body = call.get("requestBody");
            if (body != null && !path.matches(".*/(complete|try)|.*probe.*")) {
                Map<String, Object> schema = (Map<String, Object>)
                        ((Map<String, Map<String, Object>>) ((Map<String, Object>) body).get("content"))
                                .get("application/json")
                                .get("schema");
                String name = String.valueOf(schema.get("$ref"));
                schema = named.getOrDefault(name.substring(name.lastIndexOf('/') + 1), schema);
                if (!schema.containsKey("properties")) {
                    throw new AssertionError("What does " + path + " take? " + schema);
                }
                calls.add(call(method.toUpperCase(java.util.Locale.ROOT), path, schema));
            }
        }));
        return calls;
    }

    private Call call(String method, String path, Map<String, Object> schema) {
        String task = tasks.one("TellMembers").id();
        String request = tasks.one("TellMembers").ref();
        String objective = request.substring(0, request.indexOf(".I"));
        String initiative = request.substring(0, request.indexOf(".R"));
        String[] who = switch (path) {
            case "/api/v1/goals" -> new String[] {"board-secretary", ""};
            case "/api/v1/needs" -> new String[] {OpenTasks.MANAGER, ""};
            case "/api/v1/limits" -> new String[] {"pmo", ""};
            case "/api/v1/deputies" -> new String[] {OpenTasks.EXECUTIVE, ""};
            case "/api/v1/units/{id}" -> new String[] {"admin", OpenTasks.COMMUNITY};
            case "/api/v1/people/{login}" -> new String[] {"admin", OpenTasks.STRATEGIST};
            case "/api/v1/communities/{id}/finances" -> new String[] {"controller", OpenTasks.COMMUNITY};
            case "/api/v1/lobs/{id}/budget" -> new String[] {"controller", OpenTasks.LOB};
            case "/api/v1/tasks/{id}/assign" -> new String[] {OpenTasks.MANAGER, task};
            case "/api/v1/trails/{ref}/withdraw", "/api/v1/trails/{ref}/remarks" ->
                new String[] {OpenTasks.MANAGER, request};
            case "/api/v1/trails/{ref}/requests" -> new String[] {OpenTasks.MANAGER, initiative};
            case "/api/v1/trails/{ref}/initiatives" -> new String[] {OpenTasks.MANAGER, objective};
            case "/api/v1/trails/{ref}/now" -> new String[] {OpenTasks.STRATEGIST, objective};
            default -> throw new AssertionError("Say who may call " + path + ".");
        };
        return new Call(method, path, who[0], path.replaceAll("\\{[a-z]+}", who[1]), schema);
    }

    @Test
    @Attack(3)
    void aFieldOfTheWrongKindIsNamedAndRefused() throws Exception {
        List<Call> calls = calls();
        assertThat(calls).hasSizeGreaterThan(10);
        List<String> taken = new ArrayList<>();
        unchanged.by(() -> {
            long sent = 0;
            for (Call call : calls) {
                for (int round = 0; round < 12; round++) {
                    Map<String, Object> body = wrong(call.schema(), round);
                    Answer answer = send(call, body);
                    sent++;
                    if (answer.status() != 422) {
                        taken.add(answer + " for " + shortly(body));
                        continue;
                    }
                    for (String field : body.keySet()) {
                        if (call.path().equals("/api/v1/limits") && body.get(field) instanceof Integer) {
                            continue; // a threshold that is a count may be sent as one
                        }
                        if (answer.errorsAt().stream()
                                .noneMatch(name -> name.matches(Pattern.quote(field) + "([\\[.].*)?"))) {
                            taken.add(field + " of " + call.path() + " as " + shortly(body.get(field)) + ": "
                                    + answer.errorsAt());
                        }
                    }
                }
            }
            return sent;
        });
        assertThat(taken).isEmpty();
    }

    private Answer send(Call call, Map<String, Object> body) {
        Api.Caller caller = tasks.api().as(call.login());
        return call.method().equals("PUT") ? caller.put(call.at(), body) : caller.post(call.at(), body);
    }

    private static String shortly(Object value) {
        String text = String.valueOf(value);
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }

    /** A body in which every field is wrong, each time in another way. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> wrong(Map<String, Object> schema, int round) {
        Map<String, Object> body = new LinkedHashMap<>();
        ((Map<String, Map<String, Object>>) schema.get("properties")).forEach((name, property) -> {
            List<Object> values = values(property);
            body.put(name, values.get(round % values.size()));
        });
        return body;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> values(Map<String, Object> property) {
        List<Object> values = new ArrayList<>(List.of(Map.of(), Map.of("value", 1), List.of(List.of("a")), List.of(7)));
        switch (String.valueOf(property.get("type"))) {
            case "string" -> values.addAll(List.of(7, true, 1.5, "a\u0000b", "\ud800", "a\udc00b"));
            case "boolean" -> values.addAll(List.of("true", 1, "on"));
            case "integer", "number" -> values.addAll(List.of("x", true, 1e308, -1, 1.5));
            case "array" -> {
                values.addAll(List.of("x", 7, true, List.of(Map.of("approved", true)), List.of("a\u0000b")));
                Map<String, Object> items = (Map<String, Object>) property.getOrDefault("items", Map.of());
                if (items.containsKey("properties")) {
                    for (int round = 0; round < 10; round++) {
                        values.add(List.of(wrong(items, round)));
                    }
                }
            }
            default -> {}
        }
        return values;
    }

    @Test
    @Attack(3)
    void noAmountOfMoneyIsTakenThatIsNone() throws Exception {
        unchanged.by(() -> {
            long sent = 0;
            for (String no : List.of("NaN", "-1", "1e308", "1.001", "9".repeat(30), "", " ", "1,000.00", "\u0661")) {
                tasks.api()
                        .as("controller")
                        .put("/api/v1/lobs/" + OpenTasks.LOB + "/budget", fields("value", no))
                        .refused(422, "fields");
                tasks.api()
                        .as("controller")
                        .put(
                                "/api/v1/communities/" + OpenTasks.COMMUNITY + "/finances",
                                fields(
                                        "income",
                                        List.of(fields("name", "A", "kind", "sponsor", "monthly", no)),
                                        "costs",
                                        List.of(fields("name", "B", "monthly", no))))
                        .wrong("income[0].monthly", "costs[0].monthly");
                sent += 2;
            }
            return sent;
        });
    }
}
