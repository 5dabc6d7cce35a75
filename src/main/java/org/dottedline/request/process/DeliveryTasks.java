package org.dottedline.request.process;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dottedline.funding.Cost;
import org.dottedline.funding.Funding;
import org.dottedline.handover.Handovers;
import org.dottedline.handover.Message;
import org.dottedline.initiative.Approval;
import org.dottedline.initiative.Approvals;
import org.dottedline.people.Person;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.request.Delivered;
import org.dottedline.request.Deliveries;
import org.dottedline.request.Design;
import org.dottedline.sourcing.Rated;
import org.dottedline.sourcing.Sourcing;
import org.dottedline.tasklist.Context;
import org.dottedline.tasklist.Money;
import org.dottedline.tasklist.Notes;
import org.dottedline.tasklist.OpenTask;
import org.dottedline.tasklist.Outcome;
import org.dottedline.tasklist.TaskHandler;
import org.dottedline.tasklist.form.Values;
import org.dottedline.trail.Ref;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the tasks of {@code feature-delivery} mean. */
@Configuration(proxyBeanMethods = false)
class DeliveryTasks {

    static final String APPROVE = "ApproveSpending";
    private static final String DESIGN = "DesignFeature";
    private static final String CONFIRM = "ConfirmDelivery";
    private static final String CUT = "cut-scope";

    @Bean
    TaskHandler designFeature(Signals signals, Deliveries deliveries) {
        return new Making(DESIGN) {
            @Override
            public Context context(OpenTask task) {
                return signals.members(new Context(), task.ref());
            }

            @Override
            public Map<String, Object> known(OpenTask task) {
                List<Design> designs = deliveries.designs(task.ref());
                if (designs.isEmpty()) {
                    return Map.of();
                }
                Design last = designs.get(designs.size() - 1);
                Map<String, Object> known = new LinkedHashMap<>(last.facts());
                known.put(
                        "acceptance",
                        last.points().stream()
                                .map(point -> Map.of("point", point))
                                .toList());
                return known;
            }

            @Override
            public Outcome complete(OpenTask task, Person by, Values values) {
                Set<String> points = new LinkedHashSet<>();
                int row = 0;
                for (Values point : values.rows("acceptance")) {
                    if (!points.add(point.needText("point").strip())) {
                        throw new InvalidFields("acceptance[" + row + "].point", "This point is here twice.");
                    }
                    row++;
                }
                boolean rescoped = deliveries
                        .lastDecision(task.ref())
                        .map(decision -> CUT.equals(decision.decision()))
                        .orElse(false);
                deliveries.design(
                        task.ref(),
                        values.needText("scope"),
                        List.copyOf(points),
                        values.needDecimal("oneOff"),
                        values.needDecimal("runningYearly"),
                        values.needInteger("monthsToLive"));
                return Outcome.of("rescoped", rescoped);
            }
        };
    }

    @Bean
    TaskHandler decideHowToPay(Signals signals, Deliveries deliveries, Funding funding, Notes notes) {
        return new Making("DecideHowToPay") {
            @Override
            public Context context(OpenTask task) {
                Context context = signals.money(new Context(), task.ref());
                return signals.members(context, task.ref());
            }

            @Override
            public Outcome complete(OpenTask task, Person by, Values values) {
                Ref ref = task.ref();
                String decision = values.needText("decision");
                String reason = values.needText("reason");
                Cost cost = deliveries.cost(ref);
                switch (decision) {
                    case "lob-pays" -> {
                        funding.payFromBudget(ref, task.unit(), cost);
                        return Outcome.of("decision", decision);
                    }
                    case CUT -> {
                        funding.release(ref);
                        notes.leave(ref, DESIGN, List.of("Cut the scope: " + reason));
                    }
                    default -> {
                        // declined: the money goes back when that is told
                    }
                }
                deliveries.decided(ref, cost.oneOff(), decision, "how-to-pay", reason);
                return Outcome.of("decision", decision);
            }
        };
    }

