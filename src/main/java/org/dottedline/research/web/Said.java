package org.dottedline.research.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.dottedline.page.Words;
import org.dottedline.research.survey.Column;
import org.dottedline.research.survey.Mapping;
import org.dottedline.research.survey.Meaning;
import org.dottedline.tasklist.form.Choice;
import org.jspecify.annotations.Nullable;

/** What a person said that the values of the chosen columns mean, by the fields of the page: {@code answer-0}, {@code group-3}. */
record Said(Chosen chosen, Map<String, String> fields) {

    static final String ANSWER = "answer";
    static final String GROUP = "group";
    static final String LEFT_OUT = Meaning.LEFT_OUT.word();

    static Said nothing(Chosen chosen) {
        return new Said(chosen, Map.of());
    }

    /** The field of a column's value. */
    static String field(String column, int place) {
        return column + "-" + place;
    }

    /** Every value has to mean something, or to be left out. */
    List<Wrong> wrong(Words words) {
        List<Wrong> wrong = new ArrayList<>();
        each(ANSWER, chosen.answerColumn(), (field, value) -> {
            if (Meaning.of(said(field)) == null) {
                wrong.add(new Wrong(field, words.text("survey.say-meaning", value)));
            }
        });
        each(GROUP, chosen.groupColumn(), (field, value) -> {
            if (!isGroup(said(field)) && !said(field).equals(LEFT_OUT)) {
                wrong.add(new Wrong(field, words.text("survey.say-group", value)));
            }
        });
        return wrong;
    }

    /** How the file is to be read, where nothing is wrong. */
    Mapping mapping() {
        Map<String, Meaning> meanings = new LinkedHashMap<>();
        each(ANSWER, chosen.answerColumn(), (field, value) -> {
            Meaning meaning = Meaning.of(said(field));
            if (meaning != null) {
                meanings.put(value, meaning);
            }
        });
        int answer = Objects.requireNonNull(chosen.answerColumn()).index();
        Column group = chosen.groupColumn();
        if (group == null) {
            return Mapping.ofOneGroup(answer, meanings, Objects.requireNonNull(chosen.onlyGroup()));
        }
        Map<String, String> groups = new LinkedHashMap<>();
        each(GROUP, group, (field, value) -> {
            if (isGroup(said(field))) {
                groups.put(value, said(field));
            }
        });
        return Mapping.byGroup(answer, meanings, group.index(), groups);
    }

    private String said(String field) {
        return fields.getOrDefault(field, "");
    }

    private boolean isGroup(String value) {
        return chosen.groups().stream().map(Choice::value).anyMatch(value::equals);
    }

    private static void each(String name, @Nullable Column column, BiConsumer<String, String> work) {
        int place = 0;
        for (String value : column == null ? List.<String>of() : column.values().keySet()) {
            work.accept(field(name, place++), value);
        }
    }
}
