package org.dottedline.demo;

import java.util.List;
import org.dottedline.trail.Ref;
import org.springframework.stereotype.Component;

/** Shorter trails of earlier years, most of them over, so that lists are as long as they are in a company. */
@Component
class DemoEarlierYears extends DemoSteps {

    DemoEarlierYears(Teller teller) {
        super(teller);
    }

    /** A goal with one objective and one initiative: from a baseline to a target, and the value at which it was closed. */
    private record Year(
            int daysAgo, Team team, String title, String why, String measure, int from, int to, int reached) {}

    private static final List<Year> CLOSED = List.of(
            new Year(
                    1400,
                    USERS,
                    "Answer by telephone at night",
                    "Customers call from other continents.",
                    "calls lost",
                    60,
                    20,
                    15),
            new Year(
                    1330,
                    DEVELOPERS,
                    "Fewer late invoices",
                    "One invoice in nine comes late.",
                    "late invoices in a hundred",
                    11,
                    4,
                    4),
            new Year(1270, USERS, "Shorter forms", "Members give up half way.", "fields a form", 34, 15, 19),
            new Year(
                    1180,
                    DEVELOPERS,
                    "Interfaces that stay",
                    "Partners rewrite their code each spring.",
                    "breaking changes a year",
                    9,
                    2,
                    2),
            new Year(1090, USERS, "One place for questions", "Questions are asked in four places.", "places", 4, 1, 1),
            new Year(
                    1010,
                    DEVELOPERS,
                    "Correct tax everywhere",
                    "Tax is corrected by hand in five countries.",
                    "corrections a month",
                    80,
                    10,
                    31),
            new Year(
                    930,
                    USERS,
                    "A first answer within a day",
                    "A third of questions wait for a week.",
                    "questions older than a day",
                    120,
                    30,
                    26),
            new Year(
                    860,
                    DEVELOPERS,
                    "Exports that open",
                    "Spreadsheets break on long names.",
                    "broken exports a month",
                    45,
                    5,
                    3),
            new Year(
                    790,
                    USERS,
                    "Words that members use",
                    "Searches find nothing in one of five cases.",
                    "searches without a hit in a hundred",
                    21,
                    8,
                    12),
            new Year(
                    720,
                    DEVELOPERS,
                    "Reminders that help",
                    "Reminders go to people who have paid.",
                    "wrong reminders a month",
                    64,
                    5,
                    5));

    /** A goal that was given up, how long after it was approved, and why. */
    private record GivenUp(int daysAgo, String lob, String title, String why, String measure, String reason) {}

    private static final List<GivenUp> WITHDRAWN = List.of(
            new GivenUp(
                    1220,
                    "care",
                    "A shop for spare parts",
                    "Members sell parts to each other.",
                    "parts sold",
                    "The law on returns has changed."),
            new GivenUp(
                    880,
                    "billing",
                    "Invoices on paper again",
                    "Two authorities ask for paper.",
                    "letters",
                    "Both accept files now."),
            new GivenUp(
                    660,
                    "care",
                    "Badges for everybody",
                    "Other communities have badges.",
                    "badges",
                    "Members said that they would rather have answers."));

    List<Chapter> chapters() {
        return List.of(new Chapter("earlier-years", this::closed), new Chapter("given-up", this::withdrawn));
    }

    private void closed() {
        for (Year year : CLOSED) {
            Ref goal = goal(
                    year.daysAgo(),
                    year.title(),
                    year.why(),
                    year.measure(),
                    year.team().lob());
            Ref objective = objective(
                    year.team(),
                    goal,
                    1,
                    "Bring " + year.measure() + " from " + year.from() + " to " + year.to(),
                    year.measure(),
                    "lower",
                    String.valueOf(year.from()),
                    String.valueOf(year.to()),
                    12);
            Ref initiative = initiative(year.team(), objective, year.title() + ", with members", year.why(), "fair");
            boolean achieved = year.reached() <= year.to();
            String result = achieved ? "achieved" : "missed";
            closeInitiative(year.team(), initiative, "Members took part, and it is part of how we work now.");
            closeObjective(
                    year.team(),
                    objective,
                    result,
                    String.valueOf(year.reached()),
                    achieved ? "What members did was enough." : "It went the right way, and not far enough.");
            teller.later(2);
            teller.complete(
                    "board-chair",
                    goal,
                    "CloseBoardGoal",
                    "result",
                    result,
                    "summary",
                    "From " + year.from() + " to " + year.reached() + ".");
        }
    }

    private void withdrawn() {
        for (GivenUp one : WITHDRAWN) {
            Ref goal = goal(one.daysAgo(), one.title(), one.why(), one.measure(), one.lob());
            teller.later(20);
            teller.withdraw("board-secretary", goal, one.reason());
        }
        Team care = USERS;
        Ref need = need(600, care, "care", "Members cannot see who is an expert", "Asked in nine threads.");
        teller.later(5);
        teller.complete(
                care.executive(),
                need,
                "AnswerNeed",
                "decision",
                "decline",
                "reason",
                "Experts asked us not to be shown. They answer in their own groups.");
        teller.later(1);
        teller.tellMembers(
                care.manager(), need, "You asked who is an expert.", "Experts would rather answer in their groups.");
    }
}