    @Bean
    TaskHandler approveSpending(
            Signals signals, Deliveries deliveries, Approvals approvals, Funding funding, Notes notes) {
        return new Making(APPROVE) {
            @Override
            public Context context(OpenTask task) {
                return signals.all(task.ref());
            }

            @Override
            public Outcome complete(OpenTask task, Person by, Values values) {
                Ref ref = task.ref();
                String decision = values.needText("decision");
                String reason = values.text("reason");
                BigDecimal amount = deliveries.amount(ref);
                if ("approve".equals(decision)) {
                    requireUnderCap(ref, amount);
                    BigDecimal more = amount.subtract(funding.reserved(ref));
                    if (deliveries.delivered(ref).isPresent() && more.signum() > 0) {
                        funding.reserveOverrun(ref, task.unit(), more);
                    }
                } else if (CUT.equals(decision)) {
                    funding.release(ref);
                    notes.leave(ref, DESIGN, List.of("Cut the scope: " + reason));
                }
                deliveries.decided(ref, amount, decision, "spending", reason);
                return Outcome.of("decision", decision).from(committed(amount));
            }

            private void requireUnderCap(Ref ref, BigDecimal amount) {
                BigDecimal cap = approvals
                        .latest(ref.parent().orElseThrow())
                        .map(Approval::cap)
                        .orElse(null);
                BigDecimal together = deliveries.approvedBeside(ref).add(amount);
                if (cap != null && together.compareTo(cap) > 0) {
                    throw new RuleRefused(
                            "decision",
                            "The cap of this initiative is " + Money.said(cap)
                                    + "; with this its requests would come to " + Money.said(together) + ".");
                }
            }
        };
    }

    @Bean
    TaskHandler countersignSpending(Signals signals, Deliveries deliveries, Notes notes) {
        return new Making("CountersignSpending") {
            @Override
            public Context context(OpenTask task) {
                return signals.all(task.ref());
            }

            @Override
            public Outcome complete(OpenTask task, Person by, Values values) {
                String decision = values.needText("decision");
                if ("send-back".equals(decision)) {
                    notes.leave(task.ref(), APPROVE, List.of(values.needText("reason")));
                }
                return Outcome.of("decision", decision).from(committed(deliveries.amount(task.ref())));
            }
        };
    }

    /** What the decision is about, for the record: the one-off cost as it stood then. */
    private static Map<String, Object> committed(BigDecimal amount) {
        return Map.of("committed", amount.toPlainString());
    }

    @Bean
    TaskHandler confirmDelivery(Signals signals, Deliveries deliveries) {
        return new Making(CONFIRM) {
            @Override
            public Context context(OpenTask task) {
                return signals.design(new Context(), task.ref());
            }

            @Override
            public Map<String, Object> known(OpenTask task) {
                return Map.of(
                        "acceptance",
                        deliveries.present(task.ref()).points().stream()
                                .map(point -> Map.of("point", point, "met", false))
                                .toList());
            }

            @Override
            public Outcome complete(OpenTask task, Person by, Values values) {
                List<String> points = deliveries.present(task.ref()).points();
                List<String> met = new ArrayList<>();
                List<String> unmet = new ArrayList<>();
                int row = 0;
                for (Values said : values.rows("acceptance")) {
                    String point = said.needText("point").strip();
                    if (!points.contains(point) || met.contains(point) || unmet.contains(point)) {
                        throw new InvalidFields(
                                "acceptance[" + row + "].point",
                                points.contains(point)
                                        ? "This point is here twice."
                                        : "This is not on the acceptance list.");
                    }
                    (said.checked("met") ? met : unmet).add(point);
                    row++;
                }
                List<String> missing = new ArrayList<>(points);
                missing.removeAll(met);
                missing.removeAll(unmet);
                if (!missing.isEmpty()) {
                    throw new InvalidFields(
                            "acceptance", "Say of each point whether it is met: " + missing.get(0) + ".");
                }
                deliveries.confirm(task.ref(), new Delivered(met, unmet, values.needDecimal("actualCost")));
                return Outcome.none();
            }
        };
    }

    @Bean
    TaskHandler acceptDelivery(Signals signals, Deliveries deliveries, Notes notes) {
        return new Making("AcceptDelivery") {
            @Override
            public Context context(OpenTask task) {
                Context context = signals.delivered(new Context(), task.ref());
                return signals.design(context, task.ref());
            }

            @Override
            public Outcome complete(OpenTask task, Person by, Values values) {
                String decision = values.needText("decision");
                if ("send-back".equals(decision)) {
                    notes.leave(task.ref(), CONFIRM, List.of(values.needText("reason")));
                }
                return new Outcome(Map.of("decision", decision, "overrun", false), null);
            }
        };
    }

