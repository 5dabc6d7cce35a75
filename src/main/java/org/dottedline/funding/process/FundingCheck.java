package org.dottedline.funding.process;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.engine.ModelBean;
import org.dottedline.engine.Rules;
import org.dottedline.engine.Ruling;
import org.dottedline.funding.Asked;
import org.dottedline.funding.Cost;
import org.dottedline.funding.Finances;
import org.dottedline.funding.Funding;
import org.dottedline.funding.Pick;
import org.dottedline.funding.Proposal;
import org.dottedline.limits.Limits;
import org.dottedline.people.Person;
import org.dottedline.people.Side;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.tasklist.Context;
import org.dottedline.tasklist.Money;
import org.dottedline.tasklist.Notes;
import org.dottedline.tasklist.OpenTask;
import org.dottedline.tasklist.Outcome;
import org.dottedline.tasklist.TaskHandler;
import org.dottedline.tasklist.form.Choice;
import org.dottedline.tasklist.form.Values;
import org.dottedline.trail.Ref;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code funding-check}: its delegates, and what its task means. */
@Configuration(proxyBeanMethods = false)
public class FundingCheck {

    public static final String KEY = "funding-check";
    private static final String TABLE = "run-rate-guard";
    private static final String REVIEW = "ReviewFunding";
    private static final String PAY = "DecideHowToPay";

    @Bean
    @ModelBean
    JavaDelegate guardRunRate(Funding funding, ObjectProvider<Asked> asked, Rules rules, Notes notes, Record record) {
        return execution -> {
            Ref ref = Ref.of(execution.getProcessBusinessKey());
            funding.lock(asked.getObject().community(ref));
            Guarded guarded = ask(funding, asked.getObject(), rules, ref, funding.proposal(ref));
            record.write(Entry.of("rule-asked", Side.STRATEGY)
                    .in(execution)
                    .ruled(guarded.ruling().forRecord()));
            if (!guarded.holds()) {
                // shown with the answer to the controller, and to the executive who decides next
                notes.leave(ref, REVIEW, guarded.sentences());
                notes.leave(ref, PAY, guarded.sentences());
            }
            execution.setVariable("funded", guarded.holds());
        };
    }

    @Bean
    @ModelBean
    JavaDelegate reserveFunds(Funding funding, ObjectProvider<Asked> asked) {
        return execution -> {
            Ref ref = Ref.of(execution.getProcessBusinessKey());
            Proposal proposal = funding.proposal(ref);
            Asked request = asked.getObject();
            funding.reserve(ref, request.community(ref), proposal.picks(), proposal.months(), request.cost(ref));
        };
    }

    @Bean
    TaskHandler reviewFunding(Funding funding, ObjectProvider<Asked> asked, Limits limits, Rules rules, Notes notes) {
        return new TaskHandler() {
            @Override
            public String task() {
                return REVIEW;
            }

            @Override
            public Context context(OpenTask open) {
                Asked request = asked.getObject();
                String community = request.community(open.ref());
                Finances finances = funding.finances(community);
                YearMonth first = funding.firstMonth();
                return new Context()
                        .section("design")
                        .facts(request.facts(open.ref()))
                        .section("finances")
                        .fact("community", community)
                        .fact("floorAmount", limits.value(Limits.FLOOR, community))
                        .fact(
                                "incomeLines",
                                finances.income().stream()
                                        .map(line -> row(
                                                "name", line.name(),
                                                "monthly", line.monthly(),
                                                "restriction", line.restriction(),
                                                "available", finances.available(line, first, Finances.MONTHS)))
                                        .toList())
                        .fact(
                                "costLines",
                                finances.costs().stream()
                                        .map(line -> row("name", line.name(), "monthly", line.monthly()))
                                        .toList())
                        .section("runRate")
                        .fact("months", funding.runRate(open.ref(), request.cost(open.ref())));
            }

            @Override
            public Map<String, List<Choice>> choices(OpenTask task) {
                return Map.of(
                        "incomes",
                        funding.finances(asked.getObject().community(task.ref())).income().stream()
                                .map(line -> new Choice(String.valueOf(line.id()), line.name()))
                                .toList());
            }

            @Override
            public boolean canPreview() {
                return true;
            }

            @Override
            public Context preview(OpenTask task, Values values) {
                Context context = new Context();
                if ("refuse".equals(values.needText("decision"))) {
                    return context;
                }
                Guarded guarded = ask(
                        funding,
                        asked.getObject(),
                        rules,
                        task.ref(),
                        read(funding, asked.getObject(), task.ref(), values));
                return context.section("tried")
                        .fact("pays", guarded.pays())
                        .fact("oneOff", guarded.oneOff())
                        .fact("guard", guarded.sentences())
                        .fact("months", guarded.months());
            }

            @Override
            public Outcome complete(OpenTask task, Person by, Values values) {
                if ("refuse".equals(values.needText("decision"))) {
                    String reason = values.needText("reason");
                    notes.leave(task.ref(), PAY, List.of(reason));
                    return new Outcome(Map.of("decision", "refuse", "funded", false), null);
                }
                funding.propose(task.ref(), read(funding, asked.getObject(), task.ref(), values), by.login());
                return Outcome.of("decision", "reserve");
            }
        };
    }

