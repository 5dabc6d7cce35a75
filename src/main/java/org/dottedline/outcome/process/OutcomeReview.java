package org.dottedline.outcome.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dottedline.engine.ModelBean;
import org.dottedline.handover.Handover.Result;
import org.dottedline.handover.Message;
import org.dottedline.handover.process.Crossing;
import org.dottedline.objective.Objective;
import org.dottedline.objective.Objectives;
import org.dottedline.objective.process.LobObjective;
import org.dottedline.outcome.Measured;
import org.dottedline.outcome.Outcomes;
import org.dottedline.outcome.WordsOwed;
import org.dottedline.people.Person;
import org.dottedline.tasklist.Context;
import org.dottedline.tasklist.Notes;
import org.dottedline.tasklist.OpenTask;
import org.dottedline.tasklist.Outcome;
import org.dottedline.tasklist.TaskHandler;
import org.dottedline.tasklist.form.Values;
import org.dottedline.trail.Ref;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code outcome-review}: what its tasks mean, and how communities are told of what was accepted. */
@Configuration(proxyBeanMethods = false)
public class OutcomeReview {

    public static final String KEY = "outcome-review";
    private static final String RECORD = "RecordOutcome";

    /** Sent by {@code lob-objective} for each initiative; here because it tells what this room keeps. */
    @Bean
    @ModelBean
    JavaDelegate tellOutcomeReviewed(
            Outcomes outcomes, Objectives objectives, WordsOwed words, Trails trails, Crossing crossing) {
        return execution -> {
            Ref objective = Ref.of(execution.getProcessBusinessKey());
            Ref initiative = Ref.of((String) execution.getVariable("initiative"));
            TrailRow row = trails.share(initiative);
            Map<String, Object> payload = payload(
                    objectives.get(objective), outcomes.lastAccepted(objective).orElseThrow());
            if (!row.running()) {
                crossing.start(Message.OUTCOME_REVIEWED, initiative, payload, Map.of());
                return;
            }
            String community = String.valueOf(row.unit());
            long word = words.owe(initiative, community, "outcome", payload);
            Result result = crossing.start(
                    Message.OUTCOME_REVIEWED,
                    initiative,
                    payload,
                    Map.of("community", community, "word", String.valueOf(word)));
            if (result != Result.DELIVERED) {
                words.drop(word);
            }
        };
    }

    /** An individual's cause stays with strategy. */
    private static Map<String, Object> payload(Objective objective, Measured measured) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("review", measured.review());
        payload.put("value", Values.plain(measured.value()));
        payload.put("baseline", Values.plain(objective.baseline()));
        payload.put("target", Values.plain(objective.target()));
        if (measured.cause() != null && !"individual".equals(measured.cause())) {
            payload.put("cause", measured.cause());
        }
        return payload;
    }

    @Bean
    TaskHandler recordOutcome(Outcomes outcomes, Objectives objectives, Trails trails) {
        return new Reviewing(RECORD, outcomes, objectives, trails) {
            @Override
            public Outcome complete(OpenTask task, Person by, Values values) {
                requireRunning(task);
                boolean reasonNeeded = outcomes.record(
                        task.ref(),
                        values.needDecimal("value"),
                        values.needDate("measuredOn"),
                        values.needText("source"),
                        values.checked("last"));
                return new Outcome(Map.of("reasonNeeded", reasonNeeded, "last", values.checked("last")), null);
            }
        };
    }

    @Bean
    TaskHandler sayWhyMissed(Outcomes outcomes, Objectives objectives, Trails trails) {
        return new Reviewing("SayWhyMissed", outcomes, objectives, trails) {
            @Override
            public Outcome complete(OpenTask task, Person by, Values values) {
                requireRunning(task);
                outcomes.explain(task.ref(), values.needText("cause"), values.needText("reason"));
                return Outcome.none();
            }
        };
    }

    @Bean
    TaskHandler acceptOutcome(Outcomes outcomes, Objectives objectives, Trails trails, Notes notes) {
        return new Reviewing("AcceptOutcome", outcomes, objectives, trails) {
            @Override
            public Outcome complete(OpenTask task, Person by, Values values) {
                requireRunning(task);
                String decision = values.needText("decision");
                if ("dispute".equals(decision)) {
                    String reason = values.needText("reason");
                    outcomes.dispute(task.ref(), reason);
                    notes.leave(task.ref(), RECORD, List.of("Disputed: " + reason));
                } else {
                    outcomes.accept(task.ref());
                }
                return Outcome.of("decision", decision);
            }
        };
    }

    /** A task of a review shows the objective, its series and the record in question. */
    private abstract static class Reviewing implements TaskHandler {
        private final String task;
        private final Outcomes outcomes;
        private final Objectives objectives;
        private final Trails trails;

        Reviewing(String task, Outcomes outcomes, Objectives objectives, Trails trails) {
            this.task = task;
            this.outcomes = outcomes;
            this.objectives = objectives;
            this.trails = trails;
        }

        @Override
        public String task() {
            return task;
        }

        @Override
        public Context context(OpenTask open) {
            Context context = new Context();
            if (!RECORD.equals(task)) {
                Measured latest = outcomes.latest(open.ref());
                context.section("measured")
                        .fact("value", latest.value())
                        .fact("measuredOn", latest.measuredOn())
                        .fact("source", latest.source())
                        .fact("last", latest.last() ? true : null)
                        .fact("cause", latest.cause())
                        .fact("causeReason", latest.causeReason());
            }
            context.section("outcome").fact("outcomes", outcomes.rows(open.ref()));
            return LobObjective.objectiveFacts(context, objectives.get(open.ref()));
        }

        /** The review ends with its objective, a moment after that was closed. */
        void requireRunning(OpenTask open) {
            Trails.requireRunning(trails.find(open.ref()).orElseThrow());
        }
    }
}
