package org.dottedline.objective.process;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.engine.ModelBean;
import org.dottedline.engine.Rules;
import org.dottedline.engine.Ruling;
import org.dottedline.goal.Goals;
import org.dottedline.goal.process.BoardGoal;
import org.dottedline.goal.process.Pursuit;
import org.dottedline.objective.Cadence;
import org.dottedline.objective.Commitment;
import org.dottedline.objective.Direction;
import org.dottedline.objective.Objective;
import org.dottedline.objective.Objectives;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Side;
import org.dottedline.people.UnitKind;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.tasklist.Context;
import org.dottedline.tasklist.Deadlines.NamedDate;
import org.dottedline.tasklist.Notes;
import org.dottedline.tasklist.OpenTask;
import org.dottedline.tasklist.Outcome;
import org.dottedline.tasklist.TaskHandler;
import org.dottedline.tasklist.form.Choice;
import org.dottedline.tasklist.form.Values;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Figures;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code lob-objective}: its delegates, and what its tasks mean. */
@Configuration(proxyBeanMethods = false)
public class LobObjective {

    public static final String KEY = "lob-objective";
    static final String COMMIT = "CommitObjective";
    static final String CLOSE = "CloseObjective";

    /** Under an approved goal: one objective for each of its lines of business. */
    @Bean
    @ModelBean
    JavaDelegate openObjectives(Objectives objectives) {
        return execution -> objectives.openUnder(ref(execution));
    }

    /** Which objectives a goal pursues, and whose they are. */
    @Bean
    @ModelBean
    GoalObjectives goalObjectives(Trails trails) {
        return new GoalObjectives(trails);
    }

    /** Asked by the model of the goal. */
    public static class GoalObjectives {
        private final Trails trails;

        GoalObjectives(Trails trails) {
            this.trails = trails;
        }

        /** References of the running objectives of the goal that is this execution's. */
        public Collection<String> under(DelegateExecution execution) {
            return trails.children(ref(execution)).stream()
                    .filter(row -> row.running())
                    .map(row -> row.ref().text())
                    .toList();
        }

        /** The line of business of an objective. */
        public String lobOf(String objective) {
            return trails.find(Ref.of(objective)).orElseThrow().unit();
        }
    }

    @Bean
    @ModelBean
    JavaDelegate checkReadiness(Objectives objectives, Rules rules, Notes notes, Record record) {
        return execution -> {
            Ref ref = ref(execution);
            Ruling ruling = rules.ask("objective-readiness", objectives.readinessFacts(ref));
            boolean ready = ruling.outputs().stream().allMatch(output -> Boolean.TRUE.equals(output.get("ready")));
            if (ready) {
                objectives.commit(ref);
            } else {
                notes.leave(ref, COMMIT, ruling.reasons());
            }
            record.write(Entry.of("rule-asked", Side.STRATEGY).in(execution).ruled(ruling.forRecord()));
            execution.setVariable("ready", ready);
            execution.setVariable("last", false);
        };
    }

    /** The communities that an objective invites. */
    @Bean
    @ModelBean
    InvitedCommunities invitedCommunities(Objectives objectives) {
        return new InvitedCommunities(objectives);
    }

    /** Asked by the model of the objective. */
    public static class InvitedCommunities {
        private final Objectives objectives;

        InvitedCommunities(Objectives objectives) {
            this.objectives = objectives;
        }

        public Collection<String> of(DelegateExecution execution) {
            return objectives.get(ref(execution)).communities();
        }
    }

    /** The end of the day on which an objective is due: asked by the table of deadlines. */
    @Bean
    ObjectiveDue objectiveDue(Objectives objectives, Trails trails, ApplicationClock clock) {
        return new ObjectiveDue(objectives, trails, clock);
    }

    /** The objective's own due date. */
    public static class ObjectiveDue implements NamedDate {
        private final Objectives objectives;
        private final Trails trails;
        private final ApplicationClock clock;

        ObjectiveDue(Objectives objectives, Trails trails, ApplicationClock clock) {
            this.objectives = objectives;
            this.trails = trails;
            this.clock = clock;
        }

