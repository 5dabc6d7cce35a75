package org.dottedline.funding.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.page.Words;
import org.jspecify.annotations.Nullable;

/** What is different between two states of a community's finances, in sentences. */
final class FinancesDifference {

    private final Words words;
    private final List<String> sentences = new ArrayList<>();

    private FinancesDifference(Words words) {
        this.words = words;
    }

    /** Sentences about the lines that came, went and changed, income first; both states in the words of the record. */
    static List<String> between(
            @Nullable Map<String, Object> before, @Nullable Map<String, Object> after, Words words) {
        FinancesDifference difference = new FinancesDifference(words);
        for (String list : List.of("income", "costs")) {
            difference.lines(lines(before, list), lines(after, list));
        }
        return difference.sentences;
    }

    private void lines(Map<String, Map<?, ?>> before, Map<String, Map<?, ?>> after) {
        after.forEach((id, line) -> {
            Map<?, ?> old = before.get(id);
            if (old == null) {
                sentences.add(words.text("finances.difference.added", line.get("name"), amount(line)));
            } else {
                line(old, line);
            }
        });
        before.forEach((id, line) -> {
            if (!after.containsKey(id)) {
                sentences.add(words.text("finances.difference.removed", line.get("name"), amount(line)));
            }
        });
    }

    private void line(Map<?, ?> old, Map<?, ?> line) {
        Object name = line.get("name");
        if (!name.equals(old.get("name"))) {
            sentences.add(words.text("finances.difference.renamed", old.get("name"), name));
        }
        if (!amount(line).equals(amount(old))) {
            sentences.add(words.text("finances.difference.amount", name, amount(old), amount(line)));
        }
        if (!String.valueOf(line.get("restriction")).equals(String.valueOf(old.get("restriction")))
                || !String.valueOf(line.get("kind")).equals(String.valueOf(old.get("kind")))) {
            sentences.add(words.text("finances.difference.terms", name));
        }
    }

    private String amount(Map<?, ?> line) {
        return words.money(new BigDecimal(String.valueOf(line.get("monthly"))));
    }

    private static Map<String, Map<?, ?>> lines(@Nullable Map<String, Object> finances, String list) {
        Map<String, Map<?, ?>> lines = new LinkedHashMap<>();
        if (finances != null && finances.get(list) instanceof List<?> rows) {
            for (Object row : rows) {
                if (row instanceof Map<?, ?> line) {
                    lines.put(String.valueOf(line.get("id")), line);
                }
            }
        }
        return lines;
    }
}
