package org.dottedline.need.process;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.engine.ModelBean;
import org.dottedline.handover.Message;
import org.dottedline.handover.process.Crossing;
import org.dottedline.idea.Voices;
import org.dottedline.need.Need;
import org.dottedline.need.Needs;
import org.dottedline.people.Grant;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Side;
import org.dottedline.people.Unit;
import org.dottedline.people.UnitKind;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.PlainText;
import org.dottedline.tasklist.Context;
import org.dottedline.tasklist.OpenTask;
import org.dottedline.tasklist.Outcome;
import org.dottedline.tasklist.TaskHandler;
import org.dottedline.tasklist.form.Choice;
import org.dottedline.tasklist.form.Values;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@code member-need}: how a need is raised, its delegate, and what its task means. */
@Service
public class MemberNeed {

    public static final String KEY = "member-need";
    public static final int LONGEST_TITLE = 120;

    private final Needs needs;
    private final People people;
    private final Record record;
    private final RuntimeService runtime;

    MemberNeed(Needs needs, People people, Record record, RuntimeService runtime) {
        this.needs = needs;
        this.people = people;
        this.record = record;
        this.runtime = runtime;
    }

    /** The communities that this person manages. */
    public List<String> communities(Person person) {
        return person.grants().stream()
                .filter(grant -> grant.role() == Role.COMMUNITY_MANAGER)
                .map(Grant::unit)
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * Opens a need; the manager describes it before anybody else hears of it.
     *
     * @param community may be absent for who manages one
     * @throws Forbidden unless the person manages that community
     * @throws InvalidFields if there is no such line of business, no title that can be stored, or no telling which community
     */
    @Transactional
    public Ref raise(Person person, String lob, String title, @Nullable String community) {
        List<String> managed = communities(person);
        if (managed.isEmpty() || community != null && !managed.contains(community)) {
            throw new Forbidden("Only the manager of a community raises what its members need.");
        }
        if (community == null && managed.size() > 1) {
            throw new InvalidFields("community", "Say for which of your communities.");
        }
        if (lob.isBlank()) {
            throw new InvalidFields("lob", "Choose a line of business.");
        }
        if (people.unit(lob).filter(unit -> unit.kind() == UnitKind.LOB).isEmpty()) {
            throw new InvalidFields("lob", "There is no such line of business.");
        }
        if (title.isBlank() || title.strip().length() > LONGEST_TITLE || !PlainText.isStorable(title)) {
            throw new InvalidFields("title", "Give it a title of at most " + LONGEST_TITLE + " characters.");
        }
        String whose = community == null ? managed.get(0) : community;
        Ref ref = needs.open(whose, lob, title.strip());
        var started = runtime.startProcessInstanceByKey(KEY, ref.text(), Map.of("community", whose));
        record.write(Entry.of("started", Side.COMMUNITY)
                .at(ref.text())
                .in(KEY, Integer.valueOf(started.getProcessDefinitionId().split(":")[1]), "NeedNoticed")
                .by(person.login(), Role.COMMUNITY_MANAGER.word() + "." + whose)
                .change(null, Map.of("title", title.strip(), "lob", lob)));
        return ref;
    }

    /** What the model calls, and what its task means. */
    @Configuration(proxyBeanMethods = false)
    static class Model {

        @Bean
        @ModelBean
        JavaDelegate tellNeedRaised(Needs needs, Trails trails, Crossing crossing) {
            return execution -> {
                Ref ref = Ref.of(execution.getProcessBusinessKey());
                Need need = needs.get(ref);
                crossing.start(Message.NEED_RAISED, ref, needs.payload(ref), Map.of("lob", need.lob()));
                trails.address(ref, need.lob());
            };
        }

        @Bean
        TaskHandler describeNeed(Needs needs, People people, Voices voices) {
            return new TaskHandler() {
                @Override
                public String task() {
                    return "DescribeNeed";
                }

                @Override
                public Context context(OpenTask task) {
                    return voices.addTo(
                            new Context()
                                    .section("memberNeed")
                                    .fact("lob", needs.get(task.ref()).lob()),
                            task.ref());
                }

                @Override
                public Map<String, List<Choice>> choices(OpenTask task) {
                    return Map.of(
                            "memberGroups",
                            people.unit(task.unit()).map(Unit::groups).orElse(List.of()).stream()
                                    .map(group -> new Choice(
                                            group, Character.toUpperCase(group.charAt(0)) + group.substring(1)))
                                    .toList());
                }

                @Override
                public Map<String, Object> known(OpenTask task) {
                    return needs.payload(task.ref());
                }

                @Override
                public Outcome complete(OpenTask task, Person by, Values values) {
                    needs.describe(
                            task.ref(),
                            values.needText("title"),
                            values.needText("need"),
                            values.texts("groups"),
                            values.needText("evidence"));
                    return Outcome.none();
                }
            };
        }
    }
}
