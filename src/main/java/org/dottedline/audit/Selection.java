package org.dottedline.audit;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a list.
 *
 * @param from the first day, in UTC
 * @param to the last day
 * @param ref the reference at and below which they stand
 * @param unit the line of business or community whose trails they stand on; for changes, the one that was changed
 */
public record Selection(
        ListKind kind,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String ref,
        @Nullable String unit) {}
