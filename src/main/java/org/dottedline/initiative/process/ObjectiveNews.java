package org.dottedline.initiative.process;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dottedline.engine.ModelBean;
import org.dottedline.goal.Goal;
import org.dottedline.goal.Goals;
import org.dottedline.handover.Message;
import org.dottedline.handover.process.Crossing;
import org.dottedline.initiative.Initiatives;
import org.dottedline.objective.Objective;
import org.dottedline.objective.Objectives;
import org.dottedline.tasklist.Deadlines;
import org.dottedline.tasklist.form.Values;
import org.dottedline.trail.Ref;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code lob-objective} tells communities. Its delegates are here, since telling opens and wakes what is below an objective. */
@Configuration(proxyBeanMethods = false)
class ObjectiveNews {

    private static final String NEW_DATE = "TellNewDate";

    /** Sent by {@code lob-objective} to each invited community; here because it opens what is below. */
    @Bean
    @ModelBean
    JavaDelegate tellObjectiveCommitted(
            Initiatives initiatives, Objectives objectives, Goals goals, Crossing crossing) {
        return execution -> {
            Ref objective = ref(execution);
            String community = (String) execution.getVariable("community");
            Ref ref = initiatives.openUnder(objective, community);
            crossing.start(
                    Message.OBJECTIVE_COMMITTED,
                    ref,
                    committed(goals.get(objective.parent().orElseThrow()), objectives.get(objective)),
                    Map.of("community", community));
        };
    }

    private static Map<String, Object> committed(Goal goal, Objective objective) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("goalTitle", goal.title());
        payload.put("goalWhy", goal.why());
        payload.put("title", objective.title());
        payload.put("measure", objective.measure());
        payload.put("unit", objective.unit());
        payload.put("direction", String.valueOf(objective.direction().word()));
        payload.put("baseline", Values.plain(objective.baseline()));
        payload.put("target", Values.plain(objective.target()));
        payload.put("dueOn", Values.plain(objective.dueOn()));
        payload.put("cadence", objective.cadence().word());
        payload.put("lob", objective.lob());
        return payload;
    }

    /** The initiatives to tell that their objective closed or has a new date. */
    @Bean
    @ModelBean
    OpenInitiatives openInitiatives(Trails trails) {
        return new OpenInitiatives(trails);
    }

    @Bean
    @ModelBean
    JavaDelegate tellObjectiveClosed(Objectives objectives, Trails trails, Crossing crossing, Deadlines deadlines) {
        return execution -> {
            if (NEW_DATE.equals(execution.getCurrentActivityId())
                    && !trails.share(ref(execution)).running()) {
                return; // closed before the new date was told: the result is told instead
            }
            Objective objective = objectives.get(ref(execution));
            Map<String, Object> payload = new LinkedHashMap<>();
            payload.put("result", objective.result());
            payload.put("finalValue", Values.plain(objective.finalValue()));
            payload.put("reason", objective.closingReason());
            if ("extended".equals(objective.result())) {
                payload.put("newDueOn", Values.plain(objective.dueOn()));
            }
            Ref initiative = Ref.of((String) execution.getVariable("initiative"));
            crossing.deliver(Message.OBJECTIVE_CLOSED, initiative, payload, Map.of("result", objective.result()));
            if (payload.containsKey("newDueOn")) {
                deadlines.renew(initiative, CommunityInitiative.CLOSE);
            }
        };
    }

    /** Asked by the model of the objective. */
    public static class OpenInitiatives {
        private final Trails trails;

        OpenInitiatives(Trails trails) {
            this.trails = trails;
        }

        public Collection<String> under(DelegateExecution execution) {
            return trails.children(ref(execution)).stream()
                    .filter(TrailRow::running)
                    .map(row -> row.ref().text())
                    .toList();
        }
    }

    private static Ref ref(DelegateExecution execution) {
        return Ref.of(execution.getProcessBusinessKey());
    }
}
