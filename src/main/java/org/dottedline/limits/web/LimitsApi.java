package org.dottedline.limits.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.dottedline.api.Listing;
import org.dottedline.api.Once;
import org.dottedline.api.Sent;
import org.dottedline.limits.Limit;
import org.dottedline.limits.Limits;
import org.dottedline.people.Person;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Limits: read, proposed, confirmed. */
@RestController
@RequestMapping("/api/v1/limits")
class LimitsApi {

    private final Limits limits;
    private final Once once;

    LimitsApi(Limits limits, Once once) {
        this.limits = limits;
        this.once = once;
    }

    @GetMapping
    Listing<Shown> list(
            Person person,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        int most = Listing.limit(limit);
        String last = Listing.after(after);
        if (!last.matches("[0-9]{0,18}")) {
            throw new InvalidFields("after", "Send “after” as “next” gave it.");
        }
        return Listing.of(
                limits.list(person, last.isEmpty() ? 0 : Long.parseLong(last), most + 1),
                most,
                row -> String.valueOf(row.id()),
                row -> new Shown(row, limits.state(row)));
    }

    @PostMapping
    ResponseEntity<Object> propose(
            Person person, HttpServletRequest request, @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = new Sent(body, Set.of("key", "unit", "value", "from"));
        String key = sent.text("key");
        String unit = sent.text("unit");
        String value = body.get("value") instanceof Integer whole ? whole.toString() : sent.text("value");
        String from = sent.text("from");
        sent.check();
        return once.answer(
                person.login(),
                request,
                body,
                () -> ResponseEntity.created(
                                URI.create("/api/v1/limits/" + limits.propose(person, key, unit, value, from)))
                        .build());
    }

    @PostMapping("/{id}/confirm")
    ResponseEntity<Object> confirm(Person person, HttpServletRequest request, @PathVariable String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw new NotFound("There is no such limit.");
        }
        return once.answer(person.login(), request, null, () -> {
            limits.confirm(person, Long.parseLong(id));
            return ResponseEntity.noContent().build();
        });
    }

    /** A row; its value is a decimal as text, also where it is a count. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String id,
            String key,
            @Nullable String unit,
            String value,
            String from,
            String state,
            String proposedBy,
            String proposedAt,
            @Nullable String confirmedBy,
            @Nullable String confirmedAt) {

        Shown(Limit limit, String state) {
            this(
                    String.valueOf(limit.id()),
                    limit.key(),
                    limit.unit(),
                    limit.value().toPlainString(),
                    limit.from().toString(),
                    state,
                    limit.proposedBy(),
                    limit.proposedAt().toString(),
                    limit.confirmedBy(),
                    limit.confirmedAt() == null ? null : limit.confirmedAt().toString());
        }
    }
}
