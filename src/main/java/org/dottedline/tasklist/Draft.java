package org.dottedline.tasklist;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What somebody has typed into the form of a task and not sent off.
 *
 * @param typed the values by field as a page sends them, whether they can be read or not
 */
public record Draft(Map<String, List<String>> typed, Instant savedAt) {}
