package org.dottedline.web.trail;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dottedline.api.Listing;
import org.dottedline.api.Once;
import org.dottedline.api.Sent;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.handover.Handover;
import org.dottedline.handover.Handovers;
import org.dottedline.people.Person;
import org.dottedline.people.Side;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.NotFound;
import org.dottedline.trail.Ref;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.dottedline.trail.process.Withdrawal;
import org.dottedline.web.trail.TrailView.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The trail: its steps, the record, what passed between the sides, and withdrawing. */
@RestController
@RequestMapping("/api/v1/trails")
class TrailApi {

    private final Trails trails;
    private final TrailView view;
    private final Record record;
    private final Handovers handovers;
    private final Withdrawal withdrawal;
    private final Once once;

    TrailApi(Trails trails, TrailView view, Record record, Handovers handovers, Withdrawal withdrawal, Once once) {
        this.trails = trails;
        this.view = view;
        this.record = record;
        this.handovers = handovers;
        this.withdrawal = withdrawal;
        this.once = once;
    }

    /** A step as the contract has it. */
    record NodeShown(
            String ref,
            String kind,
            String title,
            @Nullable String unit,
            String state,
            @Nullable String result,
            @Nullable String reason,
            List<TaskAt> tasks,
            List<String> children,
            Map<String, Object> figures) {

        NodeShown(Node node) {
            this(
                    node.row().ref().text(),
                    node.row().kind().word(),
                    node.row().title(),
                    node.row().unit(),
                    node.row().state().word(),
                    node.row().result(),
                    node.row().reason(),
                    node.tasks().stream()
                            .map(task -> new TaskAt(task.task(), task.group(), task.assignee(), task.created()))
                            .toList(),
                    node.children().stream().map(Ref::text).toList(),
                    node.figures());
        }
    }

    /** An open task of a step: whose it is, who has taken it, and since when it waits. */
    record TaskAt(String task, String group, @Nullable String holder, Instant since) {}

    /** An entry of the record as the contract has it. */
    record EntryShown(
            long seq,
            @Nullable Instant at,
            @Nullable String ref,
            String side,
            @Nullable String process,
            @Nullable Integer version,
            @Nullable String element,
            String kind,
            String actor,
            @Nullable String role,
            @Nullable String onBehalfOf,
            @Nullable Map<String, Object> before,
            @Nullable Map<String, Object> after,
            @Nullable String reason,
            @Nullable Map<String, Object> decision) {

        EntryShown(Entry entry) {
            this(
                    entry.seq(),
                    entry.at(),
                    entry.ref(),
                    entry.side().word(),
                    entry.process(),
                    entry.version(),
                    entry.element(),
                    entry.kind(),
                    entry.actor(),
                    entry.role(),
                    entry.onBehalfOf(),
                    entry.before(),
                    entry.after(),
                    entry.reason(),
                    entry.decision());
        }
    }

    /** A handover as the contract has it. */
    record HandoverShown(
            String message,
            String from,
            String to,
            String ref,
            Instant at,
            Map<String, Object> payload,
            String result) {

        HandoverShown(Handover handover) {
            this(
                    handover.message(),
                    handover.from(),
                    handover.to(),
                    handover.ref().text(),
                    handover.at(),
                    handover.payload(),
                    handover.result().word());
        }
    }

    @GetMapping
    Listing<NodeShown> roots(
            Person person,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        int most = Listing.limit(limit);
        List<TrailRow> rows = trails.roots(person, root(after), most + 1);
        return Listing.of(
                view.nodes(person, rows), most, node -> node.row().ref().text(), NodeShown::new);
    }

    @GetMapping("/{ref}")
    NodeShown one(Person person, @PathVariable String ref) {
        return new NodeShown(view.node(person, Ref.of(ref)));
    }

    @GetMapping("/{ref}/history")
    Listing<EntryShown> history(
            Person person,
            @PathVariable String ref,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        int most = Listing.limit(limit);
        trails.visible(person, Ref.of(ref));
        List<String> visible = trails.visibleAtAndBelow(person, Ref.of(ref)).stream()
                .map(row -> row.ref().text())
                .toList();
        return Listing.of(
                record.history(visible, sidesOf(person), number(after), most + 1),
                most,
                entry -> String.valueOf(entry.seq()),
                EntryShown::new);
    }

    /** One reads one's own side's record; oversight reads all. */
    static Set<Side> sidesOf(Person person) {
        return person.side() == Side.OVERSIGHT ? Set.of(Side.values()) : Set.of(person.side());
    }

    private static @Nullable Ref root(@Nullable String after) {
        if (after == null || after.isEmpty()) {
            return null;
        }
        try {
            return Ref.of(after);
        } catch (NotFound noReference) {
            throw new InvalidFields("after", "Send “after” as “next” gave it.");
        }
    }

    private static long number(@Nullable String after) {
        if (after == null || after.isEmpty()) {
            return 0;
        }
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException notANumber) {
            throw new InvalidFields("after", "Send “after” as “next” gave it.");
        }
    }

    @GetMapping("/{ref}/handovers")
    Listing<HandoverShown> handovers(
            Person person,
            @PathVariable String ref,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        int most = Listing.limit(limit);
        return Listing.of(
                handovers.part(person, Ref.of(ref), after == null || after.isEmpty() ? null : after, most + 1),
                most,
                Handovers.Passage::place,
                passage -> new HandoverShown(passage.handover()));
    }

    @PostMapping("/{ref}/withdraw")
    ResponseEntity<Object> withdraw(
            Person person,
            HttpServletRequest request,
            @PathVariable String ref,
            @RequestBody Map<String, @Nullable Object> body) {
        Sent sent = new Sent(body, Set.of("reason"));
        String reason = sent.text("reason");
        sent.check();
        return once.answer(person.login(), request, body, () -> {
            withdrawal.withdraw(person, Ref.of(ref), reason == null ? "" : reason);
            return ResponseEntity.accepted().build();
        });
    }
}
