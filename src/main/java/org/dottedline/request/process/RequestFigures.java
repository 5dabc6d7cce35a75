package org.dottedline.request.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dottedline.funding.Funding;
import org.dottedline.handover.Handovers;
import org.dottedline.handover.Message;
import org.dottedline.people.Person;
import org.dottedline.people.Side;
import org.dottedline.request.Deliveries;
import org.dottedline.tasklist.form.Values;
import org.dottedline.trail.Figures;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The numbers of a request: its money for strategy and oversight, what was handed over for everybody. */
@Component
class RequestFigures implements Figures {

    private final Deliveries deliveries;
    private final Funding funding;
    private final Handovers handovers;

    RequestFigures(Deliveries deliveries, Funding funding, Handovers handovers) {
        this.deliveries = deliveries;
        this.funding = funding;
        this.handovers = handovers;
    }

    @Override
    public Kind kind() {
        return Kind.REQUEST;
    }

    @Override
    public Map<Ref, Map<String, Object>> of(List<Ref> refs, Person person) {
        return refs.stream().collect(Collectors.toMap(Function.identity(), ref -> of(ref, person)));
    }

    private Map<String, Object> of(Ref ref, Person person) {
        Map<String, Object> figures = new LinkedHashMap<>();
        Map<String, Object> asked =
                handovers.latest(ref, Message.FEATURE_REQUESTED).orElse(Map.of());
        put(figures, "verdict", asked.get("verdict"));
        if (person.side() != Side.COMMUNITY && !deliveries.designs(ref).isEmpty()) {
            put(figures, "oneOff", deliveries.cost(ref).oneOff());
            put(figures, "runningYearly", deliveries.cost(ref).runningYearly());
            put(figures, "payer", funding.payer(ref).orElse(null));
            put(figures, "reserved", funding.reserved(ref));
            deliveries.delivered(ref).ifPresent(delivered -> put(figures, "actualCost", delivered.actual()));
        }
        handovers.latest(ref, Message.FEATURE_DELIVERED).ifPresent(delivered -> {
            put(figures, "made", delivered.get("made"));
            put(figures, "deliveredOn", delivered.get("deliveredOn"));
        });
        handovers.latest(ref, Message.FEEDBACK_REPORTED).ifPresent(feedback -> {
            put(figures, "members", feedback.get("members"));
            put(figures, "reports", feedback.get("reports"));
            put(figures, "satisfaction", feedback.get("satisfaction"));
        });
        return figures;
    }

    private static void put(Map<String, Object> figures, String key, @Nullable Object value) {
        if (value != null) {
            figures.put(key, Values.plain(value));
        }
    }
}
