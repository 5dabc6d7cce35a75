package org.dottedline.trust;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** An attack or a fault that the product is to stand, as the closing table of the build names it. */
record Trial(Kind kind, int number, String what) {

    enum Kind {
        ATTACK,
        FAULT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A disk cannot be filled everywhere. */
    boolean dependsOnTheMachine() {
        return kind == Kind.FAULT && number == 11;
    }

    /** As the table calls it: "fault 2". */
    @Override
    public String toString() {
        return kind.word() + " " + number;
    }

    private static final List<String> ATTACKS = List.of(
            "another unit's task by its id",
            "a field that the form does not have",
            "a field of the wrong kind",
            "both halves of a pair by one person",
            "a role that ended in the middle of a session",
            "a step skipped, or done twice",
            "expressions and markup in every field",
            "doors of the engine and of operators",
            "expressions in task queries",
            "the same money twice, 64 at once",
            "a request from another site",
            "sessions stolen, kept, or too old",
            "guessing passwords",
            "files that are not what they say",
            "formulas and strangers' rows in exports",
            "SQL, cursors and limits",
            "changing the record",
            "members' answers on the strategy side",
            "stacks, SQL, paths and persons in errors and logs",
            "demo people where there is no demo");

    private static final List<String> FAULTS = List.of(
            "64 threads reserve one income",
            "the application killed at a random point",
            "PostgreSQL killed under load",
            "one request twenty times",
            "two people complete one task at once",
            "a node killed that holds a job",
            "a handover before, with and after its receiver",
            "a timer races a completion",
            "PostgreSQL frozen for thirty seconds",
            "a node's clock ten minutes off",
            "the disk full",
            "dump and restore",
            "a new version of a process while trails run");

    static List<Trial> all() {
        List<Trial> all = new ArrayList<>();
        number(Kind.ATTACK, ATTACKS, all);
        number(Kind.FAULT, FAULTS, all);
        return Collections.unmodifiableList(all);
    }

    private static void number(Kind kind, List<String> names, List<Trial> into) {
        for (int i = 0; i < names.size(); i++) {
            into.add(new Trial(kind, i + 1, names.get(i)));
        }
    }
}
