package org.dottedline.trail;

import java.util.Map;

/** Numbers of one kind of step, for the trail to show; the module that keeps them provides it. */
public interface Figures {

    /** Whether this is about that kind of step. */
    Kind kind();

    /** The numbers by name as JSON has them; empty while there are none. */
    Map<String, Object> of(Ref ref);
}
