package org.dottedline.tasklist.form;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person filled in, read and checked against the form; a key that is absent was left empty. */
public record Values(Map<String, Object> byKey) {

    public @Nullable String text(String key) {
        return (String) byKey.get(key);
    }

    /** A text that the form requires. */
    public String needText(String key) {
        return (String) need(key);
    }

    public @Nullable BigDecimal decimal(String key) {
        return (BigDecimal) byKey.get(key);
    }

    public BigDecimal needDecimal(String key) {
        return (BigDecimal) need(key);
    }

    public int needInteger(String key) {
        return (Integer) need(key);
    }

    public @Nullable LocalDate date(String key) {
        return (LocalDate) byKey.get(key);
    }

    public LocalDate needDate(String key) {
        return (LocalDate) need(key);
    }

    /** The chosen values in their order; none is an empty list. */
    @SuppressWarnings("unchecked")
    public List<String> texts(String key) {
        return (List<String>) byKey.getOrDefault(key, List.of());
    }

    public boolean checked(String key) {
        return Boolean.TRUE.equals(byKey.get(key));
    }

    /** The rows of a list in their order, each with its fields by key; none is an empty list. */
    @SuppressWarnings("unchecked")
    public List<Values> rows(String key) {
        return ((List<Map<String, Object>>) byKey.getOrDefault(key, List.of()))
                .stream().map(Values::new).toList();
    }

    /** As it is kept in the record and sent in JSON: decimals and dates as text. */
    public Map<String, Object> asJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        byKey.forEach((key, value) -> json.put(key, plain(value)));
        return json;
    }

    /** A value as JSON has it: decimals, dates and months as text, also those inside lists and rows; absent is left out. */
    public static Object plain(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(Values::plain).toList();
        }
        if (value instanceof Map<?, ?> row) {
            Map<String, Object> json = new LinkedHashMap<>();
            row.forEach((key, cell) -> {
                if (cell != null) {
                    json.put(String.valueOf(key), plain(cell));
                }
            });
            return json;
        }
        return value instanceof BigDecimal decimal
                ? decimal.toPlainString()
                : value instanceof LocalDate || value instanceof YearMonth ? value.toString() : value;
    }

    private Object need(String key) {
        Object value = byKey.get(key);
        if (value == null) {
            throw new IllegalStateException("The form lets " + key + " be empty.");
        }
        return value;
    }
}
