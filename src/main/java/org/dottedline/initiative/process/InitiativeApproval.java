package org.dottedline.initiative.process;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.engine.ModelBean;
import org.dottedline.engine.Rules;
import org.dottedline.engine.Ruling;
import org.dottedline.goal.Goals;
import org.dottedline.goal.process.BoardGoal;
import org.dottedline.handover.Handover.Result;
import org.dottedline.handover.Handovers;
import org.dottedline.handover.Message;
import org.dottedline.handover.process.Crossing;
import org.dottedline.initiative.Approval;
import org.dottedline.initiative.Approvals;
import org.dottedline.initiative.Initiatives;
import org.dottedline.objective.Objectives;
import org.dottedline.objective.process.LobObjective;
import org.dottedline.people.Person;
import org.dottedline.people.Side;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.RuleRefused;
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

/** {@code initiative-approval}: its delegates, and what its tasks mean. */
@Configuration(proxyBeanMethods = false)
public class InitiativeApproval {

    public static final String KEY = "initiative-approval";
    private static final String TABLE = "approval-route";
    public static final String APPROVE = "ApproveInitiative";

    @Bean
    @ModelBean
    JavaDelegate pickApprovalRoute(Approvals approvals, Rules rules, Notes notes, Record record) {
        return execution -> {
            Ref ref = ref(execution);
            Approval approval = approvals.present(ref);
            Ruling ruling = rules.ask(TABLE, approval.facts(approval.cap()));
            record.write(Entry.of("rule-asked", Side.STRATEGY).in(execution).ruled(ruling.forRecord()));
            String route = ruling.text("route");
            if (!route.startsWith("executive")) {
                notes.leave(ref, APPROVE, ruling.reasons());
            }
            execution.setVariable("route", route);
        };
    }

    @Bean
    @ModelBean
    JavaDelegate tellInitiativeDecided(Approvals approvals, Initiatives initiatives, Notes notes, Crossing crossing) {
        return execution -> {
            Ref ref = ref(execution);
            Approval approval = approvals.present(ref);
            Map<String, Object> payload = new LinkedHashMap<>();
            payload.put("decision", approval.decision());
            if (approval.reason() != null) {
                payload.put("reason", approval.reason());
            }
            if (approval.cap() != null) {
                payload.put("cap", Values.plain(approval.cap()));
            }
            Result result =
                    crossing.deliver(Message.INITIATIVE_DECIDED, ref, payload, Map.of("decision", approval.decision()));
            if (result == Result.DELIVERED) {
                initiatives.decided(ref, approval.decision(), approval.reason());
                if ("changes".equals(approval.decision())) {
                    notes.leave(ref, "ReviseInitiative", List.of(String.valueOf(approval.reason())));
                }
            }
        };
    }

    /** Asked by {@code lob-objective} when it closes: what is not decided yet need not be decided any more. */
    @Bean
    @ModelBean
    JavaDelegate endOpenApprovals(Trails trails, Handovers handovers, RuntimeService runtime) {
        return execution -> {
            for (TrailRow row : trails.lockAtAndBelow(ref(execution))) {
                boolean decided = handovers.waiting(row.ref()).stream()
                        .anyMatch(waiting -> waiting.message().equals(Message.INITIATIVE_DECIDED.word()));
                if (!decided) {
                    runtime.createProcessInstanceQuery()
                            .processDefinitionKey(KEY)
                            .processInstanceBusinessKey(row.ref().text())
                            .list()
                            .forEach(instance -> runtime.createMessageCorrelation("Withdrawn")
                                    .processInstanceId(instance.getId())
                                    .correlateWithResult());
                }
            }
        };
    }

    @Bean
    TaskHandler assessFit(Shown shown, Approvals approvals) {
        return new Deciding("AssessFit", shown) {
            @Override
            public Outcome complete(OpenTask task, Person by, Values values) {
                approvals.assess(
                        task.ref(),
                        values.needText("fit"),
                        values.needText("effect"),
                        values.needText("budgetBand"),
                        values.needText("note"));
                return Outcome.none();
            }
        };
    }

    @Bean
    TaskHandler approveInitiative(Shown shown, Approvals approvals, Rules rules) {
        return new Deciding(APPROVE, shown) {
            @Override
            public Outcome complete(OpenTask task, Person by, Values values) {
                String decision = values.needText("decision");
                BigDecimal cap = values.decimal("cap");
                if ("approve".equals(decision)) {
                    Ruling ruling =
                            rules.ask(TABLE, approvals.present(task.ref()).facts(cap));
                    if ("cap-needed".equals(ruling.text("route"))) {
                        throw new RuleRefused("cap", ruling.text("reason"));
                    }
                } else if (cap != null) {
                    throw new InvalidFields("cap", "A cap goes with approving alone.");
                }
                approvals.decide(task.ref(), decision, values.text("reason"), cap);
                return Outcome.of("decision", decision);
            }
        };
    }

    @Bean
    TaskHandler countersignInitiative(Shown shown, Notes notes) {
        return new Deciding("CountersignInitiative", shown) {
            @Override
            public Outcome complete(OpenTask task, Person by, Values values) {
                String decision = values.needText("decision");
                if ("send-back".equals(decision)) {
                    notes.leave(task.ref(), APPROVE, List.of(values.needText("reason")));
                }
                return Outcome.of("decision", decision);
            }
        };
    }

    /** What the strategy side sees of an initiative: what was handed over to it, and its own judgement. */
    @Bean
    Shown initiativeAsShown(Handovers handovers, Approvals approvals, Objectives objectives, Goals goals) {
        return new Shown(handovers, approvals, objectives, goals);
    }

    record Shown(Handovers handovers, Approvals approvals, Objectives objectives, Goals goals) {
        Context of(Ref ref) {
            Context context = new Context();
            context.section("proposal")
                    .facts(handovers.latest(ref, Message.INITIATIVE_PROPOSED).orElse(Map.of()));
            approvals
                    .latest(ref)
                    .ifPresent(approval -> context.section("judgement")
                            .fact("fit", approval.fit())
                            .fact("effect", approval.effect())
                            .fact("budgetBand", approval.budgetBand())
                            .fact("note", approval.note())
                            .fact("decision", approval.decision())
                            .fact("reason", approval.reason())
                            .fact("cap", approval.cap()));
            Ref objective = ref.parent().orElseThrow();
            LobObjective.objectiveFacts(context, objectives.get(objective));
            return BoardGoal.goalFacts(context, goals.get(objective.parent().orElseThrow()));
        }
    }

    /** A task about an initiative shows all that strategy knows of it. */
    private abstract static class Deciding implements TaskHandler {
        private final String task;
        private final Shown shown;

        Deciding(String task, Shown shown) {
            this.task = task;
            this.shown = shown;
        }

        @Override
        public String task() {
            return task;
        }

        @Override
        public Context context(OpenTask open) {
            return shown.of(open.ref());
        }
    }

    private static Ref ref(DelegateExecution execution) {
        return Ref.of(execution.getProcessBusinessKey());
    }
}
