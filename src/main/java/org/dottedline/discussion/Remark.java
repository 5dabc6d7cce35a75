package org.dottedline.discussion;

import java.time.Instant;
import org.dottedline.people.Side;
import org.dottedline.trail.Ref;

/** One thing that somebody said at a step, to their own side. */
public record Remark(long id, Ref ref, Side side, String login, String text, Instant at) {}
