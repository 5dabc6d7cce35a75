package org.dottedline.casefile.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.dottedline.casefile.RuleTable;
import org.dottedline.page.Fact;
import org.dottedline.page.Facts;
import org.dottedline.page.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what a decision table was asked, which of its rules fired, and what it said. */
@Component
class RuleWords {

    /** Amounts are asked in whole minor units, under names that end so. */
    private static final String MINOR_UNITS = "Cents";

    private final Facts facts;
    private final Words words;

    RuleWords(Facts facts, Words words) {
        this.facts = facts;
        this.words = words;
    }

    /**
     * A table that was asked.
     *
     * @param asked each fact with the table's own words for it
     * @param said each output of each rule that fired
     * @param whole the table, where the engine still has that version
     */
    record Ruled(
            String name,
            String description,
            List<Fact> asked,
            List<Fact> said,
            @Nullable Whole whole) {}

    /** @param questions what each condition is about, {@code answers} what each output is */
    record Whole(List<String> questions, List<String> answers, List<RuleRow> rules) {}

    record RuleRow(String name, String description, boolean fired, List<String> conditions, List<String> outputs) {}

    Ruled of(String key, int version, Optional<RuleTable> table, Map<String, Object> decision) {
        List<?> fired = decision.get("rules") instanceof List<?> rules ? rules : List.of();
        return new Ruled(
                words.text("history.process", table.map(RuleTable::name).orElse(key), version),
                table.map(RuleTable::description).orElse(""),
                asked(table, decision.get("facts")),
                said(table, decision.get("outputs")),
                table.map(found -> whole(found, fired, decision.get("outputs"))).orElse(null));
    }

    private List<Fact> asked(Optional<RuleTable> table, @Nullable Object kept) {
        Map<String, Object> left = new LinkedHashMap<>();
        if (kept instanceof Map<?, ?> map) {
            map.forEach((name, value) -> left.put(String.valueOf(name), value));
        }
        List<Fact> asked = new ArrayList<>();
        table.map(RuleTable::asks).orElse(List.of()).stream()
                .filter(question -> !question.variable().isEmpty() && left.containsKey(question.variable()))
                .forEach(question -> asked.add(
                        new Fact(label(question), said(question.variable(), left.remove(question.variable())), false)));
        left.forEach((name, value) -> asked.add(new Fact(facts.label(name), said(name, value), false)));
        return asked;
    }

    /** Amounts are shown as such, so that the table's word on their unit would be wrong here. */
    private static String label(RuleTable.Asked question) {
        return question.variable().endsWith(MINOR_UNITS)
                ? question.label().replaceFirst(",? in (minor units \\()?cents\\b.*", "")
                : question.label();
    }

    private List<Fact> said(Optional<RuleTable> table, @Nullable Object outputs) {
        List<Fact> said = new ArrayList<>();
        if (outputs instanceof List<?> list) {
            for (Object output : list) {
                if (output instanceof Map<?, ?> map) {
                    map.forEach((name, value) -> said.add(
                            new Fact(label(table, String.valueOf(name)), said(String.valueOf(name), value), true)));
                }
            }
        }
        return said;
    }

    /** The table's own word for an output, where the pages have none. */
    private String label(Optional<RuleTable> table, String output) {
        int place = table.map(known -> known.names().indexOf(output)).orElse(-1);
        return facts.label(output).equals(output) && place >= 0
                ? table.orElseThrow().says().get(place)
                : facts.label(output);
    }

    private String said(String name, @Nullable Object value) {
        if (value == null) {
            return words.text("case.not-given");
        }
        if (value instanceof Boolean yes) {
            return words.text(yes ? "lists.yes" : "lists.no");
        }
        if (name.endsWith(MINOR_UNITS) && value instanceof Number cents) {
            return words.money(BigDecimal.valueOf(cents.longValue(), 2));
        }
        return facts.said(name, value, UnaryOperator.identity());
    }

    private static Whole whole(RuleTable table, List<?> fired, @Nullable Object outputs) {
        return new Whole(
                table.asks().stream().map(RuleTable.Asked::label).toList(),
                table.says(),
                table.rules().stream()
                        .map(rule -> new RuleRow(
                                Words.ofElement(rule.id()),
                                rule.description(),
                                fired.contains(rule.id()),
                                rule.conditions().stream().map(RuleWords::plain).toList(),
                                outputs(table, rule, given(fired.indexOf(rule.id()), outputs))))
                        .toList());
    }

    /** What the rule that fired at this place said, by the names of the outputs. */
    private static Map<?, ?> given(int place, @Nullable Object outputs) {
        return place >= 0
                        && outputs instanceof List<?> list
                        && place < list.size()
                        && list.get(place) instanceof Map<?, ?> given
                ? given
                : Map.of();
    }

    /** A text that is put together from what was asked is shown as it was said, not as it is put together. */
    private static List<String> outputs(RuleTable table, RuleTable.Rule rule, Map<?, ?> given) {
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < rule.outputs().size(); i++) {
            Object said = i < table.names().size() ? given.get(table.names().get(i)) : null;
            outputs.add(
                    said instanceof String text ? text : plain(rule.outputs().get(i)));
        }
        return outputs;
    }

    /** Texts stand in quotation marks there, which nobody needs to read; what is put in between is an ellipsis. */
    private static String plain(String expression) {
        return expression.replaceAll("\"\\s*\\+[^\"]*\\+\\s*\"", "…").replace("\"", "");
    }
}
