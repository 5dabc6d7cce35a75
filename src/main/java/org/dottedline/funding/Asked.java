package org.dottedline.funding;

import java.util.Map;
import org.dottedline.trail.Ref;

/** What money is asked for. Told by the room of requests. */
public interface Asked {

    /** What the request costs as it stands now. */
    Cost cost(Ref request);

    /** The id of the community that asks. */
    String community(Ref request);

    /** The id of the line of business that is asked. */
    String lob(Ref request);

    /** The design as facts by name, for whoever decides on the money. */
    Map<String, Object> facts(Ref request);
}
