package org.dottedline.need.process;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dottedline.engine.ModelBean;
import org.dottedline.handover.Handover.Result;
import org.dottedline.handover.Handovers;
import org.dottedline.handover.Message;
import org.dottedline.handover.process.Crossing;
import org.dottedline.initiative.process.CommunityInitiative;
import org.dottedline.need.Answer;
import org.dottedline.need.Needs;
import org.dottedline.objective.Objective;
import org.dottedline.objective.Objectives;
import org.dottedline.people.Person;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.tasklist.Context;
import org.dottedline.tasklist.OpenTask;
import org.dottedline.tasklist.Outcome;
import org.dottedline.tasklist.TaskHandler;
import org.dottedline.tasklist.form.Choice;
import org.dottedline.tasklist.form.Values;
import org.dottedline.trail.Figures;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.State;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code need-answer}: its delegate, and what its task means. */
@Configuration(proxyBeanMethods = false)
public class NeedAnswer {

    public static final String KEY = "need-answer";

    /**
     * Sent when an executive has answered. Adopted, the initiative opens under the objective in the same transaction, filled in
     * with the need; under an objective that has
     * ended meanwhile none can, and the members hear that.
     */
    @Bean
    @ModelBean
    JavaDelegate tellNeedAnswered(
            Needs needs, Trails trails, Handovers handovers, CommunityInitiative initiatives, Crossing crossing) {
        return execution -> {
            Ref ref = Ref.of(execution.getProcessBusinessKey());
            Answer answer = needs.answerOf(ref);
            boolean overtaken = "adopt".equals(answer.decision())
                    && !trails.lock(Objects.requireNonNull(answer.reference())).running();
            TrailRow row = trails.lock(ref);
            String decision = overtaken ? "decline" : answer.decision();
            String reason = overtaken
                    ? "It was adopted under " + answer.reference() + ", which ended before an initiative could open."
                    : answer.reason();
            Map<String, Object> payload = new LinkedHashMap<>();
            payload.put("decision", decision);
            if (reason != null) {
                payload.put("reason", reason);
            }
            if ("adopt".equals(decision) && row.running()) {
                payload.put(
                        "reference",
                        initiatives
                                .adopt(
                                        Objects.requireNonNull(answer.reference()),
                                        String.valueOf(row.unit()),
                                        handovers
                                                .latest(ref, Message.NEED_RAISED)
                                                .orElseThrow())
                                .text());
            } else if ("link".equals(decision)) {
                payload.put("reference", String.valueOf(answer.reference()));
            }
            Result result = crossing.deliver(Message.NEED_ANSWERED, ref, payload, Map.of("decision", decision));
            if (result == Result.DELIVERED) {
                switch (decision) {
                    case "adopt" -> trails.end(ref, State.CLOSED, "adopted", reason);
                    case "link" -> trails.end(ref, State.CLOSED, "linked", reason);
                    default -> trails.end(ref, State.DECLINED, "declined", reason);
                }
            }
        };
    }

    @Bean
    TaskHandler answerNeed(Needs needs, Handovers handovers, Trails trails, Objectives objectives) {
        return new Answering(needs, handovers, trails, objectives);
    }

    /** What everybody who sees it may know of a need: whom it was raised to, and how it was answered. */
    @Bean
    Figures needFigures(Needs needs, Handovers handovers) {
        return new Figures() {
            @Override
            public Kind kind() {
                return Kind.NEED;
            }

            @Override
            public Map<Ref, Map<String, Object>> of(List<Ref> refs, Person person) {
                Map<Ref, Map<String, Object>> answers = handovers.latest(refs, Message.NEED_ANSWERED);
                Map<Ref, Map<String, Object>> figures = new HashMap<>();
                needs.lobs(refs).forEach((ref, lob) -> {
                    Map<String, Object> known = new LinkedHashMap<>();
                    known.put("lob", lob);
                    Map<String, Object> answered = answers.getOrDefault(ref, Map.of());
                    for (String key : List.of("decision", "reference")) {
                        if (answered.containsKey(key)) {
                            known.put(key, answered.get(key));
                        }
                    }
                    figures.put(ref, known);
                });
                return figures;
            }
        };
    }

    private record Answering(Needs needs, Handovers handovers, Trails trails, Objectives objectives)
            implements TaskHandler {

        @Override
        public String task() {
            return "AnswerNeed";
        }

        @Override
        public Context context(OpenTask task) {
            return new Context()
                    .section("memberNeed")
                    .facts(handovers.latest(task.ref(), Message.NEED_RAISED).orElse(Map.of()));
        }

        @Override
        public Map<String, List<Choice>> choices(OpenTask task) {
            String community =
                    String.valueOf(trails.find(task.ref()).orElseThrow().unit());
            List<TrailRow> inviting = trails.running(Kind.OBJECTIVE, task.unit()).stream()
                    .filter(row -> invites(row.ref(), community))
                    .toList();
            return Map.of(
                    "objectives",
                    inviting.stream().map(Answering::choice).toList(),
                    "initiatives",
                    inviting.stream()
                            .flatMap(row -> trails.children(row.ref()).stream())
                            .filter(row -> row.running() && community.equals(row.unit()))
                            .map(Answering::choice)
                            .toList());
        }

        private boolean invites(Ref ref, String community) {
            Objective objective = objectives.get(ref);
            return objective.committedAt() != null && objective.communities().contains(community);
        }

        private static Choice choice(TrailRow row) {
            return new Choice(row.ref().text(), row.ref() + " " + row.title());
        }

        @Override
        public Outcome complete(OpenTask task, Person by, Values values) {
            String decision = values.needText("decision");
            String objective = onlyWith("adopt", decision, "objective", values);
            String initiative = onlyWith("link", decision, "initiative", values);
            String reference = objective == null ? initiative : objective;
            needs.answer(
                    task.ref(),
                    new Answer(decision, reference == null ? null : Ref.of(reference), values.text("reason")));
            return Outcome.of("decision", decision);
        }

        private static @Nullable String onlyWith(String wanted, String decision, String field, Values values) {
            String value = values.text(field);
            if (value != null && !wanted.equals(decision)) {
                throw new InvalidFields(field, "This does not go with your decision.");
            }
            return value;
        }
    }
}
