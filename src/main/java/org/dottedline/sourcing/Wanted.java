package org.dottedline.sourcing;

import java.util.Map;
import org.dottedline.trail.Ref;

/** What is to be made; told by the room of requests. */
public interface Wanted {

    /** The design with its acceptance list, by name, for whoever estimates, quotes or chooses. */
    Map<String, Object> wanted(Ref request);
}
