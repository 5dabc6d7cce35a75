package org.dottedline.research.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dottedline.page.ReadsFields;
import org.dottedline.page.Words;
import org.dottedline.people.Person;
import org.dottedline.refusal.NotFound;
import org.dottedline.research.survey.Survey;
import org.dottedline.research.survey.Tally;
import org.dottedline.tasklist.TaskView;
import org.dottedline.tasklist.form.Choice;
import org.dottedline.upload.BrokenFile;
import org.dottedline.upload.HeldFiles;
import org.dottedline.upload.HeldFiles.Held;
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

    private final SurveyTasks tasks;
    private final HeldFiles<Survey> files;
    private final SurveyView view;
    private final Words words;

    SurveyPages(SurveyTasks tasks, HeldFiles<Survey> files, SurveyView view, Words words) {
        this.tasks = tasks;
        this.files = files;
        this.view = view;
        this.words = words;
    }

    @GetMapping("/tasks/{id}/survey")
    ModelAndView upload(Person person, @PathVariable String id, HttpServletRequest request) {
        boolean tooLarge = request.getParameter("too-large") != null;
        return view.upload(
                tasks.require(person, id),
                tooLarge ? words.text("survey.too-large") : null,
                tooLarge ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.OK);
    }

    @PostMapping("/tasks/{id}/survey")
    ModelAndView take(
            Person person, @PathVariable String id, @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        TaskView task = tasks.require(person, id);
        if (file == null || file.isEmpty()) {
            boolean none = file == null
                    || Objects.toString(file.getOriginalFilename(), "").isEmpty();
            return view.upload(
                    task, words.text(none ? "survey.no-file" : "survey.empty"), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try (InputStream content = file.getInputStream()) {
            Held<Survey> held = files.hold(person.login(), id, content);
            Chosen guess = Guess.of(held.found(), tasks.groups(person, id));
            String columns = guess.answer().isEmpty() || guess.group().isEmpty()
                    ? ""
                    : "?answer=" + guess.answer() + "&group=" + guess.group();
            return new ModelAndView("redirect:/tasks/" + id + "/survey/" + held.key() + columns);
        } catch (BrokenFile broken) {
            return view.upload(task, broken.sentence(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** First which column is the answer and what tells the group, where the file does not tell; then what each of their values means. */
    @GetMapping("/tasks/{id}/survey/{key}")
    ModelAndView map(
            Person person,
            @PathVariable String id,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String group) {
        TaskView task = tasks.require(person, id);
        Held<Survey> held = held(person, id, key);
        List<Choice> groups = tasks.groups(person, id);
        Chosen chosen = new Chosen(held.found(), groups, answer, group);
        if (chosen.isNothing()) {
            return view.columns(task, held, Guess.of(held.found(), groups), List.of());
        }
        List<Wrong> wrong = chosen.wrong(words);
        return !wrong.isEmpty()
                ? view.columns(task, held, chosen, wrong)
                : view.meanings(task, held, Said.nothing(chosen), List.of());
    }

    /** Counts, and shows what came of it. What was kept of the file stays until its results are taken, to be counted otherwise. */
    @ReadsFields
    @PostMapping("/tasks/{id}/survey/{key}")
    ModelAndView count(
            Person person,
            @PathVariable String id,
            @PathVariable String key,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String group,
            HttpServletRequest request)
            throws IOException {
        TaskView task = tasks.require(person, id);
        Held<Survey> held = held(person, id, key);
        Chosen chosen = new Chosen(held.found(), tasks.groups(person, id), answer, group);
        List<Wrong> wrong = chosen.wrong(words);
        if (!wrong.isEmpty()) {
            return view.columns(task, held, chosen, wrong);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> fields.put(name, values[0]));
        Said said = new Said(chosen, fields);
        wrong = said.wrong(words);
        if (!wrong.isEmpty()) {
            return view.meanings(task, held, said, wrong);
        }
        try {
            return view.counts(task, held, chosen, Tally.of(held.kept(), held.found(), said.mapping()));
        } catch (HeldFiles.Gone gone) {
            throw new NotFound(words.text("survey.gone"));
        }
    }

    /** The file has served: it goes, and the form of the task opens with what was counted. */
    @ReadsFields
    @PostMapping("/tasks/{id}/survey/{key}/fill")
    String fill(Person person, @PathVariable String id, @PathVariable String key) {
        tasks.require(person, id);
        files.drop(person.login(), id, key);
        return "forward:/tasks/" + id;
    }

    /** Away with the file, whatever was found in it. */
    @PostMapping("/tasks/{id}/survey/{key}/drop")
    String drop(Person person, @PathVariable String id, @PathVariable String key) {
        tasks.require(person, id);
        files.drop(person.login(), id, key);
        return "redirect:/tasks/" + id;
    }

    private Held<Survey> held(Person person, String id, String key) {
        return files.find(person.login(), id, key).orElseThrow(() -> new NotFound(words.text("survey.gone")));
    }
}