    @Bean
    Signals signals(
            Deliveries deliveries, Approvals approvals, Handovers handovers, Funding funding, Sourcing sourcing) {
        return new Signals(deliveries, approvals, handovers, funding, sourcing);
    }

    /** What strategy knows of a request, in the four signals that an executive reads and the facts behind them. */
    record Signals(
            Deliveries deliveries, Approvals approvals, Handovers handovers, Funding funding, Sourcing sourcing) {

        Context all(Ref ref) {
            Context context = new Context();
            approvals
                    .latest(ref.parent().orElseThrow())
                    .ifPresent(approval -> context.section("fit")
                            .fact("fit", approval.fit())
                            .fact("effect", approval.effect())
                            .fact("budgetBand", approval.budgetBand())
                            .fact("cap", approval.cap()));
            members(context, ref);
            money(context, ref);
            buildOrBuy(context, ref);
            delivered(context, ref);
            return FourSignals.before(design(context, ref));
        }

        /** What was handed over of the request and of what members said. */
        Context members(Context context, Ref ref) {
            Map<String, Object> asked = new LinkedHashMap<>(
                    handovers.latest(ref, Message.FEATURE_REQUESTED).orElse(Map.of()));
            context.section("members")
                    .fact("verdict", asked.remove("verdict"))
                    .fact("research", asked.remove("groups"))
                    .fact("summary", asked.remove("summary"))
                    .fact("quotes", asked.remove("quotes"));
            return context.section("request").facts(asked);
        }

        Context money(Context context, Ref ref) {
            Cost cost = deliveries.cost(ref);
            List<Map<String, Object>> months = funding.runRate(ref, cost);
            return context.section("money")
                    .fact("oneOff", cost.oneOff())
                    .fact("runningYearly", cost.runningYearly())
                    .fact("monthsToLive", cost.monthsToLive())
                    .fact("payer", funding.payer(ref).orElse(null))
                    .fact("reserved", funding.reserved(ref))
                    .fact("waterfall", waterfall(months, cost))
                    .fact("months", months);
        }

        /**
         * How the surplus of the tightest of the months comes about: what it is without the request, what is set aside, what it costs
         * to run, and what is left, beside the floor. Nothing where the request takes nothing of the months.
         */
        private static List<Map<String, Object>> waterfall(List<Map<String, Object>> months, Cost cost) {
            Map<String, Object> tightest = FourSignals.tightest(months).orElse(Map.of());
            if (tightest.isEmpty()) {
                return List.of();
            }
            BigDecimal before = (BigDecimal) tightest.get("before");
            BigDecimal after = (BigDecimal) tightest.get("after");
            boolean live = months.indexOf(tightest) >= cost.monthsToLive();
            BigDecimal running = live ? cost.runningMonthly() : BigDecimal.ZERO.setScale(2);
            BigDecimal setAside = before.subtract(after).subtract(running);
            if (before.compareTo(after) == 0 || setAside.signum() < 0) {
                return List.of();
            }
            Object floor = tightest.get("floor");
            return List.of(
                    part("without", before, floor),
                    part("setAside", setAside.negate(), floor),
                    part("running", running.negate(), floor),
                    part("with", after, floor));
        }

        private static Map<String, Object> part(String part, BigDecimal amount, Object floor) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("part", part);
            row.put("amount", amount);
            row.put("floor", floor);
            return row;
        }

        private void buildOrBuy(Context context, Ref ref) {
            deliveries
                    .choice(ref)
                    .ifPresent(choice -> context.section("buildOrBuy")
                            .fact("choice", choice.option().name())
                            .fact("advice", choice.advice())
                            .fact("againstAdvice", choice.againstAdvice() ? String.valueOf(choice.reason()) : null)
                            .fact(
                                    "options",
                                    sourcing.lastRound(ref).stream()
                                            .map(Rated::row)
                                            .toList()));
        }

        Context delivered(Context context, Ref ref) {
            deliveries
                    .delivered(ref)
                    .ifPresent(delivered -> context.section("delivered")
                            .fact("met", delivered.met())
                            .fact("unmet", delivered.unmet())
                            .fact("actualCost", delivered.actual())
                            .fact("reserved", funding.reserved(ref)));
            return context;
        }

        Context design(Context context, Ref ref) {
            return context.section("design").facts(deliveries.present(ref).facts());
        }
    }

    private abstract static class Making implements TaskHandler {
        private final String task;

        Making(String task) {
            this.task = task;
        }

        @Override
        public String task() {
            return task;
        }
    }
}
