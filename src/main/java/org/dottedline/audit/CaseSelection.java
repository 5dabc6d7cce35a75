package org.dottedline.audit;

import java.time.LocalDate;
import org.dottedline.people.Side;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a case file.
 *
 * @param ref the reference at and below which they stand
 * @param person who acted, or for whom somebody acted
 * @param from the first day, in UTC
 * @param to the last day
 * @param newestFirst in which order; else the oldest come first
 */
public record CaseSelection(
        String ref,
        @Nullable Side side,
        @Nullable CaseKind kind,
        @Nullable String person,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        boolean newestFirst) {}
