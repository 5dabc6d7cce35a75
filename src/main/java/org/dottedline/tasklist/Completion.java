package org.dottedline.tasklist;

import java.util.List;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;

/**
 * What came of completing a task.
 *
 * @param task its BPMN id
 * @param notes what a rule refused and why, where one did: the model took its other way
 * @param readAt the page on which people read what was published; absent where nothing was
 */
public record Completion(
        Ref ref, String task, List<String> notes, @Nullable String readAt) {}
