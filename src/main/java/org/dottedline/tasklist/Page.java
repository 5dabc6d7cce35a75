package org.dottedline.tasklist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list, and the cursor of the next where there is one. */
public record Page<T>(List<T> items, @Nullable String next) {}
