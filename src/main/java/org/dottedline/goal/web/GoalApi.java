package org.dottedline.goal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import org.dottedline.api.Once;
import org.dottedline.goal.process.BoardGoal;
import org.dottedline.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Proposing a board goal. */
@RestController
class GoalApi {

    private final BoardGoal boardGoal;
    private final Once once;

    GoalApi(BoardGoal boardGoal, Once once) {
        this.boardGoal = boardGoal;
        this.once = once;
    }

    @PostMapping("/api/v1/goals")
    ResponseEntity<Object> propose(
            Person person, HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body) {
        return once.answer(
                person.login(),
                request,
                body,
                () -> ResponseEntity.created(URI.create("/api/v1/trails/" + boardGoal.propose(person, body)))
                        .build());
    }
}
