package org.dottedline.handover;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.handover.Handover.Result;
import org.dottedline.handover.persistence.HandoverTable;
import org.dottedline.people.Person;
import org.dottedline.people.Side;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.dottedline.trail.process.Withdrawal;
import org.dottedline.trail.process.Withdrawal.StepWithdrawn;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What has passed between the sides, and what is on its way. One side knows of the other only what stands here. */
@Service
public class Handovers {

    private static final Pattern PLACE = Pattern.compile("[0-9]{1,18}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final HandoverTable table;
    private final Trails trails;
    private final Record record;
    private final ApplicationClock clock;

    Handovers(HandoverTable table, Trails trails, Record record, ApplicationClock clock) {
        this.table = table;
        this.trails = trails;
        this.record = record;
        this.clock = clock;
    }

    /**
     * Records a passage with its payload, in the transaction in which it happens.
     *
     * @param actor who caused it, {@code system} for a job
     * @throws IllegalArgumentException if the payload names anything that this message does not carry
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void passed(
            Message message,
            String from,
            String to,
            Side fromSide,
            Ref ref,
            Map<String, Object> payload,
            Result result,
            String actor) {
        passed(message, from, to, fromSide, ref, payload, result, actor, null);
    }

    private void passed(
            Message message,
            String from,
            String to,
            Side fromSide,
            Ref ref,
            Map<String, Object> payload,
            Result result,
            String actor,
            @Nullable String group) {
        if (!message.payload().containsAll(payload.keySet())) {
            throw new IllegalArgumentException(message.word() + " does not carry " + payload.keySet());
        }
        Instant now = clock.instant();
        table.insert(new Handover(0, message.word(), from, to, fromSide, ref, now, payload, result));
        record.write(Entry.of("handover", fromSide)
                .at(ref.text())
                .in(from, null, message.word())
                .by(actor, group)
                .change(null, Map.of("to", to, "payload", payload, "result", result.word())));
    }

    /** Records that a step ended before its time, for the other side to see. It wakes nobody. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ended(
            TrailRow row,
            Side by,
            String process,
            String otherProcess,
            @Nullable String reason,
            String summary,
            String actor) {
        Map<String, Object> payload = new java.util.LinkedHashMap<>();
        payload.put("reference", row.ref().text());
        payload.put("kind", row.kind().word());
        if (reason != null) {
            payload.put("reason", reason);
        }
        payload.put("summary", summary);
        passed(Message.TRAIL_ENDED, process, otherProcess, by, row.ref(), payload, Result.DELIVERED, actor);
    }

    /**
     * Hands one remark to the other side of a step, in the transaction in which it is said. It wakes nobody. After the step has ended
     * nobody is there to take it, and that is recorded. The step's row is locked against its end meanwhile.
     *
     * @param actor who says it, through which {@code group}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Result addressed(Ref ref, Side by, String text, String actor, String group) {
        TrailRow row = trails.share(ref);
        String community = ofCommunity(row.kind());
        String strategy = ofStrategy(row.kind());
        boolean byCommunity = by == Side.COMMUNITY;
        Result result = row.running() ? Result.DELIVERED : Result.RECEIVER_ENDED;
        passed(
                Message.REMARK_ADDRESSED,
                byCommunity ? community : strategy,
                byCommunity ? strategy : community,
                by,
                ref,
                Map.of("text", text),
                result,
                actor,
                group);
        return result;
    }

    /** Whether a step has reached the side that did not open it: before, that side does not know of it. */
    @Transactional(readOnly = true)
    public boolean reachedBoth(Ref ref) {
        return table.delivered(
                ref,
                List.of(
                        Message.OBJECTIVE_COMMITTED.word(),
                        Message.INITIATIVE_PROPOSED.word(),
                        Message.FEATURE_REQUESTED.word(),
                        Message.NEED_RAISED.word()));
    }

    /** What was withdrawn by one side is told to the other. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(StepWithdrawn news) {
        if (Withdrawal.sideOf(news.row().kind()) == Side.COMMUNITY) {
            boolean byCommunity = news.by().side() == Side.COMMUNITY;
            String ofCommunity = ofCommunity(news.row().kind());
            String ofStrategy = ofStrategy(news.row().kind());
            ended(
                    news.row(),
                    byCommunity ? Side.COMMUNITY : Side.STRATEGY,
                    byCommunity ? ofCommunity : ofStrategy,
                    byCommunity ? ofStrategy : ofCommunity,
                    news.reason(),
                    "Withdrawn with " + news.withdrawn() + ".",
                    news.by().login());
        }
    }

    /** The process of a community that works on a step of this kind. */
    private static String ofCommunity(Kind kind) {
        return switch (kind) {
            case REQUEST -> "feature-request";
            case NEED -> "member-need";
            default -> "community-initiative";
        };
    }

    /** The process of strategy on the other side of it. */
    private static String ofStrategy(Kind kind) {
        return switch (kind) {
            case REQUEST -> "feature-delivery";
            case NEED -> "need-answer";
            default -> "lob-objective";
        };
    }

    /** The payload of the last message of this name that was delivered at a reference. */
    @Transactional(readOnly = true)
    public Optional<Map<String, Object>> latest(Ref ref, Message message) {
        return table.latest(ref, message.word());
    }

    /** The payloads of the last messages of this name that were delivered at these references, the latest last. */
    @Transactional(readOnly = true)
    public Map<Ref, Map<String, Object>> latest(Collection<Ref> refs, Message message) {
        return table.latest(refs, message.word());
    }

    /** All passages at these references, which the asker may see, in order; not those still on their way. */
    @Transactional(readOnly = true)
    public Map<Ref, List<Handover>> at(Collection<Ref> refs) {
        return table.at(refs).stream().collect(Collectors.groupingBy(Handover::ref));
    }

    /** All passages at and below a reference that this person may see, in order; those still on their way last. */
    @Transactional(readOnly = true)
    public List<Handover> atAndBelow(Person person, Ref ref) {
        trails.visible(person, ref);
        var visible = trails.visibleAtAndBelow(person, ref).stream()
                .map(TrailRow::ref)
                .toList();
        // What waits is read first: what lands meanwhile is then seen twice rather than not at all.
        List<Handover> waiting = waiting(ref);
        return Stream.concat(table.atAndBelow(ref).stream(), waiting.stream())
                .filter(handover -> visible.contains(handover.ref()))
                .toList();
    }

    /**
     * A passage, or what is on its way.
     *
     * @param place where it stands in {@link #part}: its number, or for what is on its way the id of its job
     */
    public record Passage(String place, Handover handover) {}

    /**
     * A part of {@link #atAndBelow}.
     *
     * @param after the place of the last passage of the part before, or null for the first part
     * @throws InvalidFields if that is no place
     */
    @Transactional(readOnly = true)
    public List<Passage> part(Person person, Ref ref, @Nullable String after, int limit) {
        if (after != null && !PLACE.matcher(after).matches()) {
            throw new InvalidFields("after", "Send “after” as “next” gave it.");
        }
        boolean onItsWay = after != null && after.contains("-");
        trails.visible(person, ref);
        List<Ref> visible = trails.visibleAtAndBelow(person, ref).stream()
                .map(TrailRow::ref)
                .toList();
        // What waits is read first: what lands meanwhile is then seen twice rather than not at all.
        List<Passage> waiting = pending(ref).stream()
                .filter(passage -> visible.contains(passage.handover().ref()))
                .filter(passage -> !onItsWay || passage.place().compareTo(after) > 0)
                .sorted(Comparator.comparing(Passage::place))
                .toList();
        List<Passage> part = new ArrayList<>();
        if (!onItsWay) {
            table.at(visible, after == null ? 0 : Long.parseLong(after), limit)
                    .forEach(handover -> part.add(new Passage(String.valueOf(handover.seq()), handover)));
        }
        part.addAll(waiting.subList(0, Math.min(waiting.size(), limit - part.size())));
        return part;
    }

    /** Handovers whose job has not succeeded yet, at and below a reference. Their payload is made when they land. */
    @Transactional(readOnly = true)
    public List<Handover> waiting(Ref ref) {
        return pending(ref).stream()
                .map(Passage::handover)
                .sorted(Comparator.comparing(Handover::at))
                .toList();
    }

    private List<Passage> pending(Ref ref) {
        List<Passage> waiting = new ArrayList<>();
        for (HandoverTable.Pending pending : table.pending(ref)) {
            Message.named(pending.message())
                    .ifPresent(message -> waiting.add(new Passage(
                            pending.job(),
                            new Handover(
                                    0,
                                    message.word(),
                                    pending.process(),
                                    message.receiver().orElse("lob-objective"),
                                    message.from().orElse(Side.COMMUNITY),
                                    pending.ref(),
                                    pending.since(),
                                    Map.of(),
                                    Result.WAITING))));
        }
        return waiting;
    }
}
