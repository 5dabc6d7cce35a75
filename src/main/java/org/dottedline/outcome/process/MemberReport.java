package org.dottedline.outcome.process;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dottedline.audit.Record;
import org.dottedline.engine.ModelBean;
import org.dottedline.handover.Handovers;
import org.dottedline.handover.Message;
import org.dottedline.outcome.Word;
import org.dottedline.outcome.WordsOwed;
import org.dottedline.people.Person;
import org.dottedline.tasklist.Context;
import org.dottedline.tasklist.OpenTask;
import org.dottedline.tasklist.Outcome;
import org.dottedline.tasklist.TaskHandler;
import org.dottedline.tasklist.form.Values;
import org.dottedline.trail.Ref;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.dottedline.trail.process.Withdrawal.StepWithdrawn;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** {@code member-report}: one for each word that members are owed. It has no {@code Withdrawn}: a word owed survives. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class MemberReport {

    public static final String KEY = "member-report";

    private final WordsOwed words;
    private final Trails trails;
    private final Handovers handovers;
    private final Record record;
    private final ObjectProvider<RuntimeService> runtime;

    MemberReport(
            WordsOwed words,
            Trails trails,
            Handovers handovers,
            Record record,
            ObjectProvider<RuntimeService> runtime) {
        this.words = words;
        this.trails = trails;
        this.handovers = handovers;
        this.record = record;
        this.runtime = runtime;
    }

    /** What the steps that owe a word are called in the models, what they owe it for, and what the community was told of it. */
    private enum Owing {
        RESEARCH("OweWordOnResearch", "research", Message.TRAIL_ENDED),
        END("OweWordOnEnd", "refusal", Message.FEATURE_RESCOPED),
        REFUSAL("OweWordOnRefusal", "refusal", Message.FEATURE_DECLINED, Message.INITIATIVE_DECIDED),
        CLOSING("OweWordOnClosing", "refusal", Message.OBJECTIVE_CLOSED),
        LAUNCH("OweWordOnLaunch", "launch", Message.FEATURE_DELIVERED),
        NEED("OweWordOnNeed", "need", Message.NEED_ANSWERED);

        private final String element;
        private final String occasion;
        private final List<Message> told;

        Owing(String element, String occasion, Message... told) {
            this.element = element;
            this.occasion = occasion;
            this.told = List.of(told);
        }

        static Owing of(String element) {
            for (Owing owing : values()) {
                if (owing.element.equals(element)) {
                    return owing;
                }
            }
            throw new IllegalStateException("Nobody is owed a word by " + element);
        }
    }

    /** Opens a word for members at a step. */
    public void owe(Ref ref, String community, String occasion, Map<String, Object> facts) {
        long word = words.owe(ref, community, occasion, facts);
        runtime.getObject()
                .startProcessInstanceByKey(
                        KEY, ref.text(), Map.of("community", community, "word", String.valueOf(word)));
    }

    /**
     * Opens the word that an element of the models owes, with what the community was told.
     *
     * @throws IllegalStateException if that element owes none
     */
    public void owe(Ref ref, String community, String element) {
        Owing owing = Owing.of(element);
        if (owing == Owing.CLOSING
                && handovers.latest(ref, Message.INITIATIVE_PROPOSED).isEmpty()) {
            return; // nothing was proposed for members, so nothing was refused them
        }
        Map<String, Object> facts = owing.told.stream()
                .map(message -> handovers.latest(ref, message))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Map.of());
        owe(ref, community, owing.occasion, facts);
    }

    /**
     * Members are owed a word for the topmost step of their community that is withdrawn: an initiative that was proposed, a request
     * that they were asked about, a need that was raised.
     */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(StepWithdrawn news) {
        TrailRow row = news.row();
        boolean owed = switch (row.kind()) {
            case INITIATIVE ->
                handovers.latest(row.ref(), Message.INITIATIVE_PROPOSED).isPresent();
            case REQUEST -> row.ref().equals(news.withdrawn()) && planned(row.ref());
            case NEED -> handovers.latest(row.ref(), Message.NEED_RAISED).isPresent();
            case GOAL, OBJECTIVE -> false;
        };
        if (owed) {
            owe(row.ref(), String.valueOf(row.unit()), "withdrawal", Map.of("reason", news.reason()));
        }
    }

    private boolean planned(Ref request) {
        return !record.duties(request.text(), Set.of("PlanResearch")).isEmpty();
    }

    /** What the models call, and what the task means. */
    @Configuration(proxyBeanMethods = false)
    static class Model {

        @Bean
        @ModelBean
        JavaDelegate oweWord(MemberReport report) {
            return execution -> report.owe(
                    Ref.of(execution.getProcessBusinessKey()),
                    (String) execution.getVariable("community"),
                    execution.getCurrentActivityId());
        }

        @Bean
        TaskHandler tellMembers(WordsOwed words, Trails trails, Handovers handovers, RuntimeService runtime) {
            return new Telling(words, trails, handovers, runtime);
        }
    }

    /** Telling members: what it is about, and a draft. */
    private record Telling(WordsOwed words, Trails trails, Handovers handovers, RuntimeService runtime)
            implements TaskHandler {

        @Override
        public String task() {
            return "TellMembers";
        }

        @Override
        public Context context(OpenTask task) {
            Word word = word(task);
            return new Context()
                    .section("word")
                    .fact("occasion", word.occasion())
                    .fact("about", trails.find(task.ref()).orElseThrow().title())
                    .facts(word.facts());
        }

        @Override
        public Map<String, Object> known(OpenTask task) {
            TrailRow row = trails.find(task.ref()).orElseThrow();
            Message raised = switch (row.kind()) {
                case REQUEST -> Message.FEATURE_REQUESTED;
                case NEED -> Message.NEED_RAISED;
                default -> Message.INITIATIVE_PROPOSED;
            };
            return Draft.of(
                            word(task),
                            row.title(),
                            handovers
                                    .latest(task.ref(), raised)
                                    .map(said -> said.get("need"))
                                    .orElse(null),
                            handovers
                                    .latest(task.ref(), Message.OBJECTIVE_COMMITTED)
                                    .orElse(Map.of()))
                    .fields();
        }

        @Override
        public String readAt(OpenTask task) {
            Word word = word(task);
            return "/communities/" + word.community() + "/told#word-" + word.id();
        }

        @Override
        public Outcome complete(OpenTask task, Person by, Values values) {
            words.publish(word(task).id(), values.needText("youSaid"), values.needText("weDid"), by.login());
            return Outcome.none();
        }

        private Word word(OpenTask task) {
            return words.get(Long.parseLong(String.valueOf(runtime.getVariable(task.instance(), "word"))));
        }
    }
}
