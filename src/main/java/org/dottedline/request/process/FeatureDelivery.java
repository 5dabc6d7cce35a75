package org.dottedline.request.process;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.engine.ModelBean;
import org.dottedline.engine.Rules;
import org.dottedline.engine.Ruling;
import org.dottedline.funding.Cost;
import org.dottedline.funding.Funding;
import org.dottedline.handover.Message;
import org.dottedline.handover.process.Crossing;
import org.dottedline.limits.Limits;
import org.dottedline.people.Side;
import org.dottedline.request.Delivered;
import org.dottedline.request.Deliveries;
import org.dottedline.request.Deliveries.Spending;
import org.dottedline.request.Design;
import org.dottedline.tasklist.Money;
import org.dottedline.tasklist.Notes;
import org.dottedline.tasklist.form.Values;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.State;
import org.dottedline.trail.Trails;
import org.dottedline.trail.process.Withdrawal.StepWithdrawn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** {@code feature-delivery}: its delegates; what its tasks mean is in {@link DeliveryTasks}. */
@Configuration(proxyBeanMethods = false)
public class FeatureDelivery {

    public static final String KEY = "feature-delivery";
    private static final String ROUTE = "request-route";

    /** Who must decide on the spending, as the present amount stands. */
    @Component
    static class Routes {
        private final Rules rules;
        private final Limits limits;
        private final Record record;

        Routes(Rules rules, Limits limits, Record record) {
            this.rules = rules;
            this.limits = limits;
            this.record = record;
        }

        String of(DelegateExecution execution, BigDecimal oneOff, BigDecimal yearly) {
            Map<String, Object> facts = new HashMap<>();
            facts.put("oneOffCents", cents(oneOff));
            facts.put("runningYearlyCents", cents(yearly));
            facts.put("smallChangeCents", cents(limits.value("small-change-limit", null)));
            facts.put("boardLimitCents", cents(limits.value("board-limit", null)));
            Ruling ruling = rules.ask(ROUTE, facts);
            record.write(Entry.of("rule-asked", Side.STRATEGY).in(execution).ruled(ruling.forRecord()));
            return ruling.text("route");
        }

        private static long cents(BigDecimal amount) {
            return amount.movePointRight(2).longValueExact();
        }
    }

    @Bean
    @ModelBean
    JavaDelegate pickRequestRoute(Deliveries deliveries, Routes routes) {
        return execution -> {
            Design design = deliveries.present(ref(execution));
            execution.setVariable("route", routes.of(execution, design.oneOff(), design.runningYearly()));
            execution.setVariable("maker", "delivery");
            execution.setVariable("chosen", false);
            execution.setVariable("overrun", false);
        };
    }

    /** Is what was set aside enough for the chosen option? */
    @Bean
    @ModelBean
    JavaDelegate recheckFunding(Deliveries deliveries, Funding funding, Routes routes, Notes notes) {
        return execution -> {
            Ref ref = ref(execution);
            Cost cost = deliveries.cost(ref);
            boolean stands = funding.stands(ref, cost);
            if (!stands) {
                notes.leave(
                        ref,
                        "ReviewFunding",
                        List.of("The option that was chosen costs "
                                + Money.said(cost.oneOff()) + " once and "
                                + Money.said(cost.runningYearly())
                                + " a year: what is set aside does not carry that."));
            }
            execution.setVariable("stands", stands);
            execution.setVariable("route", routes.of(execution, cost.oneOff(), cost.runningYearly()));
        };
    }

    /** Did it cost more than is set aside? */
    @Bean
    @ModelBean
    JavaDelegate checkActual(Deliveries deliveries, Funding funding, Routes routes, Notes notes) {
        return execution -> {
            Ref ref = ref(execution);
            BigDecimal actual = deliveries.delivered(ref).orElseThrow().actual();
            BigDecimal reserved = funding.reserved(ref);
            boolean overrun = actual.compareTo(reserved) > 0;
            if (overrun) {
                notes.leave(
                        ref,
                        DeliveryTasks.APPROVE,
                        List.of("It cost " + Money.said(actual) + ", which is " + Money.said(actual.subtract(reserved))
                                + " more than was set aside."));
                execution.setVariable(
                        "route",
                        routes.of(execution, actual, deliveries.cost(ref).runningYearly()));
            }
            execution.setVariable("overrun", overrun);
        };
    }

    @Bean
    @ModelBean
    JavaDelegate settleMoney(Deliveries deliveries, Funding funding) {
        return execution -> {
            Ref ref = ref(execution);
            funding.settle(ref, deliveries.delivered(ref).orElseThrow().actual());
        };
    }

    @Bean
    @ModelBean
    JavaDelegate tellFeatureRescoped(Deliveries deliveries, Crossing crossing) {
        return execution -> {
            Ref ref = ref(execution);
            List<Design> designs = deliveries.designs(ref);
            List<String> kept = designs.get(designs.size() - 1).points();
            List<String> dropped =
                    new ArrayList<>(designs.get(designs.size() - 2).points());
            dropped.removeAll(kept);
            Map<String, Object> payload = new LinkedHashMap<>();
            payload.put("kept", kept);
            payload.put("dropped", dropped);
            payload.put(
                    "reason", deliveries.lastDecision(ref).map(Spending::reason).orElse(null));
            payload.values().removeIf(java.util.Objects::isNull);
            crossing.deliver(Message.FEATURE_RESCOPED, ref, payload, Map.of());
            execution.setVariable("rescoped", false);
        };
    }

    @Bean
    @ModelBean
    JavaDelegate tellFeatureDeclined(Deliveries deliveries, Funding funding, Trails trails, Crossing crossing) {
        return execution -> {
            Ref ref = ref(execution);
            Spending decision = deliveries.lastDecision(ref).orElseThrow();
            Map<String, Object> payload = new LinkedHashMap<>();
            payload.put("stage", decision.stage());
            payload.put("reason", decision.reason());
            payload.values().removeIf(java.util.Objects::isNull);
            crossing.deliver(Message.FEATURE_DECLINED, ref, payload, Map.of());
            funding.release(ref);
            trails.end(ref, State.DECLINED, "declined", decision.reason());
        };
    }

    @Bean
    @ModelBean
    JavaDelegate tellFeatureDelivered(Deliveries deliveries, ApplicationClock clock, Crossing crossing) {
        return execution -> {
            Ref ref = ref(execution);
            Delivered delivered = deliveries.delivered(ref).orElseThrow();
            Map<String, Object> payload = new LinkedHashMap<>();
            payload.put("points", delivered.met());
            payload.put("deliveredOn", Values.plain(clock.today()));
            payload.put("made", deliveries.inHouse(ref) ? "built" : "bought");
            crossing.deliver(Message.FEATURE_DELIVERED, ref, payload, Map.of());
        };
    }

    /** What was set aside for a request goes back when it is withdrawn. */
    @Component
    static class MoneyBack {
        private final Funding funding;

        MoneyBack(Funding funding) {
            this.funding = funding;
        }

        @EventListener
        @Transactional(propagation = Propagation.MANDATORY)
        public void on(StepWithdrawn news) {
            if (news.row().kind() == Kind.REQUEST) {
                funding.release(news.row().ref());
            }
        }
    }

    private static Ref ref(DelegateExecution execution) {
        return Ref.of(execution.getProcessBusinessKey());
    }
}
