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
    static final Map<String, Map<String, String>> TASKS = Map.ofEntries(
            Map.entry(
                    "board-goal",
                    Map.of("ApproveBoardGoal", "board", "ReviseBoardGoal", "board", "CloseBoardGoal", "board")),
            Map.entry(
                    "lob-objective",
                    Map.of("CommitObjective", "lob-executive.${lob}", "CloseObjective", "lob-executive.${lob}")),
            Map.entry(
                    "outcome-review",
                    Map.of(
                            "RecordOutcome",
                            "strategist.${lob}",
                            "SayWhyMissed",
                            "strategist.${lob}",
                            "AcceptOutcome",
                            "lob-executive.${lob}")),
            Map.entry(
                    "community-initiative",
                    Map.of(
                            "ProposeInitiative",
                            "community-manager.${community}",
                            "ReviseInitiative",
                            "community-manager.${community}",
                            "CloseInitiative",
                            "community-manager.${community}")),
            Map.entry(
                    "initiative-approval",
                    Map.of(
                            "AssessFit",
                            "strategist.${lob}",
                            "ApproveInitiative",
                            "lob-executive.${lob}",
                            "CountersignInitiative",
                            "board")),
            Map.entry("member-need", Map.of("DescribeNeed", "community-manager.${community}")),
            Map.entry("need-answer", Map.of("AnswerNeed", "lob-executive.${lob}")),
            Map.entry(
                    "feature-request",
                    Map.of(
                            "DescribeFeature",
                            "community-manager.${community}",
                            "ConfirmStillWelcome",
                            "community-manager.${community}",
                            "LaunchWithMembers",
                            "community-manager.${community}",
                            "ReportFeedback",
                            "community-manager.${community}")),
            Map.entry(
                    "member-research",
                    Map.of(
                            "PlanResearch",
                            "community-manager.${community}",
                            "SubmitResearch",
                            "community-manager.${community}")),
            Map.entry(
                    "feature-delivery",
                    Map.of(
                            "DesignFeature",
                            "delivery",
                            "DecideHowToPay",
                            "lob-executive.${lob}",
                            "ApproveSpending",
                            "lob-executive.${lob}",
                            "CountersignSpending",
                            "board",
                            "ConfirmDelivery",
                            "${maker}",
                            "AcceptDelivery",
                            "strategist.${lob}")),
            Map.entry("funding-check", Map.of("ReviewFunding", "finance")),
            Map.entry(
                    "build-or-buy",
                    Map.of(
                            "EstimateBuild",
                            "delivery",
                            "CollectQuotes",
                            "sourcing",
                            "DecideSourcing",
                            "strategist.${lob}")),
            Map.entry("member-report", Map.of("TellMembers", "community-manager.${community}")));

    /** Task → its fields in their order: a choice with its values, {@code ?} where it may be empty, {@code []} for several, {@code [{…}]} for a list of rows. */
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
            Map.entry(
                    "AssessFit",
                    List.of(
                            "fit=strong,fair,weak",
                            "effect",
                            "budgetBand=to-25000,to-100000,to-150000,above-150000",
                            "note")),
            Map.entry("ApproveInitiative", List.of("decision=approve,decline,changes", "reason?", "cap?")),
            Map.entry("CountersignInitiative", List.of("decision=approve,send-back", "reason?")),
            Map.entry("CountersignSpending", List.of("decision=approve,send-back", "reason?")),
            Map.entry("TellMembers", List.of("youSaid", "weDid")),
            Map.entry("CloseInitiative", List.of("summary")),
            Map.entry("DescribeNeed", List.of("title", "need", "groups[]", "evidence")),
            Map.entry("AnswerNeed", List.of("decision=adopt,link,decline", "objective?", "initiative?", "reason?")),
            Map.entry("DescribeFeature", List.of("title", "need", "description")),
            Map.entry(
                    "PlanResearch",
                    List.of(
                            "question",
                            "method=survey,poll,interviews",
                            "groups[{group, minimum, welcomeAt, unwelcomeBelow}]",
                            "closesOn")),
            Map.entry(
                    "SubmitResearch",
                    List.of(
                            "results[{group, asked, answered, inFavour, neutral, against}]",
                            "summary",
                            "quotes[{text}]?")),
            Map.entry(
                    "DesignFeature",
                    List.of("scope", "acceptance[{point}]", "oneOff", "runningYearly", "monthsToLive")),
            Map.entry(
                    "ReviewFunding",
                    List.of("decision=reserve,refuse", "picks[{income, monthly}]?", "months?", "reason?")),
            Map.entry("DecideHowToPay", List.of("decision=lob-pays,cut-scope,decline", "reason")),
            Map.entry("ConfirmStillWelcome", List.of("decision=still-welcome,end", "reason?")),
            Map.entry("EstimateBuild", List.of("oneOff", "yearly", "monthsToLive", "managerHours", "risks")),
            Map.entry("CollectQuotes", List.of("quotes[{vendor, oneOff, yearly, monthsToLive, managerHours, risks}]")),
            Map.entry("DecideSourcing", List.of("option", "reason?")),
            Map.entry("ApproveSpending", List.of("decision=approve,decline,cut-scope", "reason?")),
            Map.entry("ConfirmDelivery", List.of("acceptance[{point, met}]", "actualCost")),
            Map.entry("AcceptDelivery", List.of("decision=accept,send-back", "reason?")),
            Map.entry("LaunchWithMembers", List.of("launchedOn", "announcement")),
            Map.entry("ReportFeedback", List.of("from", "to", "members", "reports", "satisfaction", "summary")),
            Map.entry("RecordOutcome", List.of("value", "measuredOn", "source", "last?")),
            Map.entry("SayWhyMissed", List.of("cause=system,external,individual", "reason")),
            Map.entry("AcceptOutcome", List.of("decision=accept,dispute", "reason?")));

    /** Task → field → the answer that makes it needed. */
    static final Map<String, Map<String, String>> NEEDED_WHEN = Map.ofEntries(
            Map.entry("ApproveBoardGoal", Map.of("reason", "decision=send-back")),
            Map.entry("CloseObjective", Map.of("newDueOn", "result=extended")),
            Map.entry(
                    "ProposeInitiative",
                    Map.of(
                            "title",
                            "decision=propose",
                            "need",
                            "decision=propose",
                            "groups",
                            "decision=propose",
                            "idea",
                            "decision=propose",
                            "reason",
                            "decision=decline")),
            Map.entry(
                    "ReviseInitiative",
                    Map.of(
                            "title",
                            "decision=propose",
                            "need",
                            "decision=propose",
                            "groups",
                            "decision=propose",
                            "idea",
                            "decision=propose",
                            "reason",
                            "decision=decline")),
            Map.entry("ApproveInitiative", Map.of("reason", "decision=decline,changes")),
            Map.entry("CountersignInitiative", Map.of("reason", "decision=send-back")),
            Map.entry("CountersignSpending", Map.of("reason", "decision=send-back")),
            Map.entry(
                    "AnswerNeed",
                    Map.of("objective", "decision=adopt", "initiative", "decision=link", "reason", "decision=decline")),
            Map.entry(
                    "ReviewFunding",
                    Map.of("picks", "decision=reserve", "months", "decision=reserve", "reason", "decision=refuse")),
            Map.entry("ApproveSpending", Map.of("reason", "decision=decline,cut-scope")),
            Map.entry("AcceptDelivery", Map.of("reason", "decision=send-back")),
            Map.entry("AcceptOutcome", Map.of("reason", "decision=dispute")),
            Map.entry("ConfirmStillWelcome", Map.of("reason", "decision=end")));

    /** Process → what it sends over to the other side. */
    static final Map<String, Set<String>> SENT = Map.ofEntries(
            Map.entry("board-goal", Set.of()),
            Map.entry("lob-objective", Set.of("ObjectiveCommitted", "ObjectiveClosed", "OutcomeReviewed")),
            Map.entry("outcome-review", Set.of()),
            Map.entry("community-initiative", Set.of("InitiativeProposed", "TrailEnded")),
            Map.entry("initiative-approval", Set.of("InitiativeDecided")),
            Map.entry("member-need", Set.of("NeedRaised")),
            Map.entry("need-answer", Set.of("NeedAnswered")),
            Map.entry(
                    "feature-request", Set.of("FeatureRequested", "RescopeAnswered", "FeedbackReported", "TrailEnded")),
            Map.entry("member-research", Set.of()),
            Map.entry("feature-delivery", Set.of("FeatureRescoped", "FeatureDeclined", "FeatureDelivered")),
            Map.entry("funding-check", Set.of()),
            Map.entry("build-or-buy", Set.of()),
            Map.entry("member-report", Set.of()));

    /** Process → what reaches it, from the other side or, withdrawn, from above. */
    static final Map<String, Set<String>> RECEIVED = Map.ofEntries(
            Map.entry("board-goal", Set.of("Withdrawn")),
            Map.entry("lob-objective", Set.of("Withdrawn")),
            Map.entry("outcome-review", Set.of()),
            Map.entry(
                    "community-initiative",
                    Set.of("ObjectiveCommitted", "InitiativeDecided", "ObjectiveClosed", "Withdrawn")),
            Map.entry("initiative-approval", Set.of("InitiativeProposed", "Withdrawn")),
            Map.entry("member-need", Set.of("NeedAnswered", "Withdrawn")),
            Map.entry("need-answer", Set.of("NeedRaised", "Withdrawn")),
            Map.entry("feature-request", Set.of("FeatureRescoped", "FeatureDeclined", "FeatureDelivered", "Withdrawn")),
            Map.entry("member-research", Set.of()),
            Map.entry(
                    "feature-delivery", Set.of("FeatureRequested", "RescopeAnswered", "FeedbackReported", "Withdrawn")),
            Map.entry("funding-check", Set.of()),
            Map.entry("build-or-buy", Set.of()),
            Map.entry("member-report", Set.of("OutcomeReviewed")));

    /** What each message carries, and nothing else. */
    static final Map<String, Set<String>> PAYLOADS = Map.ofEntries(
            Map.entry(
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
                            "lob")),
            Map.entry("InitiativeProposed", Set.of("title", "need", "groups", "idea")),
            Map.entry("InitiativeDecided", Set.of("decision", "reason", "cap")),
            Map.entry(
                    "FeatureRequested",
                    Set.of("title", "need", "description", "groups", "verdict", "summary", "quotes")),
            Map.entry("FeatureRescoped", Set.of("kept", "dropped", "reason")),
            Map.entry("RescopeAnswered", Set.of("decision", "reason")),
            Map.entry("FeatureDeclined", Set.of("stage", "reason")),
            Map.entry("FeatureDelivered", Set.of("points", "deliveredOn", "made")),
            Map.entry("FeedbackReported", Set.of("from", "to", "members", "reports", "satisfaction", "summary")),
            Map.entry("OutcomeReviewed", Set.of("review", "value", "baseline", "target", "cause")),
            Map.entry("ObjectiveClosed", Set.of("result", "finalValue", "reason", "newDueOn")),
            Map.entry("NeedRaised", Set.of("title", "need", "groups", "evidence")),
            Map.entry("NeedAnswered", Set.of("decision", "reason", "reference")),
            Map.entry("TrailEnded", Set.of("reference", "kind", "reason", "summary")),
            // beyond the contract: ADR 18
            Map.entry("RemarkAddressed", Set.of("text")));

    /** The later task of a pair → the earlier ones, which the same person may not have done. */
    static final Map<String, Set<String>> PAIRS = Map.ofEntries(
            Map.entry("ApproveBoardGoal", Set.of("BoardGoalProposed")),
            Map.entry("ApproveInitiative", Set.of("AssessFit")),
            Map.entry("CountersignInitiative", Set.of("ApproveInitiative")),
            Map.entry("ReviewFunding", Set.of("DesignFeature")),
            Map.entry("DecideSourcing", Set.of("EstimateBuild", "CollectQuotes")),
            Map.entry("ApproveSpending", Set.of("DecideSourcing")),
            Map.entry("CountersignSpending", Set.of("ApproveSpending")),
            Map.entry("AcceptDelivery", Set.of("ConfirmDelivery")),
            Map.entry("AcceptOutcome", Set.of("RecordOutcome")));

    /** A task → the element whose doer alone goes on with it. */
    static final Map<String, String> RESERVED = Map.of("ReviseBoardGoal", "BoardGoalProposed");

    private Contract() {}
}
