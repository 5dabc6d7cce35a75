package org.dottedline.people;

/** A side of the dotted line. A person's roles are all of one side. */
public enum Side {
    STRATEGY,
    COMMUNITY,
    OVERSIGHT,
    NONE;

    /** The word in API answers and in the record. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static Side of(String word) {
        return valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
}
