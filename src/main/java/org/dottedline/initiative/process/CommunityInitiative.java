package org.dottedline.initiative.process;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.engine.ModelBean;
import org.dottedline.handover.Handovers;
import org.dottedline.handover.Message;
import org.dottedline.handover.process.Crossing;
import org.dottedline.initiative.Initiative;
import org.dottedline.initiative.Initiatives;
import org.dottedline.objective.process.LobObjective;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Side;
import org.dottedline.people.Unit;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.tasklist.Context;
import org.dottedline.tasklist.Deadlines;
import org.dottedline.tasklist.OpenTask;
import org.dottedline.tasklist.Outcome;
import org.dottedline.tasklist.TaskHandler;
import org.dottedline.tasklist.form.Choice;
import org.dottedline.tasklist.form.Values;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** {@code community-initiative}: how a further one is opened, its delegates, and what its tasks mean. */
@Service
public class CommunityInitiative {

    public static final String KEY = "community-initiative";
    static final String CLOSE = "CloseInitiative";

    private final Initiatives initiatives;
    private final Trails trails;
    private final People people;
    private final Record record;
    private final RuntimeService runtime;

    CommunityInitiative(Initiatives initiatives, Trails trails, People people, Record record, RuntimeService runtime) {
        this.initiatives = initiatives;
        this.trails = trails;
        this.people = people;
        this.record = record;
        this.runtime = runtime;
    }

    /**
     * Opens a further initiative of a community under an objective that invited it.
     *
     * @throws org.dottedline.refusal.NotFound if the person cannot see the objective
     * @throws Forbidden unless the person manages the community
     * @throws RuleRefused if the objective did not invite the community
     * @throws org.dottedline.refusal.MovedOn if the objective has ended
     */
    @Transactional
    public Ref openFurther(Person person, Ref objective, String community) {
        TrailRow row = trails.visible(person, objective);
        requireManager(person, community);
        if (row.kind() != Kind.OBJECTIVE || initiatives.of(objective, community).isEmpty()) {
            throw new RuleRefused("community", objective + " is not an objective that invited this community.");
        }
        Ref ref = initiatives.openUnder(objective, community);
        requireManager(people.now(person), community);
        var started = runtime.startProcessInstanceByKey(KEY, ref.text(), Map.of("community", community));
        record.write(Entry.of("started", Side.COMMUNITY)
                .at(ref.text())
                .in(KEY, Integer.valueOf(started.getProcessDefinitionId().split(":")[1]), "FurtherInitiativeOpened")
                .by(person.login(), Role.COMMUNITY_MANAGER.word() + "." + community));
        return ref;
    }

    private static void requireManager(Person person, String community) {
        if (!person.holds(Role.COMMUNITY_MANAGER, community)) {
            throw new Forbidden("Only the manager of a community opens its initiatives.");
        }
    }

    /**
     * Opens an initiative for a need that a line of business adopts under its objective, within the transaction that tells so.
     *
     * @param need what was raised: {@code title}, {@code need} and {@code groups}, with which the proposal is filled in
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Ref adopt(Ref objective, String community, Map<String, Object> need) {
        Ref ref = initiatives.openUnder(objective, community);
        initiatives.propose(
                ref,
                String.valueOf(need.get("title")),
                String.valueOf(need.get("need")),
                need.get("groups") instanceof List<?> groups
                        ? groups.stream().map(String::valueOf).toList()
                        : List.of(),
                "");
        var started = runtime.startProcessInstanceByKey(KEY, ref.text(), Map.of("community", community));
        record.write(Entry.of("started", Side.COMMUNITY)
                .at(ref.text())
                .in(KEY, Integer.valueOf(started.getProcessDefinitionId().split(":")[1]), "FurtherInitiativeOpened"));
        return ref;
    }

    /** What the model calls. */
    @Configuration(proxyBeanMethods = false)
    static class Delegates {

        @Bean
        @ModelBean
        JavaDelegate tellInitiativeProposed(Initiatives initiatives, Trails trails, Crossing crossing) {
            return execution -> {
                Ref ref = ref(execution);
                Map<String, Object> proposal = initiatives.proposal(ref);
                String lob =
                        trails.find(ref.parent().orElseThrow()).orElseThrow().unit();
                crossing.start(Message.INITIATIVE_PROPOSED, ref, proposal, Map.of("lob", lob));
                trails.rename(ref, String.valueOf(proposal.get("title")));
            };
        }

        @Bean
        @ModelBean
        JavaDelegate tellTrailEnded(Trails trails, Handovers handovers) {
            return execution -> {
                TrailRow row = trails.lock(ref(execution));
                handovers.ended(
                        row,
                        Side.COMMUNITY,
                        KEY,
                        LobObjective.KEY,
                        row.reason(),
                        "The community does not take part.",
                        Entry.SYSTEM);
            };
        }

