package org.dottedline.need;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dottedline.need.persistence.NeedTable;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.dottedline.trail.Trails;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Needs as their community knows them, and what strategy answers. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Needs {

    private final NeedTable table;
    private final Trails trails;

    Needs(NeedTable table, Trails trails) {
        this.table = table;
        this.trails = trails;
    }

    public Ref open(String community, String lob, String title) {
        Ref ref = trails.open(Kind.NEED, title, community);
        table.insert(ref, community, lob);
        return ref;
    }

    public Need get(Ref ref) {
        return table.get(ref);
    }

    /** To which line of business each of these was raised. */
    public Map<Ref, String> lobs(Collection<Ref> refs) {
        return table.lobs(refs);
    }

    public void describe(Ref ref, String title, String need, List<String> groups, String evidence) {
        trails.rename(ref, title);
        table.describe(ref, need, groups, evidence);
    }

    /** What is handed over of it. */
    public Map<String, Object> payload(Ref ref) {
        Need need = get(ref);
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("title", need.title());
        payload.put("need", need.need());
        payload.put("groups", need.need() == null ? null : need.groups());
        payload.put("evidence", need.evidence());
        payload.values().removeIf(Objects::isNull);
        return payload;
    }

    public void answer(Ref ref, Answer answer) {
        table.answer(ref, answer);
    }

    public Answer answerOf(Ref ref) {
        return table.answerOf(ref);
    }
}
