package org.dottedline.goal.process;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.goal.Goal;
import org.dottedline.goal.Goals;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Side;
import org.dottedline.people.Unit;
import org.dottedline.people.UnitKind;
import org.dottedline.refusal.Forbidden;
import org.dottedline.tasklist.Context;
import org.dottedline.tasklist.Notes;
import org.dottedline.tasklist.OpenTask;
import org.dottedline.tasklist.Outcome;
import org.dottedline.tasklist.TaskHandler;
import org.dottedline.tasklist.form.Choice;
import org.dottedline.tasklist.form.Form;
import org.dottedline.tasklist.form.FormReader;
import org.dottedline.tasklist.form.Forms;
import org.dottedline.tasklist.form.Values;
import org.dottedline.trail.Ref;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@code board-goal}: how a goal is proposed, and what its tasks mean. */
@Service
public class BoardGoal {

    public static final String KEY = "board-goal";
    static final String PROPOSED = "BoardGoalProposed";
    /** Proposing and revising ask for the same, so they share a form. */
    static final String FORM = "revise-board-goal";

    private final Goals goals;
    private final Forms forms;
    private final People people;
    private final Record record;
    private final RuntimeService runtime;

    BoardGoal(Goals goals, Forms forms, People people, Record record, RuntimeService runtime) {
        this.goals = goals;
        this.forms = forms;
        this.people = people;
        this.record = record;
        this.runtime = runtime;
    }

    /** The form for proposing a goal. */
    public Form form() {
        return forms.of(FORM).withChoices(lobChoices(people));
    }

    /**
     * Proposes a goal: somebody else of the board is asked to approve it.
     *
     * @param raw the fields of {@link #form()}
     * @throws Forbidden unless the person is of the board
     * @throws org.dottedline.refusal.InvalidFields if the fields are not what the form asks for
     */
    @Transactional
    public Ref propose(Person person, Map<String, ?> raw) {
        if (!person.holds(Role.BOARD)) {
            throw new Forbidden("Only the board proposes goals.");
        }
        Values values = FormReader.read(form(), raw);
        Ref ref = goals.propose(
                values.needText("title"),
                values.needText("why"),
                values.needInteger("fiscalYear"),
                values.needText("measure"),
                values.texts("lobs"));
        var started = runtime.startProcessInstanceByKey(KEY, ref.text());
        record.write(Entry.of("started", Side.STRATEGY)
                .at(ref.text())
                .in(KEY, versionOf(started.getProcessDefinitionId()), PROPOSED)
                .by(person.login(), Role.BOARD.word())
                .change(null, values.asJson()));
        return ref;
    }

    /** The engine's definition ids are {@code key:version:id}. */
    private static Integer versionOf(String definitionId) {
        return Integer.valueOf(definitionId.split(":")[1]);
    }

    private static Map<String, List<Choice>> lobChoices(People people) {
        return Map.of(
                "lobs",
                people.units(UnitKind.LOB).stream().map(BoardGoal::choice).toList());
    }

    private static Choice choice(Unit unit) {
        return new Choice(unit.id(), unit.name());
    }

    /** The facts of a goal for whoever decides about it or under it. */
    public static Context goalFacts(Context context, Goal goal) {
        return context.section("goal")
                .fact("title", goal.title())
                .fact("why", goal.why())
                .fact("fiscalYear", goal.fiscalYear())
                .fact("measure", goal.measure())
                .fact("lobs", goal.lobs());
    }

    /** What the tasks of the model mean. */
    @Configuration(proxyBeanMethods = false)
    static class Tasks {

        @Bean
        TaskHandler approveBoardGoal(Goals goals, Notes notes) {
            return new GoalTask("ApproveBoardGoal", goals) {
                @Override
                public Outcome complete(OpenTask task, Person by, Values values) {
                    String decision = values.needText("decision");
                    if ("send-back".equals(decision)) {
                        notes.leave(task.ref(), "ReviseBoardGoal", List.of(values.needText("reason")));
                    }
                    return Outcome.of("decision", decision);
                }
            };
        }

        @Bean
        TaskHandler reviseBoardGoal(Goals goals, People people) {
            return new GoalTask("ReviseBoardGoal", goals) {
                @Override
                public Map<String, List<Choice>> choices(OpenTask task) {
                    return lobChoices(people);
                }

                @Override
                public Map<String, Object> known(OpenTask task) {
                    Goal goal = goals.get(task.ref());
                    return Map.of(
                            "title", goal.title(),
                            "why", goal.why(),
                            "fiscalYear", goal.fiscalYear(),
                            "measure", goal.measure(),
                            "lobs", goal.lobs());
                }

                @Override
                public Outcome complete(OpenTask task, Person by, Values values) {
                    Map<String, Object> before = known(task);
                    goals.revise(
                            task.ref(),
                            values.needText("title"),
                            values.needText("why"),
                            values.needInteger("fiscalYear"),
                            values.needText("measure"),
                            values.texts("lobs"));
                    return Outcome.none().from(before);
                }
            };
        }

        @Bean
        TaskHandler closeBoardGoal(Goals goals, Pursuit pursuit) {
            return new GoalTask("CloseBoardGoal", goals) {
                @Override
                public Context context(OpenTask open) {
                    return super.context(open).section("results").fact("objectives", pursuit.results(open.ref()));
                }

                @Override
                public Outcome complete(OpenTask task, Person by, Values values) {
                    goals.close(task.ref(), values.needText("result"), values.needText("summary"));
                    return Outcome.none();
                }
            };
        }
    }

    /** A task about a goal shows the goal. */
    private abstract static class GoalTask implements TaskHandler {

        private final String task;
        private final Goals goals;

        GoalTask(String task, Goals goals) {
            this.task = task;
            this.goals = goals;
        }

        @Override
        public String task() {
            return task;
        }

        @Override
        public Context context(OpenTask open) {
            return goalFacts(new Context(), goals.get(open.ref()));
        }
    }
}
