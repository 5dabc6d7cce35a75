package org.dottedline.tasklist.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A form with its fields in order.
 *
 * @param id the task id in kebab case
 * @param schema the {@code .form} file as it stands
 * @param sha256 of the file, so that the record can say which version was filled in
 */
public record Form(String id, List<Field> fields, Map<String, Object> schema, String sha256) {

    /** The field whose choices are the ways out of a task. */
    public static final String WAYS = "decision";

    /** The same form with the choices of every {@code valuesKey} filled in. */
    public Form withChoices(Map<String, List<Choice>> choices) {
        return new Form(id, fill(fields, choices), schema, sha256);
    }

    private static List<Field> fill(List<Field> fields, Map<String, List<Choice>> choices) {
        return fields.stream()
                .map(field -> field.withRows(fill(field.rows(), choices)))
                .map(field -> field.valuesKey() == null
                        ? field
                        : field.withChoices(choices.getOrDefault(field.valuesKey(), List.of())))
                .toList();
    }

    /** What was sent, with the first way chosen where none was. */
    public Map<String, Object> withFirstWay(Map<String, ?> raw) {
        Map<String, Object> complete = new LinkedHashMap<>(raw);
        field(WAYS)
                .filter(way -> !way.choices().isEmpty())
                .ifPresent(
                        way -> complete.putIfAbsent(WAYS, way.choices().get(0).value()));
        return complete;
    }

    public Optional<Field> field(String key) {
        return fields.stream().filter(field -> field.key().equals(key)).findFirst();
    }

    /**
     * The schema as JSON for the outside: choices filled in as {@code values}, known values as {@code defaultValue}.
     *
     * @param known values that the fields start with, by key
     */
    public Map<String, Object> asJson(Map<String, Object> known) {
        Map<String, Object> filled = new LinkedHashMap<>(schema);
        List<Object> components = new ArrayList<>();
        for (Object component : (List<?>) schema.getOrDefault("components", List.of())) {
            components.add(component instanceof Map<?, ?> map ? fillComponent(fields, map, known) : component);
        }
        filled.put("components", components);
        return filled;
    }

    private static Map<String, Object> fillComponent(
            List<Field> fields, Map<?, ?> component, Map<String, Object> known) {
        Map<String, Object> filled = new LinkedHashMap<>();
        component.forEach((name, value) -> filled.put(String.valueOf(name), value));
        if (filled.getOrDefault("key", filled.get("path")) instanceof String key) {
            Optional<Field> field =
                    fields.stream().filter(one -> one.key().equals(key)).findFirst();
            if (filled.remove("valuesKey") != null) {
                filled.put("values", field.map(Form::choicesAsJson).orElse(List.of()));
            }
            if (field.isPresent() && filled.get("components") instanceof List<?> rows) {
                List<Field> below = field.get().rows();
                filled.put(
                        "components",
                        rows.stream()
                                .map(row -> row instanceof Map<?, ?> map ? fillComponent(below, map, Map.of()) : row)
                                .toList());
            }
            if (known.containsKey(key)) {
                filled.put("defaultValue", known.get(key));
            }
        }
        return filled;
    }

    private static List<Map<String, Object>> choicesAsJson(Field field) {
        List<Map<String, Object>> values = new ArrayList<>();
        field.choices().forEach(choice -> {
            Map<String, Object> value = new HashMap<>();
            value.put("label", choice.label());
            value.put("value", choice.value());
            values.add(value);
        });
        return values;
    }
}
