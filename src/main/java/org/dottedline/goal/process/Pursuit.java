package org.dottedline.goal.process;

import java.util.List;
import org.dottedline.trail.Ref;

/** What came of a goal in the lines of business; provided by the room that keeps their objectives. */
public interface Pursuit {

    /** One line for each objective of the goal: what it was, how it ended and at which value. */
    List<String> results(Ref goal);
}
