package org.dottedline.people;

/** What a unit is: a line of business on the strategy side, or a community. */
public enum UnitKind {
    LOB,
    COMMUNITY;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static UnitKind of(String word) {
        return valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
}
