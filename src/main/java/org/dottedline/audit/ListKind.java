package org.dottedline.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the PMO lists over all trails. */
public enum ListKind {
    /** Every decision of those who approve and countersign. */
    APPROVALS,
    /** What finance decided, and money set aside, given back and spent. */
    FUNDING,
    /** Build or buy decided against the advice of the decision table. */
    OVERRIDES,
    /** Two duties that are kept apart, met in one person: the later of the two. */
    DUTIES,
    /** Tasks that were not done by their date. */
    DEADLINES,
    WITHDRAWALS,
    /** What was done with the ideas of members, which belongs to no trail. */
    IDEAS,
    /** Changes of people, units, limits and finances, which belong to no trail. */
    CHANGES;

    /** The word in addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether its entries stand at a reference. */
    public boolean onTrails() {
        return this != CHANGES && this != IDEAS;
    }

    public static Optional<ListKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
