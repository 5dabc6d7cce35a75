package org.dottedline.initiative;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dottedline.initiative.persistence.InitiativeTable;
import org.dottedline.people.People;
import org.dottedline.people.Unit;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.State;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Initiatives as their community knows them. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Initiatives {

    private final InitiativeTable table;
    private final Trails trails;
    private final People people;

    Initiatives(InitiativeTable table, Trails trails, People people) {
        this.table = table;
        this.trails = trails;
        this.people = people;
    }

    /** Opens an initiative of a community under an objective, locking the objective's row. */
    public Ref openUnder(Ref objective, String community) {
        String name = people.unit(community).map(Unit::name).orElse(community);
        Ref ref = trails.openUnder(objective, Kind.INITIATIVE, "Initiative of " + name, community);
        table.insert(ref, community);
        return ref;
    }

    public Initiative get(Ref ref) {
        return table.get(ref);
    }

    /** The initiatives of a community under an objective, the oldest first: there it was committed to them. */
    public List<Ref> of(Ref objective, String community) {
        return table.of(objective, community);
    }

    /** The approved initiatives of a community that run, in the order of their numbers: under them it asks for features. */
    @Transactional(readOnly = true)
    public List<Ref> approved(String community) {
        return table.approved(community);
    }

    public void propose(Ref ref, String title, String need, List<String> groups, String idea) {
        table.update(ref, title, need, groups, idea);
    }

    /** What is handed over of a proposal. */
    public Map<String, Object> proposal(Ref ref) {
        Initiative initiative = get(ref);
        Map<String, Object> proposal = new LinkedHashMap<>();
        proposal.put("title", initiative.title());
        proposal.put("need", initiative.need());
        proposal.put("groups", initiative.groups());
        proposal.put("idea", initiative.idea());
        return proposal;
    }

    /** The community does not take part. */
    public void decline(Ref ref, String reason) {
        trails.end(ref, State.DECLINED, "not-taking-part", reason);
    }

    /** The decision of the line of business has reached the community. */
    public void decided(Ref ref, String decision, @Nullable String reason) {
        table.decide(ref, decision);
        if ("decline".equals(decision)) {
            trails.end(ref, State.DECLINED, "declined", reason);
        }
    }

    /** Its objective closed before it was approved. */
    public void overtaken(Ref ref, @Nullable String reason) {
        trails.end(ref, State.DECLINED, "objective-closed", reason);
    }

    /** Closes it; the summary stays with the community. */
    public void close(Ref ref, String summary) {
        table.close(ref, summary);
        trails.end(ref, State.CLOSED, "closed", null);
    }
}
