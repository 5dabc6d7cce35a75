package org.dottedline.request;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.dottedline.initiative.Initiatives;
import org.dottedline.refusal.MovedOn;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.request.persistence.RequestTable;
import org.dottedline.research.Subject;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.State;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Requests as their community knows them. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Requests implements Subject {

    private final RequestTable table;
    private final Initiatives initiatives;
    private final Trails trails;

    Requests(RequestTable table, Initiatives initiatives, Trails trails) {
        this.table = table;
        this.initiatives = initiatives;
        this.trails = trails;
    }

    /**
     * Opens a request of a community under its initiative, locking the rows above.
     *
     * @throws RuleRefused unless the initiative has been approved
     * @throws MovedOn if the initiative or its objective has ended
     */
    public Ref openUnder(Ref initiative, String title) {
        Trails.requireRunning(trails.share(initiative.parent().orElseThrow()));
        Trails.requireRunning(trails.lock(initiative));
        if (!initiatives.get(initiative).approved()) {
            throw new RuleRefused(initiative + " has not been approved yet; requests open under approved initiatives.");
        }
        Ref ref = trails.openUnder(
                initiative, Kind.REQUEST, title, initiatives.get(initiative).community());
        table.insert(ref, initiatives.get(initiative).community());
        return ref;
    }

    public Request get(Ref ref) {
        return table.get(ref);
    }

    public void describe(Ref ref, String title, String need, String description) {
        trails.rename(ref, title);
        table.describe(ref, need, description);
    }

    /** What members are asked about. */
    @Override
    public Map<String, Object> facts(Ref ref) {
        Request request = get(ref);
        Map<String, Object> facts = new java.util.LinkedHashMap<>();
        facts.put("title", request.title());
        facts.put("need", request.need());
        facts.put("description", request.description());
        facts.values().removeIf(java.util.Objects::isNull);
        return facts;
    }

    /** Whether what is left after a cut of scope is still welcome. */
    public void answerRescope(Ref ref, String decision, @Nullable String reason) {
        table.answer(ref, decision, reason);
    }

    public void launch(Ref ref, LocalDate on, String announcement) {
        table.launch(ref, on, announcement);
    }

    public void report(Ref ref, Feedback feedback) {
        table.feedback(ref, feedback);
    }

    public Optional<Feedback> feedback(Ref ref) {
        return table.feedbackOf(ref);
    }

    /** Ends it as its community does: {@code live}, or what members said. */
    public void end(Ref ref, State state, String result, @Nullable String reason) {
        trails.end(ref, state, result, reason);
    }
}