    /** What is picked, each within what the community has for any purpose and has not tied yet. */
    private static Proposal read(Funding funding, Asked asked, Ref ref, Values values) {
        int months = values.needInteger("months");
        Finances finances = funding.finances(asked.community(ref)).without(ref.text());
        List<Pick> picks = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        List<Values> rows = values.rows("picks");
        for (int i = 0; i < rows.size(); i++) {
            String field = "picks[" + i + "].";
            long id = Long.parseLong(rows.get(i).needText("income"));
            BigDecimal monthly = rows.get(i).needDecimal("monthly").setScale(2);
            Finances.Income line = finances.income().stream()
                    .filter(one -> one.id() != null && one.id() == id)
                    .findFirst()
                    .orElseThrow();
            if (!line.pickable()) {
                throw new RuleRefused(
                        field + "income",
                        line.name() + " cannot be reallocated: it is "
                                + ("none".equals(line.restriction())
                                        ? "not to be touched."
                                        : "for " + line.restriction() + " only."));
            }
            if (!seen.add(id)) {
                throw new InvalidFields(field + "income", "This income is picked twice.");
            }
            BigDecimal available = finances.available(line, funding.firstMonth(), months);
            if (monthly.compareTo(available) > 0) {
                throw new InvalidFields(
                        field + "monthly",
                        "Only " + Money.said(available) + " a month are left of " + line.name() + ".");
            }
            picks.add(new Pick(id, monthly));
        }
        return new Proposal(picks, months);
    }

    private record Guarded(
            Ruling ruling,
            BigDecimal pays,
            BigDecimal oneOff,
            List<Map<String, Object>> months,
            List<String> sentences,
            boolean holds) {}

    private static Guarded ask(Funding funding, Asked asked, Rules rules, Ref ref, Proposal proposal) {
        Cost cost = asked.cost(ref);
        List<Map<String, Object>> months = funding.tried(ref, asked.community(ref), proposal, cost);
        List<Map<String, Object>> below = months.stream()
                .filter(month -> ((BigDecimal) month.get("after")).compareTo((BigDecimal) month.get("floor")) < 0)
                .toList();
        Map<String, Object> facts = new HashMap<>();
        facts.put(
                "missingCents",
                cost.oneOff().subtract(proposal.pays()).movePointRight(2).longValueExact());
        facts.put("monthsBelowFloor", below.size());
        facts.put("firstMonthBelow", below.isEmpty() ? 0 : months.indexOf(below.get(0)) + 1);
        Ruling ruling = rules.ask(TABLE, facts);
        List<String> sentences = new ArrayList<>(ruling.reasons());
        if (!below.isEmpty()) {
            sentences.add("Below the floor of "
                    + Money.said((BigDecimal) below.get(0).get("floor")) + ": "
                    + below.stream()
                            .map(month -> monthName(month.get("month")) + " with "
                                    + Money.said((BigDecimal) month.get("after")))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        boolean holds = ruling.outputs().stream().allMatch(output -> Boolean.TRUE.equals(output.get("holds")));
        return new Guarded(ruling, proposal.pays(), cost.oneOff(), months, sentences, holds);
    }

    private static String monthName(Object month) {
        return YearMonth.parse(String.valueOf(month)).format(DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH));
    }

    private static Map<String, Object> row(Object... namesAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }
}