        @Override
        public String word() {
            return "objective";
        }

        /** For anything at or below an objective: its due date, or now where the objective has closed. */
        @Override
        public Instant at(Ref ref) {
            Ref objective = ref;
            while (objective.path().length > 2) {
                objective = objective.parent().orElseThrow();
            }
            boolean running = trails.find(objective).orElseThrow().running();
            return running ? dueAt(objective) : clock.instant();
        }

        private Instant dueAt(Ref objective) {
            LocalDate dueOn = objectives.get(objective).dueOn();
            if (dueOn == null) {
                throw new IllegalStateException(objective + " has no due date.");
            }
            return dueOn.atTime(LocalTime.of(23, 59, 59)).toInstant(ZoneOffset.UTC);
        }
    }

    /** The numbers of an objective on the trail, once it is committed to; a community knows what it was told. */
    @Bean
    Figures objectiveFigures(Objectives objectives, Reviews reviews) {
        return new Figures() {
            @Override
            public Kind kind() {
                return Kind.OBJECTIVE;
            }

            @Override
            public Map<Ref, Map<String, Object>> of(List<Ref> refs, Person person) {
                return refs.stream().collect(Collectors.toMap(Function.identity(), ref -> of(ref, person)));
            }

            private Map<String, Object> of(Ref ref, Person person) {
                Objective objective = objectives.get(ref);
                if (objective.committedAt() == null || person.side() == Side.COMMUNITY) {
                    return Map.of();
                }
                Map<String, Object> figures = facts(objective);
                figures.remove("title");
                figures.remove("communities");
                put(figures, "finalValue", objective.finalValue());
                reviews.next(ref)
                        .ifPresent(next -> put(figures, "nextReviewOn", LocalDate.ofInstant(next, ZoneOffset.UTC)));
                return figures;
            }
        };
    }

    /** What the board sees when it closes a goal. */
    @Bean
    Pursuit objectiveResults(Objectives objectives, Trails trails) {
        return goal -> trails.children(goal).stream()
                .map(row -> {
                    Objective objective = objectives.get(row.ref());
                    String end = objective.result() == null ? row.state().word() : objective.result();
                    return row.ref() + " " + row.title() + ": " + end
                            + (objective.finalValue() == null
                                    ? ""
                                    : ", " + objective.baseline().toPlainString() + " → "
                                            + objective.finalValue().toPlainString() + " " + objective.unit() + " ("
                                            + objective.target().toPlainString() + "), better by "
                                            + improvement(objective, objective.finalValue())
                                                    .toPlainString());
                })
                .toList();
    }

    @Bean
    TaskHandler commitObjective(Objectives objectives, Goals goals, People people) {
        return new TaskHandler() {
            @Override
            public String task() {
                return COMMIT;
            }

            @Override
            public Context context(OpenTask task) {
                return BoardGoal.goalFacts(
                        new Context(), goals.get(task.ref().parent().orElseThrow()));
            }

            @Override
            public Map<String, List<Choice>> choices(OpenTask task) {
                return Map.of(
                        "communities",
                        people.units(UnitKind.COMMUNITY).stream()
                                .map(unit -> new Choice(unit.id(), unit.name()))
                                .toList());
            }

            @Override
            public Map<String, Object> known(OpenTask task) {
                Objective objective = objectives.get(task.ref());
                return objective.measure() == null ? Map.of() : facts(objective);
            }

            @Override
            public Outcome complete(OpenTask task, Person by, Values values) {
                Map<String, Object> before = known(task);
                objectives.draft(
                        task.ref(),
                        new Commitment(
                                values.needText("title"),
                                values.needText("measure"),
                                values.needText("unit"),
                                Direction.of(values.needText("direction")),
                                values.decimal("baseline"),
                                values.needDecimal("target"),
                                values.needDate("dueOn"),
                                Cadence.of(values.needText("cadence")),
                                values.texts("communities")));
                return Outcome.none().from(before.isEmpty() ? null : before);
            }
        };
    }

