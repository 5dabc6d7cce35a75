package org.dottedline.trail;

import java.util.List;
import java.util.Map;
import org.dottedline.people.Person;

/**
 * Numbers of one kind of step, for the trail to show; the module that keeps them provides it. What one side knows of the other's
 * numbers is what was handed over to it.
 */
public interface Figures {

    /** Which kind of step this is about. */
    Kind kind();

    /** For each of these steps the numbers by name as JSON has them, as far as this person may know them; empty where there are none. */
    Map<Ref, Map<String, Object>> of(List<Ref> refs, Person person);
}