        /** Asked by the model under its own name. */
        @Bean("initiativeState")
        @ModelBean
        InitiativeState initiativeState(Initiatives initiatives) {
            return new InitiativeState(initiatives);
        }

        @Bean
        @ModelBean
        JavaDelegate makeClosingDue(Deadlines deadlines) {
            return execution -> deadlines.makeDue(ref(execution), CLOSE);
        }

        @Bean
        @ModelBean
        JavaDelegate endUndecided(Initiatives initiatives, Handovers handovers) {
            return execution -> {
                Ref ref = ref(execution);
                Object reason = handovers
                        .latest(ref, Message.OBJECTIVE_CLOSED)
                        .orElseThrow()
                        .get("reason");
                initiatives.overtaken(ref, reason == null ? null : reason.toString());
            };
        }
    }

    /** Asked by the model: whether a community may go on with an initiative. */
    public static class InitiativeState {
        private final Initiatives initiatives;

        InitiativeState(Initiatives initiatives) {
            this.initiatives = initiatives;
        }

        public boolean approved(DelegateExecution execution) {
            return initiatives.get(ref(execution)).approved();
        }
    }

    /** What the tasks of the model mean. */
    @Configuration(proxyBeanMethods = false)
    static class Tasks {

        @Bean
        TaskHandler proposeInitiative(Initiatives initiatives, ObjectiveAsTold objective, People people) {
            return new Proposing("ProposeInitiative", initiatives, objective, people);
        }

        @Bean
        TaskHandler reviseInitiative(Initiatives initiatives, ObjectiveAsTold objective, People people) {
            return new Proposing("ReviseInitiative", initiatives, objective, people);
        }

        @Bean
        TaskHandler closeInitiative(
                Initiatives initiatives, ObjectiveAsTold objective, Handovers handovers, Trails trails) {
            return new TaskHandler() {
                @Override
                public String task() {
                    return CLOSE;
                }

                @Override
                public Context context(OpenTask task) {
                    Context context = new Context();
                    context.section("proposal").facts(initiatives.proposal(task.ref()));
                    handovers
                            .latest(task.ref(), Message.INITIATIVE_DECIDED)
                            .ifPresent(decided -> context.section("decision").facts(decided));
                    handovers
                            .latest(task.ref(), Message.OBJECTIVE_CLOSED)
                            .ifPresent(
                                    closed -> context.section("objectiveClosed").facts(closed));
                    return objective.addTo(context, task.ref());
                }

                @Override
                public Outcome complete(OpenTask task, Person by, Values values) {
                    long running = trails.children(task.ref()).stream()
                            .filter(TrailRow::running)
                            .count();
                    if (running > 0) {
                        throw new RuleRefused(
                                running == 1
                                        ? "A request still runs under this initiative: it closes when that has ended."
                                        : running
                                                + " requests still run under this initiative: it closes when they have ended.");
                    }
                    initiatives.close(task.ref(), values.needText("summary"));
                    return Outcome.none();
                }
            };
        }
    }

    /** Proposing and revising: the same form and the same two answers. */
    private record Proposing(String task, Initiatives initiatives, ObjectiveAsTold objective, People people)
            implements TaskHandler {

        @Override
        public Context context(OpenTask open) {
            return objective.addTo(new Context(), open.ref());
        }

        @Override
        public Map<String, List<Choice>> choices(OpenTask open) {
            return Map.of(
                    "memberGroups",
                    people.unit(open.unit()).map(Unit::groups).orElse(List.of()).stream()
                            .map(group ->
                                    new Choice(group, Character.toUpperCase(group.charAt(0)) + group.substring(1)))
                            .toList());
        }

        @Override
        public Map<String, Object> known(OpenTask open) {
            Initiative initiative = initiatives.get(open.ref());
            return initiative.title() == null ? Map.of() : initiatives.proposal(open.ref());
        }

        @Override
        public Outcome complete(OpenTask open, Person by, Values values) {
            Map<String, Object> before = known(open);
            String decision = values.needText("decision");
            if ("propose".equals(decision)) {
                initiatives.propose(
                        open.ref(),
                        values.needText("title"),
                        values.needText("need"),
                        values.texts("groups"),
                        values.needText("idea"));
            } else {
                initiatives.decline(open.ref(), values.needText("reason"));
            }
            return Outcome.of("decision", decision).from(before.isEmpty() ? null : before);
        }
    }

    private static Ref ref(DelegateExecution execution) {
        return Ref.of(execution.getProcessBusinessKey());
    }
}
