package org.dottedline.discussion.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.dottedline.api.Listing;
import org.dottedline.api.Once;
import org.dottedline.api.Sent;
import org.dottedline.discussion.Discussions;
import org.dottedline.discussion.Remark;
import org.dottedline.people.Person;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is said at a step, by programs: the same as the page shows, in the order in which it was said. */
@RestController
class RemarkApi {

    private final Discussions discussions;
    private final Once once;

    RemarkApi(Discussions discussions, Once once) {
        this.discussions = discussions;
        this.once = once;
    }

    /**
     * One remark.
     *
     * @param person login of who said it; absent for what came from the other side
     * @param across {@code delivered}, {@code receiver-ended} or {@code came}; absent for what a side says to itself
     */
    record RemarkShown(
            int number,
            Instant at,
            String side,
            @Nullable String person,
            String text,
            @Nullable String across) {

        RemarkShown(Remark remark) {
            this(
                    remark.number(),
                    remark.at(),
                    remark.side().word(),
                    remark.login(),
                    remark.text(),
                    remark.across() == null ? null : remark.across().word());
        }
    }

    @GetMapping("/api/v1/trails/{ref}/remarks")
    Listing<RemarkShown> remarks(
            Person person,
            @PathVariable String ref,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        int most = Listing.limit(limit);
        return Listing.of(
                discussions.after(person, Ref.of(ref), number(after), most + 1),
                most,
                remark -> String.valueOf(remark.number()),
                RemarkShown::new);
    }

    private static int number(@Nullable String after) {
        if (after == null || after.isEmpty()) {
            return 0;
        }
        if (!after.matches("[0-9]{1,9}")) {
            throw new InvalidFields("after", "Send “after” as “next” gave it.");
        }
        return Integer.parseInt(after);
    }

    @PostMapping("/api/v1/trails/{ref}/remarks")
    ResponseEntity<Object> say(
            Person person,
            HttpServletRequest request,
            @PathVariable String ref,
            @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = new Sent(body, Set.of("text", "across"));
        String text = sent.text("text");
        Boolean across = sent.truth("across");
        if (text == null) {
            sent.missing("text", "Say something.");
        }
        sent.check();
        Ref at = Ref.of(ref);
        return once.answer(person.login(), request, body, () -> {
            Map<String, Object> said = Map.of();
            if (Boolean.TRUE.equals(across)) {
                said = Map.of(
                        "across",
                        discussions.address(person, at, String.valueOf(text)).word());
            } else {
                discussions.say(person, at, String.valueOf(text));
            }
            return ResponseEntity.created(URI.create("/api/v1/trails/" + at + "/remarks"))
                    .body(said);
        });
    }
}
