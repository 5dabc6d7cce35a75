package org.dottedline.objective.process;

import java.util.List;
import java.util.Map;
import org.dottedline.trail.Ref;

/** What was measured for an objective; provided by the room that keeps it. */
public interface Series {

    /** How many reviews have been accepted. */
    int accepted(Ref objective);

    /** All records in their order: {@code review}, {@code measuredOn}, {@code value}, {@code state}, {@code target}, {@code baseline}. */
    List<Map<String, Object>> rows(Ref objective);
}
