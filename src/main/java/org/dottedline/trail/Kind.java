package org.dottedline.trail;

import java.util.Locale;

/** What a reference stands for, and the letter of its last step. */
public enum Kind {
    GOAL('G'),
    OBJECTIVE('O'),
    INITIATIVE('I'),
    REQUEST('R'),
    NEED('N');

    private final char letter;

    Kind(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Kind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
