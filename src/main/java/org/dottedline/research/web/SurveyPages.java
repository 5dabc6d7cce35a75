package org.dottedline.research.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.dottedline.page.Words;
import org.dottedline.people.Person;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.NotFound;
import org.dottedline.research.survey.BrokenFile;
import org.dottedline.research.survey.Column;
import org.dottedline.research.survey.Mapping;
import org.dottedline.research.survey.Meaning;
import org.dottedline.research.survey.Role;
import org.dottedline.research.survey.Survey;
import org.dottedline.research.survey.Tally;
import org.dottedline.research.web.HeldFiles.Held;
import org.dottedline.tasklist.TaskView;
import org.dottedline.tasklist.Tasklist;
import org.dottedline.tasklist.form.Choice;
import org.dottedline.tasklist.form.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Reads a survey file at the task that submits results. What members answered is nowhere but in the file and on its page. */
@Controller
class SurveyPages {

    private static final String HELPER = "survey";
    private static final String LEFT_OUT = Meaning.LEFT_OUT.word();
    /** In the place of a column: all rows are of one group. */
    private static final String ONE_GROUP = "group:";

    private final Tasklist tasklist;
    private final HeldFiles files;
    private final Words words;

    SurveyPages(Tasklist tasklist, HeldFiles files, Words words) {
        this.tasklist = tasklist;
        this.files = files;
        this.words = words;
    }

    /** A choice, and whether it is made. */
    record Option(String value, String label, boolean chosen) {}

    /** One distinct value of a column and what it may mean. */
    record Value(String field, String value, int count, List<Option> options, boolean wrong) {}

    /** What one group came to. */
    record Line(String group, String label, Tally.Count count) {}

    /** A reason for which rows were set aside. */
    record Aside(String reason, int count) {}

    @GetMapping("/tasks/{id}/survey")
    ModelAndView upload(Person person, @PathVariable String id, HttpServletRequest request) {
        boolean tooLarge = request.getParameter("too-large") != null;
        return asked(
                require(person, id),
                tooLarge ? words.text("survey.too-large") : null,
                tooLarge ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.OK);
    }

    private static ModelAndView asked(TaskView task, @Nullable String wrong, HttpStatus status) {
        ModelAndView page = new ModelAndView("research/survey-upload", status);
        page.addObject("task", task);
        page.addObject("wrong", wrong);
        return page;
    }

