package org.dottedline.conventions;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What other programs rely on, word by word as it was promised: processes, tasks, groups, fields, messages, pairs. A change here is
 * a change of the contract.
 */
final class Contract {

    /** Process → its user tasks → the group whose task it is. */
    static final Map<String, Map<String, String>> TASKS = Map.of(
            "board-goal",
            Map.of(
                    "ApproveBoardGoal", "board",
                    "ReviseBoardGoal", "board",
                    "CloseBoardGoal", "board"),
            "lob-objective",
            Map.of(
                    "CommitObjective", "lob-executive.${lob}",
                    "CloseObjective", "lob-executive.${lob}"),
            "community-initiative",
            Map.of(
                    "ProposeInitiative", "community-manager.${community}",
                    "ReviseInitiative", "community-manager.${community}",
                    "CloseInitiative", "community-manager.${community}"),
            "initiative-approval",
            Map.of(
                    "AssessFit", "strategist.${lob}",
                    "ApproveInitiative", "lob-executive.${lob}",
                    "CountersignInitiative", "board"));

    /** Task → its fields in their order: a choice with its values, {@code ?} where it may be empty, {@code []} for several. */
    static final Map<String, List<String>> FIELDS = Map.ofEntries(
            Map.entry("ApproveBoardGoal", List.of("decision=approve,send-back", "reason?")),
            Map.entry("ReviseBoardGoal", List.of("title", "why", "fiscalYear", "measure", "lobs[]")),
            Map.entry("CloseBoardGoal", List.of("result=achieved,partly,missed", "summary")),
            Map.entry(
                    "CommitObjective",
                    List.of(
                            "title",
                            "measure",
                            "unit",
                            "direction=lower,higher",
                            "baseline?",
                            "target",
                            "dueOn",
                            "cadence=weekly,monthly,quarterly",
                            "communities[]")),
            Map.entry(
                    "CloseObjective", List.of("result=achieved,missed,extended", "finalValue", "reason", "newDueOn?")),
            Map.entry(
                    "ProposeInitiative",
                    List.of("decision=propose,decline", "title?", "need?", "groups[]?", "idea?", "reason?")),
            Map.entry(
                    "ReviseInitiative",
                    List.of("decision=propose,decline", "title?", "need?", "groups[]?", "idea?", "reason?")),
            Map.entry("CloseInitiative", List.of("summary")),
            Map.entry(
                    "AssessFit",
                    List.of(
                            "fit=strong,fair,weak",
                            "effect",
                            "budgetBand=to-25000,to-100000,to-150000,above-150000",
                            "note")),
            Map.entry("ApproveInitiative", List.of("decision=approve,decline,changes", "reason?", "cap?")),
            Map.entry("CountersignInitiative", List.of("decision=approve,send-back", "reason?")));

    /** Task → field → the answer that makes it needed. */
    static final Map<String, Map<String, String>> NEEDED_WHEN = Map.of(
            "ApproveBoardGoal", Map.of("reason", "decision=send-back"),
            "CloseObjective", Map.of("newDueOn", "result=extended"),
            "ProposeInitiative",
                    Map.of(
                            "title", "decision=propose",
                            "need", "decision=propose",
                            "groups", "decision=propose",
                            "idea", "decision=propose",
                            "reason", "decision=decline"),
            "ReviseInitiative",
                    Map.of(
                            "title", "decision=propose",
                            "need", "decision=propose",
                            "groups", "decision=propose",
                            "idea", "decision=propose",
                            "reason", "decision=decline"),
            "ApproveInitiative", Map.of("reason", "decision=decline,changes"),
            "CountersignInitiative", Map.of("reason", "decision=send-back"));

    /** Process → what it sends over to the other side. */
    static final Map<String, Set<String>> SENT = Map.of(
            "board-goal", Set.of(),
            "lob-objective", Set.of("ObjectiveCommitted", "ObjectiveClosed"),
            "community-initiative", Set.of("InitiativeProposed", "TrailEnded"),
            "initiative-approval", Set.of("InitiativeDecided"));

    /** Process → what reaches it, from the other side or, withdrawn, from above. */
    static final Map<String, Set<String>> RECEIVED = Map.of(
            "board-goal", Set.of("Withdrawn"),
            "lob-objective", Set.of("Withdrawn"),
            "community-initiative", Set.of("ObjectiveCommitted", "InitiativeDecided", "ObjectiveClosed", "Withdrawn"),
            "initiative-approval", Set.of("InitiativeProposed", "Withdrawn"));

    /** What each message carries, and nothing else. */
    static final Map<String, Set<String>> PAYLOADS = Map.of(
            "ObjectiveCommitted",
            Set.of(
                    "goalTitle",
                    "goalWhy",
                    "title",
                    "measure",
                    "unit",
                    "direction",
                    "baseline",
                    "target",
                    "dueOn",
                    "cadence",
                    "lob"),
            "InitiativeProposed",
            Set.of("title", "need", "groups", "idea"),
            "InitiativeDecided",
            Set.of("decision", "reason", "cap"),
            "ObjectiveClosed",
            Set.of("result", "finalValue", "reason", "newDueOn"),
            "TrailEnded",
            Set.of("reference", "kind", "reason", "summary"));

    /** The later task of a pair → the earlier one, which the same person may not have done. */
    static final Map<String, String> PAIRS = Map.of(
            "ApproveBoardGoal", "BoardGoalProposed",
            "ApproveInitiative", "AssessFit",
            "CountersignInitiative", "ApproveInitiative");

    /** A task → the element whose doer alone goes on with it. */
    static final Map<String, String> RESERVED = Map.of("ReviseBoardGoal", "BoardGoalProposed");

    private Contract() {}
}
