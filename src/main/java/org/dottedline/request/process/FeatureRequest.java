package org.dottedline.request.process;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.engine.ModelBean;
import org.dottedline.handover.Handover.Result;
import org.dottedline.handover.Handovers;
import org.dottedline.handover.Message;
import org.dottedline.handover.process.Crossing;
import org.dottedline.idea.Voices;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Side;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.NotFound;
import org.dottedline.refusal.PlainText;
import org.dottedline.request.Feedback;
import org.dottedline.request.Request;
import org.dottedline.request.Requests;
import org.dottedline.research.Studies;
import org.dottedline.tasklist.Context;
import org.dottedline.tasklist.OpenTask;
import org.dottedline.tasklist.Outcome;
import org.dottedline.tasklist.TaskHandler;
import org.dottedline.tasklist.form.Values;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.State;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@code feature-request}: how one is opened, its delegates, and what its tasks mean. */
@Service
public class FeatureRequest {

    public static final String KEY = "feature-request";
    private static final int LONGEST_TITLE = 120;

    private final Requests requests;
    private final Trails trails;
    private final People people;
    private final Record record;
    private final RuntimeService runtime;

    FeatureRequest(Requests requests, Trails trails, People people, Record record, RuntimeService runtime) {
        this.requests = requests;
        this.trails = trails;
        this.people = people;
        this.record = record;
        this.runtime = runtime;
    }

    /** Whether this person may open requests under this step, as far as their role goes. */
    public boolean allowed(Person person, TrailRow row) {
        return row.kind() == Kind.INITIATIVE && row.unit() != null && person.holds(Role.COMMUNITY_MANAGER, row.unit());
    }

    /**
     * Opens a request under an initiative.
     *
     * @throws NotFound if the person cannot see the initiative
     * @throws Forbidden unless the person manages its community
     * @throws InvalidFields if the title is empty, too long or cannot be stored
     * @throws org.dottedline.refusal.RuleRefused if the initiative is not approved
     * @throws org.dottedline.refusal.MovedOn if the initiative or its objective has ended
     */
    @Transactional
    public Ref open(Person person, Ref initiative, String title) {
        TrailRow row = trails.visible(person, initiative);
        if (row.kind() != Kind.INITIATIVE) {
            throw new NotFound("There is no initiative " + initiative + ".");
        }
        requireAllowed(person, row);
        if (title.isBlank() || title.strip().length() > LONGEST_TITLE || !PlainText.isStorable(title)) {
            throw new InvalidFields("title", "Give it a title of at most " + LONGEST_TITLE + " characters.");
        }
        Ref ref = requests.openUnder(initiative, title.strip());
        requireAllowed(people.now(person), row);
        var started = runtime.startProcessInstanceByKey(KEY, ref.text(), Map.of("community", row.unit()));
        record.write(Entry.of("started", Side.COMMUNITY)
                .at(ref.text())
                .in(KEY, Integer.valueOf(started.getProcessDefinitionId().split(":")[1]), "FeatureOpened")
                .by(person.login(), Role.COMMUNITY_MANAGER.word() + "." + row.unit())
                .change(null, Map.of("title", title.strip())));
        return ref;
    }

    private void requireAllowed(Person person, TrailRow row) {
        if (!allowed(person, row)) {
            throw new Forbidden("Only the manager of its community opens requests under an initiative.");
        }
    }

    /** What the model calls. */
    @Configuration(proxyBeanMethods = false)
    static class Delegates {

        @Bean
        @ModelBean
        JavaDelegate tellFeatureRequested(Requests requests, Studies studies, Trails trails, Crossing crossing) {
            return execution -> {
                Ref ref = ref(execution);
                Map<String, Object> payload = new LinkedHashMap<>(requests.facts(ref));
                payload.put("groups", studies.masked(ref));
                payload.put("verdict", studies.verdict(ref));
                payload.put("summary", studies.summary(ref));
                if (!studies.quotes(ref).isEmpty()) {
                    payload.put("quotes", studies.quotes(ref));
                }
                Ref objective = ref.parent().orElseThrow().parent().orElseThrow();
                String lob = trails.find(objective).orElseThrow().unit();
                crossing.start(Message.FEATURE_REQUESTED, ref, payload, Map.of("lob", lob));
            };
        }

        @Bean
        @ModelBean
        JavaDelegate tellRescopeAnswered(Requests requests, Crossing crossing) {
            return execution -> {
                Ref ref = ref(execution);
                Request request = requests.get(ref);
                String decision = String.valueOf(request.answer());
                Map<String, Object> payload = new LinkedHashMap<>();
                payload.put("decision", decision);
                if (request.answerReason() != null) {
                    payload.put("reason", request.answerReason());
                }
                crossing.deliver(Message.RESCOPE_ANSWERED, ref, payload, Map.of("decision", decision));
                if ("end".equals(decision)) {
                    requests.end(ref, State.DECLINED, "no-longer-welcome", request.answerReason());
                }
            };
        }

