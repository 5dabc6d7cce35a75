package org.dottedline.request.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.dottedline.api.Once;
import org.dottedline.api.Sent;
import org.dottedline.people.Person;
import org.dottedline.request.process.FeatureRequest;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Opening a feature request. */
@RestController
class RequestApi {

    private final FeatureRequest requests;
    private final Once once;

    RequestApi(FeatureRequest requests, Once once) {
        this.requests = requests;
        this.once = once;
    }

    @PostMapping("/api/v1/trails/{ref}/requests")
    ResponseEntity<Object> open(
            Person person,
            HttpServletRequest request,
            @PathVariable String ref,
            @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = new Sent(body, Set.of("title"));
        String title = sent.text("title");
        if (title == null) {
            sent.missing("title", "Give it a title.");
        }
        sent.check();
        return once.answer(
                person.login(),
                request,
                body,
                () -> ResponseEntity.created(URI.create(
                                "/api/v1/trails/" + requests.open(person, Ref.of(ref), String.valueOf(title))))
                        .build());
    }
}
