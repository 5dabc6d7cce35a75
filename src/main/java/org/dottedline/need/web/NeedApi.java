package org.dottedline.need.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.dottedline.api.Once;
import org.dottedline.api.Sent;
import org.dottedline.need.process.MemberNeed;
import org.dottedline.people.Person;
import org.dottedline.refusal.Forbidden;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Raising a need. */
@RestController
class NeedApi {

    private final MemberNeed needs;
    private final Once once;

    NeedApi(MemberNeed needs, Once once) {
        this.needs = needs;
        this.once = once;
    }

    @PostMapping("/api/v1/needs")
    ResponseEntity<Object> raise(
            Person person, HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body) {
        if (needs.communities(person).isEmpty()) {
            throw new Forbidden("Only the manager of a community raises what its members need.");
        }
        Sent sent = new Sent(body, Set.of("lob", "title", "community"));
        String lob = sent.text("lob");
        String title = sent.text("title");
        String community = sent.text("community");
        if (lob == null) {
            sent.missing("lob", "Say which line of business should hear it.");
        }
        if (title == null) {
            sent.missing("title", "Give it a title.");
        }
        sent.check();
        return once.answer(
                person.login(),
                request,
                body,
                () -> ResponseEntity.created(URI.create("/api/v1/trails/"
                                + needs.raise(person, String.valueOf(lob), String.valueOf(title), community)))
                        .build());
    }
}
