package org.dottedline.initiative.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dottedline.handover.Handovers;
import org.dottedline.handover.Message;
import org.dottedline.initiative.Initiatives;
import org.dottedline.people.Person;
import org.dottedline.people.Side;
import org.dottedline.tasklist.Context;
import org.dottedline.trail.Figures;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.springframework.stereotype.Component;

/** An objective as it was handed over to a community: all that they know of it. */
@Component
class ObjectiveAsTold implements Figures {

    private final Initiatives initiatives;
    private final Handovers handovers;

    ObjectiveAsTold(Initiatives initiatives, Handovers handovers) {
        this.initiatives = initiatives;
        this.handovers = handovers;
    }

    @Override
    public Kind kind() {
        return Kind.OBJECTIVE;
    }

    @Override
    public Map<Ref, Map<String, Object>> of(List<Ref> objectives, Person person) {
        return objectives.stream().collect(Collectors.toMap(Function.identity(), objective -> of(objective, person)));
    }

    /** The numbers that this person's community was told; none for others. */
    private Map<String, Object> of(Ref objective, Person person) {
        Map<String, Object> told = new LinkedHashMap<>();
        if (person.side() == Side.COMMUNITY) {
            person.units().forEach(community -> told.putAll(told(objective, community)));
        }
        told.keySet().removeAll(Set.of("goalTitle", "goalWhy", "title", "lob"));
        return told;
    }

    /** Adds goal and objective to what the manager of an initiative sees. */
    Context addTo(Context context, Ref initiative) {
        Map<String, Object> objective = told(
                initiative.parent().orElseThrow(), initiatives.get(initiative).community());
        context.section("goal").fact("title", objective.remove("goalTitle")).fact("why", objective.remove("goalWhy"));
        return context.section("objective").facts(objective);
    }

    /** What was handed over, with the date and the value that were last told. */
    private Map<String, Object> told(Ref objective, String community) {
        Map<String, Object> told = new LinkedHashMap<>();
        for (Ref initiative : initiatives.of(objective, community)) {
            handovers.latest(initiative, Message.OBJECTIVE_COMMITTED).ifPresent(told::putAll);
            handovers.latest(initiative, Message.OBJECTIVE_CLOSED).ifPresent(closed -> {
                told.put("finalValue", closed.get("finalValue"));
                told.put("dueOn", closed.getOrDefault("newDueOn", told.get("dueOn")));
            });
        }
        return told;
    }
}