    @Bean
    TaskHandler closeObjective(Objectives objectives, Goals goals, Series series, ApplicationClock clock) {
        return new TaskHandler() {
            @Override
            public String task() {
                return CLOSE;
            }

            @Override
            public Context context(OpenTask task) {
                Context context = new Context();
                Objective objective = objectives.get(task.ref());
                objectiveFacts(context, objective);
                List<Map<String, Object>> rows = series.rows(task.ref());
                measured(context.section("outcome").fact("outcomes", rows), objective, rows);
                return BoardGoal.goalFacts(
                        context, goals.get(task.ref().parent().orElseThrow()));
            }

            @Override
            public Outcome complete(OpenTask task, Person by, Values values) {
                String result = values.needText("result");
                Objective objective = objectives.get(task.ref());
                if ("extended".equals(result)) {
                    LocalDate newDueOn = values.needDate("newDueOn");
                    if (!newDueOn.isAfter(clock.today())
                            || objective.dueOn() != null && !newDueOn.isAfter(objective.dueOn())) {
                        throw new InvalidFields(
                                "newDueOn",
                                "The new date must be later than today and than " + objective.dueOn() + ".");
                    }
                    objectives.extend(
                            task.ref(), newDueOn, values.needDecimal("finalValue"), values.needText("reason"));
                } else {
                    if (values.date("newDueOn") != null) {
                        throw new InvalidFields("newDueOn", "A new date goes with “extended” alone.");
                    }
                    objectives.close(task.ref(), result, values.needDecimal("finalValue"), values.needText("reason"));
                }
                return Outcome.of("result", result).from(Map.of("dueOn", String.valueOf(objective.dueOn())));
            }
        };
    }

    /** Which value counts, how far it is from the baseline, and which was recorded after it and waits. */
    private static void measured(Context context, Objective objective, List<Map<String, Object>> rows) {
        context.fact("acceptedValue", accepted(rows));
        BigDecimal better = improvement(objective, rows);
        if (better != null) {
            context.fact(better.signum() < 0 ? "worsening" : "improvement", better.abs());
        }
        if (!rows.isEmpty() && "recorded".equals(rows.get(rows.size() - 1).get("state"))) {
            context.fact("waitingValue", rows.get(rows.size() - 1).get("value"));
        }
    }

    /** From the baseline to the last accepted value, better counting up; absent before there is one. */
    private static @Nullable BigDecimal improvement(Objective objective, List<Map<String, Object>> rows) {
        return accepted(rows) instanceof BigDecimal value && objective.baseline() != null
                ? improvement(objective, value)
                : null;
    }

    private static @Nullable Object accepted(List<Map<String, Object>> rows) {
        return rows.stream()
                .filter(row -> "accepted".equals(row.get("state")))
                .map(row -> row.get("value"))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private static BigDecimal improvement(Objective objective, BigDecimal value) {
        BigDecimal change = value.subtract(objective.baseline());
        return objective.direction() == Direction.LOWER ? change.negate() : change;
    }

    /** The facts of an objective for whoever decides about it, or about something under it on the strategy side. */
    public static Context objectiveFacts(Context context, Objective objective) {
        return context.section("objective").facts(facts(objective));
    }

    private static Map<String, Object> facts(Objective objective) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("title", objective.title());
        put(facts, "measure", objective.measure());
        put(facts, "unit", objective.unit());
        put(
                facts,
                "direction",
                objective.direction() == null ? null : objective.direction().word());
        put(facts, "baseline", objective.baseline());
        put(facts, "target", objective.target());
        put(facts, "dueOn", objective.dueOn());
        put(
                facts,
                "cadence",
                objective.cadence() == null ? null : objective.cadence().word());
        put(facts, "communities", objective.communities());
        return facts;
    }

    private static void put(Map<String, Object> facts, String key, @Nullable Object value) {
        if (value != null) {
            facts.put(key, Values.plain(value));
        }
    }

    private static Ref ref(DelegateExecution execution) {
        return Ref.of(execution.getProcessBusinessKey());
    }
}
