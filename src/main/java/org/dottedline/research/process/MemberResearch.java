package org.dottedline.research.process;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.engine.ModelBean;
import org.dottedline.engine.Rules;
import org.dottedline.engine.Ruling;
import org.dottedline.limits.Limits;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Side;
import org.dottedline.people.Unit;
import org.dottedline.research.Counts;
import org.dottedline.research.Plan;
import org.dottedline.research.PlannedGroup;
import org.dottedline.research.Round;
import org.dottedline.research.Studies;
import org.dottedline.research.Subject;
import org.dottedline.tasklist.Context;
import org.dottedline.tasklist.Notes;
import org.dottedline.tasklist.OpenTask;
import org.dottedline.tasklist.Outcome;
import org.dottedline.tasklist.TaskHandler;
import org.dottedline.tasklist.form.Choice;
import org.dottedline.tasklist.form.Values;
import org.dottedline.trail.Ref;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code member-research}: its delegates, and what its tasks mean. */
@Configuration(proxyBeanMethods = false)
public class MemberResearch {

    public static final String KEY = "member-research";
    private static final String PLAN = "PlanResearch";
    private static final String SUBMIT = "SubmitResearch";
    private static final String STANDARD = "research-standard";
    private static final String VERDICT = "research-verdict";
    private static final String WELCOME = "member-welcome";
    private static final String TOO_FEW = "TooFewAnswers";

    @Bean
    @ModelBean
    JavaDelegate checkPlan(Studies studies, Limits limits, Rules rules, Notes notes, Record record) {
        return execution -> {
            Ref ref = ref(execution);
            List<String> flaws = new ArrayList<>();
            for (PlannedGroup planned : studies.getPlan(ref).groups()) {
                Ruling ruling = rules.ask(
                        STANDARD,
                        Map.of(
                                "minimum", planned.minimum(),
                                "standardMinimum", whole(limits, "research-minimum"),
                                "welcomeAt", planned.welcomeAt(),
                                "standardWelcomeAt", whole(limits, "research-welcome-at")));
                record.write(ruled(execution, ruling.forRecord(planned.group())));
                if (!"true".equals(ruling.text("meets"))) {
                    ruling.reasons().forEach(reason -> flaws.add(capitalised(planned.group()) + ": " + reason));
                }
            }
            if (flaws.isEmpty()) {
                studies.lock(ref);
            } else {
                notes.leave(ref, PLAN, flaws);
            }
            execution.setVariable("planSound", flaws.isEmpty());
        };
    }

    @Bean
    @ModelBean
    JavaDelegate judgeResults(Studies studies, Rules rules, Notes notes, Record record) {
        return execution -> {
            Ref ref = ref(execution);
            Judgement judgement = Judgement.of(studies.getPlan(ref), studies.sums(ref), studies.rounds(ref), rules);
            judgement.forRecord().forEach(ruling -> record.write(ruled(execution, ruling)));
            studies.judge(ref, judgement.byGroup(), judgement.verdict());
            if (judgement.furtherRound()) {
                notes.leave(ref, SUBMIT, judgement.reasons());
            }
            execution.setVariable("verdict", judgement.verdict());
            execution.setVariable("furtherRound", judgement.furtherRound());
        };
    }

    /** What the tables say about the answers of all rounds together. */
    private record Judgement(Plan plan, Map<String, Ruling> groups, Ruling together) {

        static Judgement of(Plan plan, Map<String, Counts> sums, int round, Rules rules) {
            Map<String, Ruling> groups = new LinkedHashMap<>();
            plan.groups()
                    .forEach(planned ->
                            groups.put(planned.group(), rules.ask(VERDICT, planned.facts(sums.get(planned.group())))));
            Ruling together = rules.ask(
                    WELCOME,
                    Map.of(
                            "groups", groups.size(),
                            "unwelcome", count(groups, "unwelcome"),
                            "inconclusive", count(groups, "inconclusive"),
                            "round", round));
            return new Judgement(plan, groups, together);
        }

        private static int count(Map<String, Ruling> groups, String verdict) {
            return (int) groups.values().stream()
                    .filter(ruling -> verdict.equals(ruling.text("verdict")))
                    .count();
        }

        Map<String, String> byGroup() {
            Map<String, String> verdicts = new LinkedHashMap<>();
            groups.forEach((group, ruling) -> verdicts.put(group, ruling.text("verdict")));
            return verdicts;
        }

        String verdict() {
            return together.text("verdict");
        }

        boolean furtherRound() {
            return "true".equals(together.text("furtherRound"));
        }

        /** Why it is not clear, by group, for the community's manager. */
        List<String> reasons() {
            List<String> reasons = new ArrayList<>(together.reasons());
            groups.forEach((group, ruling) -> {
                if ("inconclusive".equals(ruling.text("verdict"))) {
                    ruling.reasons().forEach(reason -> reasons.add(capitalised(group) + ": " + reason));
                }
            });
            return reasons;
        }

