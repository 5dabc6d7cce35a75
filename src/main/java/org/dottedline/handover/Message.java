package org.dottedline.handover;

import static org.dottedline.people.Side.COMMUNITY;
import static org.dottedline.people.Side.STRATEGY;

import java.util.Optional;
import java.util.Set;
import org.dottedline.people.Side;

/** The messages that may cross, the processes between which they do, and exactly what each carries. */
public enum Message {
    OBJECTIVE_COMMITTED(
            "ObjectiveCommitted",
            STRATEGY,
            "lob-objective",
            "community-initiative",
            Set.of(
                    "goalTitle",
                    "goalWhy",
                    "title",
                    "measure",
                    "unit",
                    "direction",
                    "baseline",
                    "target",
                    "dueOn",
                    "cadence",
                    "lob")),
    INITIATIVE_PROPOSED(
            "InitiativeProposed",
            COMMUNITY,
            "community-initiative",
            "initiative-approval",
            Set.of("title", "need", "groups", "idea")),
    INITIATIVE_DECIDED(
            "InitiativeDecided",
            STRATEGY,
            "initiative-approval",
            "community-initiative",
            Set.of("decision", "reason", "cap")),
    OBJECTIVE_CLOSED(
            "ObjectiveClosed",
            STRATEGY,
            "lob-objective",
            "community-initiative",
            Set.of("result", "finalValue", "reason", "newDueOn")),
    FEATURE_REQUESTED(
            "FeatureRequested",
            COMMUNITY,
            "feature-request",
            "feature-delivery",
            Set.of("title", "need", "description", "groups", "verdict", "summary", "quotes")),
    FEATURE_RESCOPED(
            "FeatureRescoped", STRATEGY, "feature-delivery", "feature-request", Set.of("kept", "dropped", "reason")),
    RESCOPE_ANSWERED("RescopeAnswered", COMMUNITY, "feature-request", "feature-delivery", Set.of("decision", "reason")),
    FEATURE_DECLINED("FeatureDeclined", STRATEGY, "feature-delivery", "feature-request", Set.of("stage", "reason")),
    FEATURE_DELIVERED(
            "FeatureDelivered",
            STRATEGY,
            "feature-delivery",
            "feature-request",
            Set.of("points", "deliveredOn", "made")),
    FEEDBACK_REPORTED(
            "FeedbackReported",
            COMMUNITY,
            "feature-request",
            "feature-delivery",
            Set.of("from", "to", "members", "reports", "satisfaction", "summary")),
    OUTCOME_REVIEWED(
            "OutcomeReviewed",
            STRATEGY,
            "lob-objective",
            "member-report",
            Set.of("review", "value", "baseline", "target", "cause")),
    NEED_RAISED("NeedRaised", COMMUNITY, "member-need", "need-answer", Set.of("title", "need", "groups", "evidence")),
    NEED_ANSWERED("NeedAnswered", STRATEGY, "need-answer", "member-need", Set.of("decision", "reason", "reference")),
    /** Something ended before its time; told and recorded, it wakes nobody. Its processes are those of the step that ended. */
    TRAIL_ENDED("TrailEnded", null, null, null, Set.of("reference", "kind", "reason", "summary")),
    /** One remark of a person to the other side of a step; it wakes nobody. Its processes are those that meet at the step. */
    REMARK_ADDRESSED("RemarkAddressed", null, null, null, Set.of("text"));

    private final String word;
    private final @org.jspecify.annotations.Nullable Side from;
    private final @org.jspecify.annotations.Nullable String sender;
    private final @org.jspecify.annotations.Nullable String receiver;
    private final Set<String> payload;

    Message(
            String word,
            @org.jspecify.annotations.Nullable Side from,
            @org.jspecify.annotations.Nullable String sender,
            @org.jspecify.annotations.Nullable String receiver,
            Set<String> payload) {
        this.word = word;
        this.from = from;
        this.sender = sender;
        this.receiver = receiver;
        this.payload = payload;
    }

    /** The message name in the models. */
    public String word() {
        return word;
    }

    /** The names that its payload may have; others are refused. */
    public Set<String> payload() {
        return payload;
    }

    public Optional<Side> from() {
        return Optional.ofNullable(from);
    }

    public Optional<String> sender() {
        return Optional.ofNullable(sender);
    }

    public Optional<String> receiver() {
        return Optional.ofNullable(receiver);
    }

    public static Optional<Message> named(String word) {
        for (Message message : values()) {
            if (message.word.equals(word)) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }
}
