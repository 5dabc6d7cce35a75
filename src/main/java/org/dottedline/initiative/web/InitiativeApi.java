package org.dottedline.initiative.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.dottedline.api.Once;
import org.dottedline.api.Sent;
import org.dottedline.initiative.process.CommunityInitiative;
import org.dottedline.people.Person;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Opening a further initiative. */
@RestController
class InitiativeApi {

    private final CommunityInitiative initiatives;
    private final Once once;

    InitiativeApi(CommunityInitiative initiatives, Once once) {
        this.initiatives = initiatives;
        this.once = once;
    }

    @PostMapping("/api/v1/trails/{ref}/initiatives")
    ResponseEntity<Object> open(
            Person person,
            HttpServletRequest request,
            @PathVariable String ref,
            @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = new Sent(body, Set.of("community"));
        String community = sent.text("community");
        if (community == null) {
            sent.missing("community", "Say for which community.");
        }
        sent.check();
        return once.answer(
                person.login(),
                request,
                body,
                () -> ResponseEntity.created(URI.create("/api/v1/trails/"
                                + initiatives.openFurther(person, Ref.of(ref), String.valueOf(community))))
                        .build());
    }
}
