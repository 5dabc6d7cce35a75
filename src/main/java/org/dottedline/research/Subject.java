package org.dottedline.research;

import java.util.Map;
import org.dottedline.trail.Ref;

/** What members are asked about. Told by the room of requests, from what the community described. */
public interface Subject {

    /** The request as it was described: {@code title}, {@code need}, {@code description}. */
    Map<String, Object> facts(Ref request);
}
