package org.dottedline.research.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dottedline.page.Words;
import org.dottedline.research.survey.Column;
import org.dottedline.research.survey.Meaning;
import org.dottedline.research.survey.Role;
import org.dottedline.research.survey.Survey;
import org.dottedline.research.survey.Tally;
import org.dottedline.tasklist.TaskView;
import org.dottedline.tasklist.form.Choice;
import org.dottedline.upload.HeldFiles.Held;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Draws the pages on which a survey file is read. */
@Component
class SurveyView {

    static final String FILE_FIELD = "survey-file";

    private final Words words;

    SurveyView(Words words) {
        this.words = words;
    }

    /** A choice, and whether it is made. */
    record Option(String value, String label, boolean chosen) {}

    /** One distinct value of a column and what it may mean. */
    record Value(
            String field,
            String value,
            int count,
            List<Option> options,
            @Nullable String wrong) {}

    /** What one group came to. */
    record Line(String group, String label, Tally.Count count) {}

    /** A reason for which rows were set aside. */
    record Aside(String reason, int count) {}

    ModelAndView upload(TaskView task, @Nullable String wrong, HttpStatus status) {
        ModelAndView page = new ModelAndView("research/survey-upload", status);
        page.addObject("task", task);
        page.addObject("wrong", wrong == null ? List.of() : List.of(new Wrong(FILE_FIELD, wrong)));
        return page;
    }

    /** Which column is the answer, and what tells the group? */
    ModelAndView columns(TaskView task, Held<Survey> held, Chosen chosen, List<Wrong> wrong) {
        ModelAndView page = page("research/survey-columns", task, held, wrong);
        List<Column> choosable = held.found().choosable();
        page.addObject(
                "answers",
                choosable.stream()
                        .map(column -> option(String.valueOf(column.index()), column.label(), chosen.answer()))
                        .toList());
        String preset = chosen.group().isEmpty() && chosen.groups().size() == 1
                ? Chosen.ONE_GROUP + chosen.groups().get(0).value()
                : chosen.group();
        Stream<Option> single = chosen.groups().stream()
                .map(one ->
                        option(Chosen.ONE_GROUP + one.value(), words.text("survey.one-group", one.label()), preset));
        Stream<Option> byColumn = choosable.stream()
                .map(column ->
                        option(String.valueOf(column.index()), words.text("survey.by-column", column.label()), preset));
        page.addObject("groups", Stream.concat(single, byColumn).toList());
        page.addObject("wrongAnswer", Wrong.at(Chosen.ANSWER_FIELD, wrong));
        page.addObject("wrongGroup", Wrong.at(Chosen.GROUP_FIELD, wrong));
        return page;
    }

    /** What does each of their values mean? */
    ModelAndView meanings(TaskView task, Held<Survey> held, Said said, List<Wrong> wrong) {
        Chosen chosen = said.chosen();
        ModelAndView page = page("research/survey-meanings", task, held, wrong);
        page.addObject("answer", chosen.answer());
        page.addObject("group", chosen.group());
        Column answer = Objects.requireNonNull(chosen.answerColumn());
        Map<String, Meaning> guesses = Meaning.guesses(answer.values().keySet());
        List<Choice> meanings = Stream.of(Meaning.values())
                .map(one -> new Choice(one.word(), words.text("survey.meaning." + one.word())))
                .toList();
        page.addObject("answerLabel", answer.label());
        page.addObject("answers", values(Said.ANSWER, answer, meanings, said, wrong, value -> {
            Meaning guess = guesses.get(value);
            return guess == null ? "" : guess.word();
        }));
        Column group = chosen.groupColumn();
        if (group != null) {
            List<Choice> groups = new ArrayList<>(chosen.groups());
            groups.add(new Choice(Said.LEFT_OUT, words.text("survey.meaning.left-out")));
            page.addObject("groupLabel", group.label());
            page.addObject(
                    "groups",
                    values(
                            Said.GROUP,
                            group,
                            groups,
                            said,
                            wrong,
                            value -> chosen.groups().stream()
                                    .filter(one -> Guess.alike(value, one))
                                    .map(Choice::value)
                                    .findFirst()
                                    .orElse("")));
        }
        return page;
    }

    private static List<Value> values(
            String name,
            Column column,
            List<Choice> choices,
            Said said,
            List<Wrong> wrong,
            UnaryOperator<String> guess) {
        List<Value> values = new ArrayList<>();
        column.values().forEach((value, count) -> {
            String field = Said.field(name, values.size());
            String chosen = said.fields().containsKey(field) ? said.fields().get(field) : guess.apply(value);
            values.add(new Value(
                    field,
                    value,
                    count,
                    choices.stream()
                            .map(choice -> option(choice.value(), choice.label(), chosen))
                            .toList(),
                    Wrong.at(field, wrong)));
        });
        return values;
    }

    private static Option option(String value, String label, String chosen) {
        return new Option(value, label, value.equals(chosen));
    }

    /** What came of it. */
    ModelAndView counts(TaskView task, Held<Survey> held, Chosen chosen, Tally tally) {
        ModelAndView page = page("research/survey-counts", task, held, List.of());
        page.addObject("answer", chosen.answer());
        page.addObject("group", chosen.group());
        page.addObject("tally", tally);
        page.addObject("flaws", held.found().flaws());
        page.addObject("place", held.found().place());
        page.addObject(
                "lines",
                chosen.groups().stream()
                        .filter(one -> tally.groups().containsKey(one.value()))
                        .map(one -> new Line(
                                one.value(),
                                one.label(),
                                Objects.requireNonNull(tally.groups().get(one.value()))))
                        .toList());
        page.addObject(
                "aside",
                Stream.of(
                                new Aside("incomplete", tally.incomplete()),
                                new Aside("unanswered", tally.unanswered()),
                                new Aside("duplicates", tally.duplicates()),
                                new Aside("tests", tally.tests()),
                                new Aside("left-out", tally.leftOut()),
                                new Aside("flawed", tally.flawed()))
                        .filter(one -> one.count() > 0)
                        .toList());
        return page;
    }

    private static ModelAndView page(String view, TaskView task, Held<Survey> held, List<Wrong> wrong) {
        Survey survey = held.found();
        ModelAndView page = new ModelAndView(view, wrong.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        page.addObject("task", task);
        page.addObject("key", held.key());
        page.addObject("tool", survey.tool().word());
        page.addObject("rows", survey.rows());
        page.addObject("flawed", survey.flawed());
        page.addObject("encoding", survey.encoding());
        page.addObject("dropped", survey.names(Role.PERSONAL));
        page.addObject("respondents", survey.names(Role.RESPONDENT));
        page.addObject("wrong", wrong);
        return page;
    }
}
