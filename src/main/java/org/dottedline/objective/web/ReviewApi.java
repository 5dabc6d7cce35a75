package org.dottedline.objective.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.dottedline.api.Once;
import org.dottedline.api.Sent;
import org.dottedline.objective.process.Reviews;
import org.dottedline.people.Person;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Opening before its time what a timer would open. */
@RestController
class ReviewApi {

    private final Reviews reviews;
    private final Once once;

    ReviewApi(Reviews reviews, Once once) {
        this.reviews = reviews;
        this.once = once;
    }

    @PostMapping("/api/v1/trails/{ref}/now")
    ResponseEntity<Object> now(
            Person person,
            HttpServletRequest request,
            @PathVariable String ref,
            @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = new Sent(body, Set.of("task"));
        String task = sent.text("task");
        if (task == null) {
            sent.missing("task", "Say which task.");
        }
        sent.check();
        return once.answer(person.login(), request, body, () -> {
            reviews.openNow(person, Ref.of(ref), String.valueOf(task));
            return ResponseEntity.accepted().build();
        });
    }
}
