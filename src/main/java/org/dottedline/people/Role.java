package org.dottedline.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A role, the side it belongs to, and the kind of unit it is held for; company-wide roles have none. */
public enum Role {
    BOARD(Side.STRATEGY, null),
    LOB_EXECUTIVE(Side.STRATEGY, UnitKind.LOB),
    STRATEGIST(Side.STRATEGY, UnitKind.LOB),
    FINANCE(Side.STRATEGY, null),
    SOURCING(Side.STRATEGY, null),
    DELIVERY(Side.STRATEGY, null),
    COMMUNITY_MANAGER(Side.COMMUNITY, UnitKind.COMMUNITY),
    PMO(Side.OVERSIGHT, null),
    ADMINISTRATOR(Side.NONE, null);

    private final Side side;
    private final @Nullable UnitKind unitKind;

    Role(Side side, @Nullable UnitKind unitKind) {
        this.side = side;
        this.unitKind = unitKind;
    }

    public Side side() {
        return side;
    }

    /** The kind of unit that a grant of this role names, or null for a company-wide role. */
    public @Nullable UnitKind unitKind() {
        return unitKind;
    }

    /** The word in group ids, API and tables, such as {@code lob-executive}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role in words for people, such as {@code LOB executive}. */
    public String title() {
        return switch (this) {
            case BOARD -> "Board";
            case LOB_EXECUTIVE -> "LOB executive";
            case STRATEGIST -> "Strategist";
            case FINANCE -> "Community finance controller";
            case SOURCING -> "Sourcing manager";
            case DELIVERY -> "Delivery lead";
            case COMMUNITY_MANAGER -> "Community manager";
            case PMO -> "PMO";
            case ADMINISTRATOR -> "Administrator";
        };
    }

    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
