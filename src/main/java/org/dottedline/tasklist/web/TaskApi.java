package org.dottedline.tasklist.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.dottedline.api.Listing;
import org.dottedline.api.Once;
import org.dottedline.api.Sent;
import org.dottedline.people.Person;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.tasklist.Completion;
import org.dottedline.tasklist.Page;
import org.dottedline.tasklist.TaskFilter;
import org.dottedline.tasklist.TaskGate;
import org.dottedline.tasklist.TaskView;
import org.dottedline.tasklist.Tasklist;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tasks: what the caller can work on, and working on it. */
@RestController
@RequestMapping("/api/v1/tasks")
class TaskApi {

    private static final Pattern TASK = Pattern.compile("[A-Za-z]{1,60}");

    private final Tasklist tasklist;
    private final TaskGate gate;
    private final Once once;

    TaskApi(Tasklist tasklist, TaskGate gate, Once once) {
        this.tasklist = tasklist;
        this.gate = gate;
        this.once = once;
    }

    /** A task as the contract has it. */
    record TaskShown(
            String id,
            String task,
            String name,
            String process,
            String ref,
            String side,
            String state,
            @Nullable Instant due,
            boolean overdue,
            @Nullable String assignee,
            @Nullable String onBehalfOf,
            String form,
            Map<String, Object> context,
            List<String> notes) {

        TaskShown(TaskView task) {
            this(
                    task.id(),
                    task.task(),
                    task.name(),
                    task.process(),
                    task.ref().text(),
                    task.side().word(),
                    task.state(),
                    task.due(),
                    task.overdue(),
                    task.assignee(),
                    task.onBehalfOf(),
                    task.form(),
                    task.context().asJson(),
                    task.notes());
        }
    }

    /** What came of completing a task. */
    record Completed(String ref, String task, List<String> notes) {
        Completed(Completion completion) {
            this(completion.ref().text(), completion.task(), completion.notes());
        }
    }

    @GetMapping
    Listing<TaskShown> list(
            Person person,
            @RequestParam(required = false) @Nullable String ref,
            @RequestParam(required = false) @Nullable String task,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        Page<TaskView> page = tasklist.list(
                person,
                new TaskFilter(ref == null || ref.isEmpty() ? null : Ref.of(ref), taskId(task), false, false),
                after == null || after.isEmpty() ? null : after,
                Listing.limit(limit));
        return new Listing<>(page.items().stream().map(TaskShown::new).toList(), page.next());
    }

    private static @Nullable String taskId(@Nullable String sent) {
        if (sent == null || sent.isEmpty()) {
            return null;
        }
        if (!TASK.matcher(sent).matches()) {
            throw new InvalidFields("task", "A task goes by its name in the model, such as ApproveInitiative.");
        }
        return sent;
    }

    @GetMapping("/{id}")
    TaskShown one(Person person, @PathVariable String id) {
        return new TaskShown(tasklist.find(person, id));
    }

    @GetMapping("/{id}/form")
    Map<String, Object> form(Person person, @PathVariable String id) {
        return tasklist.formAsJson(person, id);
    }

    @PostMapping("/{id}/claim")
    ResponseEntity<Object> claim(Person person, HttpServletRequest request, @PathVariable String id) {
        return once.answer(person.login(), request, null, () -> {
            gate.claim(person, id);
            return ResponseEntity.noContent().build();
        });
    }

    @PostMapping("/{id}/release")
    ResponseEntity<Object> release(Person person, HttpServletRequest request, @PathVariable String id) {
        return once.answer(person.login(), request, null, () -> {
            gate.release(person, id);
            return ResponseEntity.noContent().build();
        });
    }

    @PostMapping("/{id}/assign")
    ResponseEntity<Object> assign(
            Person person,
            HttpServletRequest request,
            @PathVariable String id,
            @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = new Sent(body, Set.of("person"));
        String colleague = sent.text("person");
        if (colleague == null) {
            sent.missing("person", "Say who is to have the task.");
        }
        sent.check();
        return once.answer(person.login(), request, body, () -> {
            gate.assign(person, id, String.valueOf(colleague));
            return ResponseEntity.noContent().build();
        });
    }

    @PostMapping("/{id}/complete")
    ResponseEntity<Object> complete(
            Person person,
            HttpServletRequest request,
            @PathVariable String id,
            @RequestBody Map<String, @Nullable Object> body) {
        return once.answer(
                person.login(), request, body, () -> ResponseEntity.ok(new Completed(gate.complete(person, id, body))));
    }

    /** What would come of completing with this body; nothing is changed. */
    @PostMapping("/{id}/try")
    ResponseEntity<Object> tryOut(
            Person person,
            HttpServletRequest request,
            @PathVariable String id,
            @RequestBody Map<String, @Nullable Object> body) {
        return once.answer(
                person.login(),
                request,
                body,
                () -> ResponseEntity.ok(gate.preview(person, id, body).asJson()));
    }
}
