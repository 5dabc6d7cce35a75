package org.dottedline.tasklist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.tasklist.form.Values;
import org.jspecify.annotations.Nullable;

/** What a person needs to see to decide: sections of facts, in the order in which they are read. Absent facts are left out. */
public final class Context {

    private final List<Section> sections = new ArrayList<>();

    /** A group of facts; its words are in the message bundle as {@code context.<section>}, theirs as {@code fact.<fact>}. */
    public record Section(String key, List<Fact> facts) {}

    /** One fact: a text, a number, a date, a list of texts, or a list of maps, which is a table with the keys as columns. */
    public record Fact(String key, Object value) {}

    /** Begins a section; the facts that follow belong to it. */
    public Context section(String key) {
        sections.add(new Section(key, new ArrayList<>()));
        return this;
    }

    /** Adds a fact to the last section, unless there is nothing to say. */
    public Context fact(String key, @Nullable Object value) {
        if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
            sections.get(sections.size() - 1).facts().add(new Fact(key, value));
        }
        return this;
    }

    /** Adds all entries of a payload or another map, in its order. */
    public Context facts(Map<String, ?> values) {
        values.forEach(this::fact);
        return this;
    }

    /** The value of a fact of a section; null where there is none. */
    public @Nullable Object value(String section, String fact) {
        return sections.stream()
                .filter(one -> one.key().equals(section))
                .flatMap(one -> one.facts().stream())
                .filter(one -> one.key().equals(fact))
                .map(Fact::value)
                .findFirst()
                .orElse(null);
    }

    public List<Section> sections() {
        return sections.stream().filter(section -> !section.facts().isEmpty()).toList();
    }

    /** As JSON: one object per section. */
    public Map<String, Object> asJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Section section : sections()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            section.facts().forEach(fact -> facts.put(fact.key(), Values.plain(fact.value())));
            json.put(section.key(), facts);
        }
        return json;
    }
}
