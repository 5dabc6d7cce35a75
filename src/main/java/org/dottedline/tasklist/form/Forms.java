package org.dottedline.tasklist.form;

import java.io.IOException;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dottedline.tasklist.form.Field.RequiredWhen;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All forms of the class path, read once. */
@Component
public class Forms {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final int SHORT_TEXT = 200;
    private static final int LONG_TEXT = 4000;

    private final Map<String, Form> forms = new HashMap<>();

    Forms(JsonMapper json) throws IOException {
        for (Resource resource : new PathMatchingResourcePatternResolver().getResources("classpath:forms/**/*.form")) {
            byte[] content = resource.getContentAsByteArray();
            Form form = read(json.readValue(content, MAP), content);
            if (forms.put(form.id(), form) != null) {
                throw new IllegalStateException("Two forms are called " + form.id() + ".");
            }
        }
    }

    /** Throws {@link IllegalArgumentException} if there is no such form: every user task has one, which a test checks. */
    public Form of(String id) {
        Form form = forms.get(id);
        if (form == null) {
            throw new IllegalArgumentException("There is no form " + id + ".");
        }
        return form;
    }

    public Set<String> ids() {
        return Set.copyOf(forms.keySet());
    }

    private static Form read(Map<String, Object> schema, byte[] content) {
        return new Form((String) schema.get("id"), fields(schema), schema, sha256(content));
    }

    private static List<Field> fields(Map<String, Object> parent) {
        List<Field> fields = new ArrayList<>();
        for (Object component : list(parent.get("components"))) {
            Map<String, Object> map = map(component);
            if (map.get("key") instanceof String || map.get("path") instanceof String) {
                fields.add(field(map));
            }
        }
        return List.copyOf(fields);
    }

    private static Field field(Map<String, Object> component) {
        String type = (String) component.get("type");
        Map<String, Object> validate = map(component.get("validate"));
        Map<String, Object> properties = map(component.get("properties"));
        Object key = component.getOrDefault("key", component.get("path"));
        return new Field(
                type,
                (String) key,
                String.valueOf(component.getOrDefault("label", component.getOrDefault("dateLabel", key))),
                (String) component.get("description"),
                Boolean.TRUE.equals(validate.get("required")),
                requiredWhen((String) properties.get("requiredWhen")),
                choices(component),
                (String) component.get("valuesKey"),
                validate.get("maxLength") instanceof Number length
                        ? length.intValue()
                        : "textarea".equals(type) ? LONG_TEXT : SHORT_TEXT,
                component.get("decimalDigits") instanceof Number digits ? digits.intValue() : 0,
                decimal(validate.get("min")),
                decimal(validate.get("max")),
                (String) properties.get("note"),
                fields(component));
    }

    private static @Nullable RequiredWhen requiredWhen(@Nullable String condition) {
        if (condition == null) {
            return null;
        }
        String[] parts = condition.split("=", 2);
        return new RequiredWhen(parts[0].strip(), Set.of(parts[1].strip().split("\\s*,\\s*")));
    }

    private static List<Choice> choices(Map<String, Object> component) {
        List<Choice> choices = new ArrayList<>();
        for (Object value : list(component.get("values"))) {
            Map<String, Object> choice = map(value);
            choices.add(new Choice((String) choice.get("value"), (String) choice.get("label")));
        }
        return choices;
    }

    private static @Nullable BigDecimal decimal(@Nullable Object value) {
        return value == null ? null : new BigDecimal(value.toString());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
