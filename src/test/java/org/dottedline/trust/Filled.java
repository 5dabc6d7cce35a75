package org.dottedline.trust;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Fills in any form by chance, from its JSON alone: so it fills in forms that are made later, too. What only a rule between fields knows,
 * such as how many answers make a sound study, is said here by the name of the field, so that a trail gets on.
 */
final class Filled {

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    /** Words that take part in nothing; some look like what they should not be taken for. */
    private static final List<String> WORDS = List.of(
            "defects",
            "Überblick",
            "<b>release</b>",
            "${7*7}",
            "members",
            "it's",
            "sooner",
            "\"quoted\"",
            "日本",
            "=1+1");

    private final Random chance;

    Filled(Random chance) {
        this.chance = chance;
    }

    /**
     * What completes a task with this form, more often than not.
     *
     * @param context what the task shows: rows that it names already, such as points to be met, are the rows that are answered
     */
    Map<String, Object> body(Map<String, Object> form, Map<String, Object> context) {
        return fields(components(form), context, 0);
    }

    private Map<String, Object> fields(List<Map<String, Object>> components, Map<String, Object> context, int row) {
        Map<String, Object> filled = new LinkedHashMap<>();
        for (Map<String, Object> component : components) {
            String name = (String) component.getOrDefault("key", component.get("path"));
            if (name != null && wanted(component, filled)) {
                value(component, name, filled, context, row).ifPresent(value -> filled.put(name, value));
            }
        }
        counted(filled);
        return filled;
    }

    private boolean wanted(Map<String, Object> component, Map<String, Object> filled) {
        if (Boolean.TRUE.equals(map(component, "validate").get("required"))) {
            return true;
        }
        String when = (String) map(component, "properties").get("requiredWhen");
        if (when != null) {
            String[] parts = when.split("=", 2);
            return List.of(parts[1].split(",")).contains(filled.get(parts[0]));
        }
        return component.get("type").equals("textarea")
                || chance.nextInt(10) < 3
                || "baseline".equals(component.get("key"));
    }

    private Optional<Object> value(
            Map<String, Object> component,
            String name,
            Map<String, Object> filled,
            Map<String, Object> context,
            int row) {
        List<String> choices = choices(component);
        return switch ((String) component.get("type")) {
            case "radio", "select" ->
                choices.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                row == 0 && chance.nextInt(10) < 7
                                        ? choices.get(0)
                                        : choices.get((row + (row == 0 ? chance.nextInt(choices.size()) : 0))
                                                % choices.size()));
            case "checklist" ->
                choices.isEmpty()
                        ? Optional.empty()
                        : Optional.of(choices.subList(0, 1 + chance.nextInt(choices.size())));
            case "checkbox" -> Optional.of(chance.nextInt(10) < (name.equals("last") ? 1 : 9));
            case "datetime" ->
                Optional.of((name.matches("(?i).*(due|closes).*") ? TODAY.plusMonths(12) : TODAY).toString());
            case "number" -> Optional.of(number(component, name, filled));
            case "dynamiclist" -> Optional.of(rows(component, name, context));
            default -> Optional.of(text(component));
        };
    }

    private List<Map<String, Object>> rows(Map<String, Object> component, String name, Map<String, Object> context) {
        List<Map<String, Object>> within = components(component);
        List<Map<String, Object>> rows = new ArrayList<>();
        if (context.get(name) instanceof List<?> known) {
            known.forEach(one -> {
                Map<String, Object> row = fields(within, Map.of(), 0);
                row.put(
                        (String) within.get(0).get("key"),
                        one instanceof Map<?, ?> said ? said.values().iterator().next() : one);
                rows.add(row);
            });
            return rows;
        }
        int most = within.stream()
                .map(Filled::choices)
                .filter(choices -> !choices.isEmpty())
                .mapToInt(List::size)
                .min()
                .orElse(3);
        for (int row = 0; row < 1 + chance.nextInt(most); row++) {
            Map<String, Object> filled = fields(within, Map.of(), row);
            // of two rows no two name the same
            within.stream()
                    .filter(one -> !choices(one).isEmpty() && one.get("type").equals("select"))
                    .findFirst()
                    .ifPresent(one ->
                            filled.put((String) one.get("key"), choices(one).get(rows.size())));
            rows.add(filled);
        }
        return rows;
    }

    private Object number(Map<String, Object> component, String name, Map<String, Object> filled) {
        boolean lower = !"higher".equals(filled.get("direction"));
        double value = switch (name) {
            case "fiscalYear" -> TODAY.getYear();
            case "minimum" -> 20 + chance.nextInt(10);
            case "welcomeAt" -> 50 + chance.nextInt(10);
            case "baseline" -> lower ? 40 : 20;
            case "target" -> lower ? 20 : 40;
            case "unwelcomeBelow" -> 20 + chance.nextInt(20);
            case "oneOff" -> List.of(3000, 12000, 24000, 60000, 300000).get(chance.nextInt(5));
            case "actualCost" -> 2000 + chance.nextInt(20000);
            case "runningYearly", "yearly" -> 1200 * chance.nextInt(2);
            case "monthly" -> 500 * (1 + chance.nextInt(10));
            case "months" -> 12;
            case "cap" -> 25000;
            default -> chance.nextInt(60) + (chance.nextInt(4) == 0 ? 0.5 : 0);
        };
        Map<String, Object> limits = map(component, "validate");
        if (limits.get("min") instanceof Number least) {
            value = Math.max(value, least.doubleValue());
        }
        if (limits.get("max") instanceof Number most) {
            value = Math.min(value, most.doubleValue());
        }
        int digits = component.get("decimalDigits") instanceof Number some ? some.intValue() : 0;
        BigDecimal exact = BigDecimal.valueOf(value).setScale(digits, RoundingMode.DOWN);
        boolean whole = digits == 0 && !Boolean.TRUE.equals(component.get("serializeToString"));
        return whole ? (Object) exact.intValue() : exact.toPlainString();
    }

    /** Answers that add up. */
    private void counted(Map<String, Object> row) {
        if (row.keySet().containsAll(List.of("asked", "answered", "inFavour", "neutral", "against"))) {
            int for_ = 20 + chance.nextInt(30);
            int neutral = chance.nextInt(8);
            int against = chance.nextInt(10) == 0 ? 80 : chance.nextInt(8);
            row.put("inFavour", for_);
            row.put("neutral", neutral);
            row.put("against", against);
            row.put("answered", for_ + neutral + against);
            row.put("asked", for_ + neutral + against + 100);
        }
    }

    private String text(Map<String, Object> component) {
        int longest = map(component, "validate").get("maxLength") instanceof Number most ? most.intValue() : 200;
        String said = String.format(Locale.ROOT, "%s %s %d", word(), word(), chance.nextInt(1_000_000));
        return said.substring(0, Math.min(said.length(), longest));
    }

    String word() {
        return WORDS.get(chance.nextInt(WORDS.size()));
    }

    @SuppressWarnings("unchecked")
    private static List<String> choices(Map<String, Object> component) {
        return ((List<Map<String, Object>>) component.getOrDefault("values", List.of()))
                .stream().map(choice -> (String) choice.get("value")).toList();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> components(Map<String, Object> of) {
        return (List<Map<String, Object>>) of.getOrDefault("components", List.of());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> of, String name) {
        return (Map<String, Object>) of.getOrDefault(name, Map.of());
    }
}
