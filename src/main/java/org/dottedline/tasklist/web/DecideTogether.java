package org.dottedline.tasklist.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dottedline.engine.UserAction;
import org.dottedline.page.Words;
import org.dottedline.people.Person;
import org.dottedline.refusal.Refusal;
import org.dottedline.tasklist.TaskGate;
import org.dottedline.tasklist.TaskView;
import org.dottedline.tasklist.Tasklist;
import org.dottedline.tasklist.form.Choice;
import org.dottedline.tasklist.form.Field;
import org.dottedline.tasklist.form.Form;
import org.dottedline.tasklist.form.Forms;
import org.dottedline.watch.Refusals;
import org.springframework.stereotype.Component;

/**
 * Several tasks decided the same way from the list. Each goes through the gate in a transaction of its own: one that is refused
 * keeps no other from being done.
 */
@Component
class DecideTogether {

    /** What the two buttons of the list mean in the words of the forms. */
    enum Way {
        APPROVE(Set.of("approve", "accept")),
        SEND_BACK(Set.of("send-back", "changes", "dispute"));

        private final Set<String> choices;

        Way(Set<String> choices) {
            this.choices = choices;
        }

        static Optional<Way> named(String word) {
            return switch (word) {
                case "approve" -> Optional.of(APPROVE);
                case "send-back" -> Optional.of(SEND_BACK);
                default -> Optional.empty();
            };
        }
    }

    /** Which tasks were tried, and what came of each. */
    record Decided(String id, String name, String ref, boolean done, String sentence) {

        private static final int PARTS = 5;

        /** All of them as what a session may keep until the next page: sentences, five for each. */
        static List<String> kept(List<Decided> all) {
            return all.stream()
                    .flatMap(one -> Stream.of(one.id, one.name, one.ref, String.valueOf(one.done), one.sentence))
                    .toList();
        }

        /** What {@link #kept} was given. */
        static List<Decided> of(List<?> kept) {
            return IntStream.range(0, kept.size() / PARTS)
                    .mapToObj(one -> kept.subList(one * PARTS, one * PARTS + PARTS).stream()
                            .map(String.class::cast)
                            .toList())
                    .map(all -> new Decided(
                            all.get(0), all.get(1), all.get(2), Boolean.parseBoolean(all.get(3)), all.get(4)))
                    .toList();
        }
    }

    private final Tasklist tasklist;
    private final TaskGate gate;
    private final Forms forms;
    private final UserAction userAction;
    private final Words words;
    private final Refusals refusals;

    DecideTogether(
            Tasklist tasklist, TaskGate gate, Forms forms, UserAction userAction, Words words, Refusals refusals) {
        this.tasklist = tasklist;
        this.gate = gate;
        this.forms = forms;
        this.userAction = userAction;
        this.words = words;
        this.refusals = refusals;
    }

    /** Whether a task asks for nothing but a decision and its reason, so that it can be decided from the list. */
    boolean offers(TaskView task) {
        Form form = forms.of(task.form());
        return choice(form, Way.APPROVE).isPresent()
                && form.fields().stream()
                        .noneMatch(field -> field.required() && !field.key().equals(Form.WAYS));
    }

    private static Optional<String> choice(Form form, Way way) {
        return form.field(Form.WAYS).map(Field::choices).stream()
                .flatMap(List::stream)
                .map(Choice::value)
                .filter(way.choices::contains)
                .findFirst();
    }

    List<Decided> decide(Person person, List<String> ids, Way way, String reason) {
        List<Decided> decided = new ArrayList<>();
        ids.stream().distinct().forEach(id -> decided.add(decide(person, id, way, reason)));
        return decided;
    }

    private Decided decide(Person person, String id, Way way, String reason) {
        TaskView task;
        try {
            task = userAction.run(() -> tasklist.find(person, id));
        } catch (Refusal gone) {
            refusals.amongOthers(gone, person.login(), id);
            return new Decided(id, words.text("tasks.together.gone"), "", false, gone.sentence());
        }
        Optional<String> choice = choice(forms.of(task.form()), way);
        if (choice.isEmpty() || !offers(task)) {
            return said(task, false, words.text("tasks.together.no-such-way"));
        }
        Map<String, Object> raw = new LinkedHashMap<>();
        raw.put(Form.WAYS, choice.get());
        if (!reason.isBlank()) {
            raw.put("reason", reason);
        }
        try {
            List<String> notes =
                    userAction.run(() -> gate.complete(person, id, raw)).notes();
            return said(task, true, notes.isEmpty() ? words.text("tasks.together.done") : String.join(" ", notes));
        } catch (Refusal refusal) {
            refusals.amongOthers(refusal, person.login(), id);
            return said(task, false, refusal.sentence());
        }
    }

    private static Decided said(TaskView task, boolean done, String sentence) {
        return new Decided(task.id(), task.name(), task.ref().text(), done, sentence);
    }
}