    @PostMapping("/tasks/{id}/survey")
    ModelAndView take(
            Person person, @PathVariable String id, @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        TaskView task = require(person, id);
        if (file == null || file.isEmpty()) {
            return asked(
                    task,
                    words.text(
                            file == null
                                            || Objects.toString(file.getOriginalFilename(), "")
                                                    .isEmpty()
                                    ? "survey.no-file"
                                    : "survey.empty"),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try (InputStream content = file.getInputStream()) {
            Held held = files.hold(person.login(), id, content);
            return new ModelAndView("redirect:/tasks/" + id + "/survey/" + held.key());
        } catch (BrokenFile broken) {
            return asked(task, broken.sentence(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** First which column is the answer and what tells the group; then what each of their values means. */
    @GetMapping("/tasks/{id}/survey/{key}")
    ModelAndView map(
            Person person,
            @PathVariable String id,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String group) {
        TaskView task = require(person, id);
        Held held = held(person, id, key);
        List<Choice> groups = groups(person, id);
        boolean chosen = !answer.isEmpty() || !group.isEmpty();
        String wrong = chosen ? wrong(held.survey(), groups, answer, group) : null;
        return chosen && wrong == null
                ? meanings(task, held, groups, answer, group, Map.of(), null)
                : columns(task, held, groups, answer, group, wrong);
    }

    private ModelAndView columns(
            TaskView task, Held held, List<Choice> groups, String answer, String group, @Nullable String wrong) {
        Survey survey = held.survey();
        ModelAndView page = page("research/survey-columns", task, held, wrong);
        page.addObject(
                "answers",
                survey.choosable().stream()
                        .map(column -> new Option(
                                String.valueOf(column.index()),
                                column.label(),
                                answer.equals(String.valueOf(column.index()))))
                        .toList());
        Stream<Option> single = groups.stream()
                .map(one -> new Option(
                        ONE_GROUP + one.value(),
                        words.text("survey.one-group", one.label()),
                        group.equals(ONE_GROUP + one.value()) || groups.size() == 1));
        Stream<Option> byColumn = survey.choosable().stream()
                .map(column -> new Option(
                        String.valueOf(column.index()),
                        words.text("survey.by-column", column.label()),
                        group.equals(String.valueOf(column.index()))));
        page.addObject("groups", Stream.concat(single, byColumn).toList());
        return page;
    }

    private @Nullable String wrong(Survey survey, List<Choice> groups, String answer, String group) {
        if (column(survey, answer) == null) {
            return words.text("survey.choose-answer");
        }
        boolean single = groups.stream().anyMatch(one -> group.equals(ONE_GROUP + one.value()));
        if (!single && column(survey, group) == null) {
            return words.text("survey.choose-group");
        }
        return group.equals(answer) ? words.text("survey.same-column") : null;
    }

    private static @Nullable Column column(Survey survey, String index) {
        return index.matches("[0-9]{1,5}")
                ? survey.choosable(Integer.parseInt(index)).orElse(null)
                : null;
    }

    private ModelAndView meanings(
            TaskView task,
            Held held,
            List<Choice> groups,
            String answer,
            String group,
            Map<String, String> said,
            @Nullable String wrong) {
        ModelAndView page = page("research/survey-meanings", task, held, wrong);
        Column column = Objects.requireNonNull(column(held.survey(), answer));
        Map<String, Meaning> guesses = Meaning.guesses(column.values().keySet());
        List<Choice> meanings = Stream.of(Meaning.values())
                .map(one -> new Choice(one.word(), words.text("survey.meaning." + one.word())))
                .toList();
        page.addObject("answer", answer);
        page.addObject("group", group);
        page.addObject("answerLabel", column.label());
        page.addObject("answers", values("answer", column, meanings, said, wrong != null, value -> {
            Meaning guess = guesses.get(value);
            return guess == null ? "" : guess.word();
        }));
        Column groupColumn = column(held.survey(), group);
        if (groupColumn != null) {
            List<Choice> choices = new ArrayList<>(groups);
            choices.add(new Choice(LEFT_OUT, words.text("survey.meaning.left-out")));
            page.addObject("groupLabel", groupColumn.label());
            page.addObject(
                    "groups",
                    values(
                            "group",
                            groupColumn,
                            choices,
                            said,
                            wrong != null,
                            value -> groups.stream()
                                    .filter(one -> alike(value, one.value()) || alike(value, one.label()))
                                    .map(Choice::value)
                                    .findFirst()
                                    .orElse("")));
        }
        return page;
    }

    /** “Customer” and “customers” are the same group. */
    private static boolean alike(String value, String group) {
        String one = value.strip();
        return one.equalsIgnoreCase(group) || (one + "s").equalsIgnoreCase(group) || one.equalsIgnoreCase(group + "s");
    }

    private static List<Value> values(
            String field,
            Column column,
            List<Choice> choices,
            Map<String, String> said,
            boolean refused,
            java.util.function.UnaryOperator<String> guess) {
        List<Value> values = new ArrayList<>();
        for (Map.Entry<String, Integer> one : column.values().entrySet()) {
            String name = field + "-" + values.size();
            String chosen = said.containsKey(name) ? said.get(name) : guess.apply(one.getKey());
            boolean known = choices.stream().anyMatch(choice -> choice.value().equals(chosen));
            values.add(new Value(
                    name,
                    one.getKey(),
                    one.getValue(),
                    choices.stream()
                            .map(choice -> new Option(
                                    choice.value(),
                                    choice.label(),
                                    choice.value().equals(chosen)))
                            .toList(),
                    refused && !known));
        }
        return values;
    }

    /** Counts, and shows what came of it. The file stays until its results are taken, so that it can be read otherwise. */
    @PostMapping("/tasks/{id}/survey/{key}")
    ModelAndView count(
            Person person,
            @PathVariable String id,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String group,
            HttpServletRequest request)
            throws IOException {
        TaskView task = require(person, id);
        Held held = held(person, id, key);
        List<Choice> groups = groups(person, id);
        String wrong = wrong(held.survey(), groups, answer, group);
        if (wrong != null) {
            return refused(columns(task, held, groups, answer, group, wrong));
        }
        Map<String, String> said = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> said.put(name, values[0]));
        Column answers = Objects.requireNonNull(column(held.survey(), answer));
        Map<String, Meaning> meanings = new LinkedHashMap<>();
        Map<String, String> groupOf = new LinkedHashMap<>();
        boolean complete = true;
        int place = 0;
        for (String value : answers.values().keySet()) {
            Meaning meaning = Meaning.of(said.getOrDefault("answer-" + place++, ""));
            complete &= meaning != null;
            if (meaning != null) {
                meanings.put(value, meaning);
            }
        }
        Column groupColumn = column(held.survey(), group);
        place = 0;
        for (String value :
                groupColumn == null ? List.<String>of() : groupColumn.values().keySet()) {
            String of = said.getOrDefault("group-" + place++, "");
            boolean isGroup = groups.stream().anyMatch(one -> one.value().equals(of));
            complete &= isGroup || of.equals(LEFT_OUT);
            if (isGroup) {
                groupOf.put(value, of);
            }
        }
        if (!complete) {
            return refused(meanings(task, held, groups, answer, group, said, words.text("survey.say-all")));
        }
        Mapping mapping = groupColumn == null
                ? Mapping.ofOneGroup(answers.index(), meanings, group.substring(ONE_GROUP.length()))
                : Mapping.byGroup(answers.index(), meanings, groupColumn.index(), groupOf);
        return counted(task, held, groups, answer, group, tally(held, mapping));
    }

    private Tally tally(Held held, Mapping mapping) throws IOException {
        try {
            return Tally.of(held.kept(), held.survey(), mapping);
        } catch (ClosedChannelException gone) {
            throw new NotFound(words.text("survey.gone"));
        }
    }

    private ModelAndView counted(
            TaskView task, Held held, List<Choice> groups, String answer, String group, Tally tally) {
        ModelAndView page = page("research/survey-counts", task, held, null);
        page.addObject("answer", answer);
        page.addObject("group", group);
        page.addObject("tally", tally);
        page.addObject(
                "lines",
                groups.stream()
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

    /** The file has served: it goes, and the form of the task opens with what was counted. */
    @PostMapping("/tasks/{id}/survey/{key}/fill")
    String fill(Person person, @PathVariable String id, @PathVariable String key) {
        require(person, id);
        files.drop(person.login(), id, key);
        return "forward:/tasks/" + id;
    }

    /** Away with the file, whatever was found in it. */
    @PostMapping("/tasks/{id}/survey/{key}/drop")
    String drop(Person person, @PathVariable String id, @PathVariable String key) {
        require(person, id);
        files.drop(person.login(), id, key);
        return "redirect:/tasks/" + id;
    }

    private ModelAndView page(String view, TaskView task, Held held, @Nullable String wrong) {
        Survey survey = held.survey();
        ModelAndView page = new ModelAndView(view, wrong == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        page.addObject("task", task);
        page.addObject("key", held.key());
        page.addObject("tool", survey.tool().word());
        page.addObject("rows", survey.rows());
        page.addObject("encoding", survey.encoding());
        page.addObject("dropped", survey.names(Role.PERSONAL));
        page.addObject("respondents", survey.names(Role.RESPONDENT));
        page.addObject("wrong", wrong);
        return page;
    }

    private static ModelAndView refused(ModelAndView page) {
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private Held held(Person person, String id, String key) {
        return files.find(person.login(), id, key).orElseThrow(() -> new NotFound(words.text("survey.gone")));
    }

    /** The task, where it takes survey files and this person may work on it. */
    private TaskView require(Person person, String id) {
        TaskView task = tasklist.find(person, id);
        if (tasklist.helper(person, id).filter(HELPER::equals).isEmpty()) {
            throw new NotFound(words.text("survey.no-page"));
        }
        tasklist.refusal(person, id).ifPresent(sentence -> {
            throw new Forbidden(sentence);
        });
        if (task.assignee() != null && !task.assignee().equals(person.login())) {
            throw new Forbidden(words.text("survey.taken"));
        }
        return task;
    }

    /** The groups of the plan, as the form offers them. */
    private List<Choice> groups(Person person, String id) {
        return tasklist.form(person, id).field("results").map(Field::rows).orElse(List.of()).stream()
                .filter(field -> field.key().equals("group"))
                .findFirst()
                .map(Field::choices)
                .orElse(List.of());
    }
}