        /** Research did not welcome it: strategy is told so in a sentence, and it ends. */
        @Bean
        @ModelBean
        JavaDelegate tellUnwelcome(Requests requests, Studies studies, Trails trails, Handovers handovers) {
            return execution -> {
                Ref ref = ref(execution);
                TrailRow row = trails.lock(ref);
                String verdict = studies.verdict(ref);
                handovers.ended(
                        row,
                        Side.COMMUNITY,
                        KEY,
                        FeatureDelivery.KEY,
                        "unwelcome".equals(verdict)
                                ? "Members do not welcome it."
                                : "Members did not come to a clear answer.",
                        studies.summary(ref),
                        Entry.SYSTEM);
                requests.end(ref, State.DECLINED, verdict, null);
            };
        }

        @Bean
        @ModelBean
        JavaDelegate tellFeedbackReported(Requests requests, Crossing crossing) {
            return execution -> {
                Ref ref = ref(execution);
                Feedback feedback = requests.feedback(ref).orElseThrow();
                if (crossing.deliver(Message.FEEDBACK_REPORTED, ref, feedback.payload(), Map.of())
                        == Result.DELIVERED) {
                    requests.end(ref, State.CLOSED, "live", null);
                }
            };
        }
    }

    /** What the tasks of the model mean. */
    @Configuration(proxyBeanMethods = false)
    static class Tasks {

        @Bean
        TaskHandler describeFeature(Requests requests, Handovers handovers, Voices voices) {
            return new Asking("DescribeFeature", requests, handovers) {
                @Override
                public Context context(OpenTask task) {
                    return voices.addTo(super.context(task), task.ref());
                }

                @Override
                public Map<String, Object> known(OpenTask task) {
                    return requests.facts(task.ref());
                }

                @Override
                public Outcome complete(OpenTask task, Person by, Values values) {
                    requests.describe(
                            task.ref(),
                            values.needText("title"),
                            values.needText("need"),
                            values.needText("description"));
                    return Outcome.none();
                }
            };
        }

        @Bean
        TaskHandler confirmStillWelcome(Requests requests, Handovers handovers, Studies studies) {
            return new Asking("ConfirmStillWelcome", requests, handovers) {
                @Override
                public Context context(OpenTask task) {
                    Context context = new Context();
                    context.section("rescope")
                            .facts(handovers
                                    .latest(task.ref(), Message.FEATURE_RESCOPED)
                                    .orElse(Map.of()));
                    context.section("members").fact("research", studies.shown(task.ref()));
                    return addTo(context, task.ref());
                }

                @Override
                public Outcome complete(OpenTask task, Person by, Values values) {
                    String decision = values.needText("decision");
                    requests.answerRescope(task.ref(), decision, values.text("reason"));
                    return Outcome.of("decision", decision);
                }
            };
        }

        @Bean
        TaskHandler launchWithMembers(Requests requests, Handovers handovers, ApplicationClock clock) {
            return new Asking("LaunchWithMembers", requests, handovers) {
                @Override
                public Outcome complete(OpenTask task, Person by, Values values) {
                    LocalDate on = values.needDate("launchedOn");
                    if (on.isAfter(clock.today())) {
                        throw new InvalidFields("launchedOn", "Say so once it is launched: this day is still to come.");
                    }
                    requests.launch(task.ref(), on, values.needText("announcement"));
                    return Outcome.none();
                }
            };
        }

        @Bean
        TaskHandler reportFeedback(Requests requests, Handovers handovers, ApplicationClock clock) {
            return new Asking("ReportFeedback", requests, handovers) {
                @Override
                public Outcome complete(OpenTask task, Person by, Values values) {
                    LocalDate from = values.needDate("from");
                    LocalDate to = values.needDate("to");
                    if (to.isAfter(clock.today())) {
                        throw new InvalidFields("to", "This day is still to come.");
                    }
                    if (from.isAfter(to)) {
                        throw new InvalidFields("from", "This is after the last day.");
                    }
                    requests.report(
                            task.ref(),
                            new Feedback(
                                    from,
                                    to,
                                    values.needInteger("members"),
                                    values.needInteger("reports"),
                                    values.needDecimal("satisfaction"),
                                    values.needText("summary")));
                    return Outcome.none();
                }
            };
        }
    }

    /** A task about a request shows what was asked for and what strategy handed over. */
    private abstract static class Asking implements TaskHandler {
        private final String task;
        private final Requests requests;
        private final Handovers handovers;

        Asking(String task, Requests requests, Handovers handovers) {
            this.task = task;
            this.requests = requests;
            this.handovers = handovers;
        }

        @Override
        public String task() {
            return task;
        }

        @Override
        public Context context(OpenTask open) {
            return addTo(new Context(), open.ref());
        }

        Context addTo(Context context, Ref ref) {
            handovers
                    .latest(ref, Message.FEATURE_DELIVERED)
                    .ifPresent(delivered -> context.section("delivered").facts(delivered));
            context.section("request").facts(requests.facts(ref));
            return context.section("initiative")
                    .facts(handovers
                            .latest(ref.parent().orElseThrow(), Message.INITIATIVE_PROPOSED)
                            .orElse(Map.of()));
        }
    }

    private static Ref ref(DelegateExecution execution) {
        return Ref.of(execution.getProcessBusinessKey());
    }
}
