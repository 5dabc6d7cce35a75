package org.dottedline.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an entry of a case file is about; each kind of entry is of one of these. */
public enum CaseKind {
    /** What people decided or set going. */
    DECISIONS("task-completed", "started", "opened-early", "withdrawn"),
    /** What decision tables said, and on what. */
    RULES("rule-asked", "options-compared"),
    HANDOVERS("handover"),
    DEADLINES("deadline-near", "deadline-passed"),
    /** Money earmarked, released and spent; and what changed of a community's finances meanwhile. */
    MONEY("money-reserve", "money-release", "money-spend", "finances-changed"),
    /** What was attached, and ideas of members that something was raised from. */
    EVIDENCE(
            "attachment-kept",
            "attachment-set-aside",
            "ideas-raised",
            "ideas-imported",
            "ideas-merged",
            "ideas-split",
            "ideas-set-aside",
            "ideas-put-back"),
    /** Who took a task, gave it back or handed it on, and what was tried again. */
    WORK("task-claimed", "task-released", "task-assigned", "step-tried-again"),
    /** Changes of people, deputies, units and limits meanwhile. */
    CHANGES(
            "person-added",
            "person-changed",
            "unit-added",
            "unit-changed",
            "limit-proposed",
            "limit-confirmed",
            "deputy-named",
            "deputy-agreed",
            "deputy-ended");

    private final List<String> entries;

    CaseKind(String... entries) {
        this.entries = List.of(entries);
    }

    /** The kinds of entries, as the record names them. */
    public List<String> entries() {
        return entries;
    }

    /** The word in addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<CaseKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
