package org.dottedline.trail.process;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.people.Grant;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Side;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.PlainText;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.State;
import org.dottedline.trail.TrailRow;
import org.dottedline.trail.Trails;
import org.dottedline.trail.persistence.InstanceTable;
import org.dottedline.trail.persistence.InstanceTable.Instance;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends a step and all below it on both sides, in one transaction: the rows are locked from the top, which also stops new
 * children; then the processes are told, the deepest first, leaving out those whose caller is told too.
 */
@Service
public class Withdrawal {

    private static final String MESSAGE = "Withdrawn";
    private static final String REFUSAL =
            "Only the board withdraws a goal, its executive an objective, and its community's manager or that executive what is below.";
    private static final int LONGEST_REASON = 4000;

    private final Trails trails;
    private final InstanceTable instances;
    private final RuntimeService runtime;
    private final Record record;
    private final People people;
    private final ApplicationEventPublisher news;

    Withdrawal(
            Trails trails,
            InstanceTable instances,
            RuntimeService runtime,
            Record record,
            People people,
            ApplicationEventPublisher news) {
        this.trails = trails;
        this.instances = instances;
        this.runtime = runtime;
        this.record = record;
        this.people = people;
        this.news = news;
    }

    /**
     * News, within the transaction, that a step was withdrawn.
     *
     * @param withdrawn the step that the person named; {@code row} is that or one below it
     */
    public record StepWithdrawn(TrailRow row, Ref withdrawn, String reason, Person by) {}

    /** Whether this person may withdraw this step. */
    public boolean allowed(Person person, TrailRow row) {
        return row.running() && authority(person, row).isPresent();
    }

    /** The group through which this person may withdraw a step. */
    private Optional<String> authority(Person person, TrailRow row) {
        List<Grant> enough = switch (row.kind()) {
            case GOAL -> List.of(new Grant(Role.BOARD, null));
            case OBJECTIVE -> List.of(new Grant(Role.LOB_EXECUTIVE, unit(row)));
            case INITIATIVE, REQUEST ->
                List.of(new Grant(Role.COMMUNITY_MANAGER, unit(row)), new Grant(Role.LOB_EXECUTIVE, lobOf(row.ref())));
            case NEED -> List.of(new Grant(Role.COMMUNITY_MANAGER, unit(row)));
        };
        return enough.stream()
                .filter(person.grants()::contains)
                .map(Grant::group)
                .findFirst();
    }

    /**
     * Withdraws a step and all below.
     *
     * @throws org.dottedline.refusal.NotFound if the person cannot see it
     * @throws Forbidden if it is not theirs to withdraw
     * @throws InvalidFields without a reason, or with one over 4,000 characters
     * @throws org.dottedline.refusal.MovedOn if it has ended
     */
    @Transactional
    public void withdraw(Person by, Ref ref, String reason) {
        TrailRow seen = trails.visible(by, ref);
        Trails.requireRunning(seen);
        requireAuthority(by, seen);
        if (reason.isBlank()) {
            throw new InvalidFields("reason", "Say why, for those whose work ends.");
        }
        if (!PlainText.isStorable(reason)) {
            throw new InvalidFields("reason", "This text has characters that cannot be stored.");
        }
        if (reason.strip().length() > LONGEST_REASON) {
            throw new InvalidFields("reason", "At most " + LONGEST_REASON + " characters fit here.");
        }
        List<TrailRow> rows = trails.lockAtAndBelow(ref);
        Trails.requireRunning(rows.get(0));
        Person person = people.now(by);
        trails.visible(person, ref);
        String group = requireAuthority(person, rows.get(0));
        for (TrailRow row : rows) {
            if (trails.end(row.ref(), State.WITHDRAWN, "withdrawn", reason.strip())) {
                record.write(Entry.of("withdrawn", person.side())
                        .at(row.ref().text())
                        .by(person.login(), group)
                        .change(null, java.util.Map.of("with", ref.text()))
                        .because(reason.strip()));
                news.publishEvent(new StepWithdrawn(row, ref, reason.strip(), person));
            }
        }
        tellProcesses(ref);
    }

    private String requireAuthority(Person person, TrailRow row) {
        return authority(person, row).orElseThrow(() -> new Forbidden(REFUSAL));
    }

    private void tellProcesses(Ref ref) {
        List<Instance> live = instances.atAndBelow(ref);
        Set<String> ids = live.stream().map(Instance::id).collect(Collectors.toSet());
        live.stream()
                .filter(instance -> instance.caller() == null || !ids.contains(instance.caller()))
                .sorted(Comparator.comparingInt(
                                (Instance instance) -> instance.ref().path().length)
                        .reversed())
                .forEach(instance -> runtime.createMessageCorrelation(MESSAGE)
                        .processInstanceId(instance.id())
                        .correlateWithResult());
    }

    private String lobOf(Ref ref) {
        Ref objective = ref;
        while (objective.path().length > 2) {
            objective = objective.parent().orElseThrow();
        }
        return trails.find(objective).map(Withdrawal::unit).orElse("");
    }

    private static String unit(TrailRow row) {
        return row.unit() == null ? "" : row.unit();
    }

    /** Which side a kind of step belongs to. */
    public static Side sideOf(Kind kind) {
        return kind == Kind.GOAL || kind == Kind.OBJECTIVE ? Side.STRATEGY : Side.COMMUNITY;
    }
}