        /** What the record keeps: the thresholds and what they led to. The PMO reads it, so no answer of a member is in it. */
        List<Map<String, Object>> forRecord() {
            List<Map<String, Object>> rulings = new ArrayList<>();
            for (PlannedGroup planned : plan.groups()) {
                Ruling ruling = groups.get(planned.group());
                Map<String, Object> kept = ruling.forRecord(planned.group());
                kept.put("facts", planned.row());
                String reason = ruling.rules().contains(TOO_FEW)
                        ? "Fewer than " + planned.minimum() + " answers: too few to decide."
                        : ruling.text("reason");
                kept.put("outputs", List.of(Map.of("verdict", ruling.text("verdict"), "reason", reason)));
                rulings.add(kept);
            }
            rulings.add(together.forRecord());
            return rulings;
        }
    }

    @Bean
    TaskHandler planResearch(Studies studies, Subject subject, People people) {
        return new TaskHandler() {
            @Override
            public String task() {
                return PLAN;
            }

            @Override
            public Context context(OpenTask open) {
                return new Context().section("request").facts(subject.facts(open.ref()));
            }

            @Override
            public Map<String, List<Choice>> choices(OpenTask open) {
                return Map.of(
                        "memberGroups",
                        groupChoices(people.unit(open.unit()).map(Unit::groups).orElse(List.of())));
            }

            @Override
            public Map<String, Object> known(OpenTask open) {
                return studies.findPlan(open.ref()).map(Plan::asJson).orElse(Map.of());
            }

            @Override
            public Outcome complete(OpenTask open, Person by, Values values) {
                Map<String, Object> before = known(open);
                studies.plan(
                        open.ref(),
                        new Plan(
                                values.needText("question"),
                                values.needText("method"),
                                values.rows("groups").stream()
                                        .map(row -> new PlannedGroup(
                                                row.needText("group"),
                                                row.needInteger("minimum"),
                                                row.needInteger("welcomeAt"),
                                                row.needInteger("unwelcomeBelow")))
                                        .toList(),
                                values.needDate("closesOn")));
                return Outcome.none().from(before.isEmpty() ? null : before);
            }
        };
    }

    @Bean
    TaskHandler submitResearch(Studies studies, Subject subject, Rules rules) {
        return new TaskHandler() {
            @Override
            public String task() {
                return SUBMIT;
            }

            @Override
            public Context context(OpenTask open) {
                Plan plan = studies.getPlan(open.ref());
                return new Context()
                        .section("researchSoFar")
                        .fact("research", studies.shown(open.ref()))
                        .section("researchPlan")
                        .fact("question", plan.question())
                        .fact("method", plan.method())
                        .fact(
                                "thresholds",
                                plan.groups().stream().map(PlannedGroup::row).toList())
                        .fact("closesOn", plan.closesOn())
                        .section("request")
                        .facts(subject.facts(open.ref()));
            }

            @Override
            public Map<String, List<Choice>> choices(OpenTask open) {
                return Map.of(
                        "memberGroups",
                        groupChoices(studies.getPlan(open.ref()).groups().stream()
                                .map(PlannedGroup::group)
                                .toList()));
            }

            /** Members' answers are their community's: the record, which the PMO reads, keeps how many rows there were. */
            @Override
            public Set<String> withheld() {
                return Set.of("results", "quotes");
            }

            @Override
            public String helper() {
                return "survey";
            }

            @Override
            public boolean canPreview() {
                return true;
            }

            @Override
            public Context preview(OpenTask open, Values values) {
                Ref ref = open.ref();
                studies.submit(ref, round(values));
                Judgement judgement = Judgement.of(studies.getPlan(ref), studies.sums(ref), studies.rounds(ref), rules);
                return new Context()
                        .section("researchTried")
                        .fact("research", Studies.rows(studies.answers(ref, judgement.byGroup())))
                        .fact("verdict", judgement.verdict())
                        .fact("reason", judgement.together().text("reason"));
            }

            @Override
            public Outcome complete(OpenTask open, Person by, Values values) {
                studies.submit(open.ref(), round(values));
                return Outcome.none();
            }
        };
    }

    private static Round round(Values values) {
        return new Round(
                values.rows("results").stream()
                        .map(row -> new Counts(
                                row.needText("group"),
                                row.needInteger("asked"),
                                row.needInteger("answered"),
                                row.needInteger("inFavour"),
                                row.needInteger("neutral"),
                                row.needInteger("against")))
                        .toList(),
                values.needText("summary"),
                values.rows("quotes").stream().map(row -> row.needText("text")).toList());
    }

    private static int whole(Limits limits, String key) {
        BigDecimal value = limits.value(key, null);
        return value.intValueExact();
    }

    private static Entry.Builder ruled(DelegateExecution execution, Map<String, Object> ruling) {
        return Entry.of("rule-asked", Side.COMMUNITY).in(execution).ruled(new HashMap<>(ruling));
    }

    private static List<Choice> groupChoices(List<String> groups) {
        return groups.stream()
                .map(group -> new Choice(group, capitalised(group)))
                .toList();
    }

    private static String capitalised(String group) {
        return Character.toUpperCase(group.charAt(0)) + group.substring(1);
    }

    private static Ref ref(DelegateExecution execution) {
        return Ref.of(execution.getProcessBusinessKey());
    }
}
