package org.dottedline.tasklist;

import java.util.List;
import org.dottedline.trail.Ref;

/**
 * What came of completing a task.
 *
 * @param task its BPMN id
 * @param notes what a rule refused and why, where one did: the model took its other way
 */
public record Completion(Ref ref, String task, List<String> notes) {}
