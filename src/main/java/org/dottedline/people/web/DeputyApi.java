package org.dottedline.people.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.dottedline.api.Listing;
import org.dottedline.api.Once;
import org.dottedline.api.Sent;
import org.dottedline.people.Deputies;
import org.dottedline.people.DeputyPlace;
import org.dottedline.people.Deputyship;
import org.dottedline.people.Person;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.time.ApplicationClock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Deputies: named, agreed to, ended; one's own, and those of all for the PMO and administrators. */
@RestController
@RequestMapping("/api/v1/deputies")
class DeputyApi {

    private final Deputies deputies;
    private final ApplicationClock clock;
    private final Once once;

    DeputyApi(Deputies deputies, ApplicationClock clock, Once once) {
        this.deputies = deputies;
        this.clock = clock;
        this.once = once;
    }

    @GetMapping
    Listing<Shown> list(
            Person person,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        int most = Listing.limit(limit);
        String sent = Listing.after(after);
        DeputyPlace last = sent.isEmpty()
                ? null
                : DeputyPlace.read(sent)
                        .orElseThrow(() -> new InvalidFields("after", "Send “after” as “next” gave it."));
        LocalDate today = clock.today();
        return Listing.of(
                deputies.seenBy(person, last, most + 1),
                most,
                row -> DeputyPlace.behind(row, today).toString(),
                row -> new Shown(row, row.state(today)));
    }

    @PostMapping
    ResponseEntity<Object> name(
            Person person, HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = new Sent(body, Set.of("person", "deputy", "from", "until"));
        String away = sent.text("person");
        String deputy = sent.text("deputy");
        String from = sent.text("from");
        String until = sent.text("until");
        sent.check();
        return once.answer(
                person.login(),
                request,
                body,
                () -> ResponseEntity.created(
                                URI.create("/api/v1/deputies/" + deputies.name(person, away, deputy, from, until)))
                        .build());
    }

    @PostMapping("/{id}/agree")
    ResponseEntity<Object> agree(Person person, HttpServletRequest request, @PathVariable String id) {
        return once.answer(person.login(), request, null, () -> {
            deputies.agree(person, DeputyPages.number(id));
            return ResponseEntity.noContent().build();
        });
    }

    @PostMapping("/{id}/end")
    ResponseEntity<Object> end(Person person, HttpServletRequest request, @PathVariable String id) {
        return once.answer(person.login(), request, null, () -> {
            deputies.end(person, DeputyPages.number(id));
            return ResponseEntity.noContent().build();
        });
    }

    /** One deputy of one person; {@code state} is waiting, to-come, now or over. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String id,
            String person,
            String deputy,
            String from,
            String until,
            String state,
            String namedBy,
            Instant namedAt,
            @Nullable String agreedBy,
            @Nullable Instant agreedAt,
            @Nullable String endedBy,
            @Nullable Instant endedAt) {

        Shown(Deputyship row, String state) {
            this(
                    String.valueOf(row.id()),
                    row.person(),
                    row.deputy(),
                    row.from().toString(),
                    row.until().toString(),
                    state,
                    row.namedBy(),
                    row.namedAt(),
                    row.agreedBy(),
                    row.agreedAt(),
                    row.endedBy(),
                    row.endedAt());
        }
    }
}
