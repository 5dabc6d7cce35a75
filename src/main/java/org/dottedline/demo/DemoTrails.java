package org.dottedline.demo;

import java.util.List;
import org.dottedline.trail.Kind;
import org.dottedline.trail.Ref;
import org.springframework.stereotype.Component;

/** What else goes on in the company of the demo: trails that wait at every step, and trails that have ended in every way. */
@Component
class DemoTrails extends DemoSteps {

    DemoTrails(Teller teller) {
        super(teller);
    }

    List<Chapter> chapters() {
        return List.of(
                new Chapter("renewals", this::renewals),
                new Chapter("support", this::support),
                new Chapter("partners", this::partners),
                new Chapter("leavers", this::leavers),
                new Chapter("roadmap", this::roadmap),
                new Chapter("first-week", this::firstWeek),
                new Chapter("upgrades", this::upgrades),
                new Chapter("north", this::north),
                new Chapter("documentation", this::documentation),
                new Chapter("invoices", this::invoices),
                new Chapter("audits", this::audits),
                new Chapter("proposals", this::proposals),
                new Chapter("needs", this::needs));
    }

    /** An objective that was achieved, with a small change and a bought one that are live. */
    private void renewals() {
        Ref goal = goal(
                410, "Make renewals easier", "A renewal takes customers three calls.", "calls a renewal", "billing");
        Ref objective = objective(
                DEVELOPERS,
                goal,
                1,
                "Renew without calling us",
                "share of renewals without a call",
                "higher",
                "35",
                "60",
                12);
        Ref initiative = initiative(
                DEVELOPERS, objective, "Members explain renewals", "Nobody knows which licence to renew.", "fair");
        request(
                DEVELOPERS,
                initiative,
                new Feature("Renewal checklist", "Members forget what to check.", "4000.00", "0.00", 1),
                Stage.LIVE);
        review(DEVELOPERS, objective, "41", false);
        review(DEVELOPERS, objective, "48", false);
        request(
                DEVELOPERS,
                initiative,
                new Feature("Licence finder", "Members cannot find their licence.", "6000.00", "600.00", 2),
                Stage.LIVE);
        review(DEVELOPERS, objective, "57", false);
        review(DEVELOPERS, objective, "63", true);
        closeObjective(DEVELOPERS, objective, "achieved", "63", "Two of three renewals need no call any more.");
        closeInitiative(DEVELOPERS, initiative, "Members keep the checklist up to date themselves.");
        teller.later(2);
        teller.complete(
                "board-chair",
                goal,
                "CloseBoardGoal",
                "result",
                "achieved",
                "summary",
                "Renewals need 1.1 calls instead of three.");
    }

    private void support() {
        Ref goal = goal(
                300, "Answer each question once", "Support answers the same questions.", "repeated questions", "care");
        Ref objective = objective(
                USERS,
                goal,
                1,
                "Fewer repeated questions",
                "share of questions asked before",
                "lower",
                "44",
                "25",
                14,
                "users",
                "developers");
        teller.later(2);
        teller.complete(
                "cm-developers",
                objective,
                "ProposeInitiative",
                "decision",
                "decline",
                "reason",
                "Our members answer each other already; we have no room for another programme this year.");
        Ref initiative =
                initiative(USERS, objective, "Answers that stay", "Good answers are lost in long threads.", "strong");
        request(
                USERS,
                initiative,
                new Feature("Mark the answer", "Nobody sees which answer helped.", "5200.00", "400.00", 2),
                Stage.FEEDBACK);
        review(USERS, objective, "42", false);
        request(
                USERS,
                initiative,
                new Feature("Chat robot in front of the forum", "Questions come at night.", "30000.00", "9000.00", 3),
                Stage.UNWELCOME);
        review(USERS, objective, "39", false);
        teller.until(USERS.strategist(), objective, "RecordOutcome");
        record(USERS, objective, "36", false);
        request(
                USERS,
                initiative,
                new Feature("Collections of answers", "Answers to one topic are scattered.", "5600.00", "600.00", 3),
                Stage.LAUNCH);
    }

    private void partners() {
        Ref goal = goal(
                190,
                "Bring partners closer",
                "Partners hear of changes last.",
                "partners who take part",
                "billing",
                "care");
        Ref ofBilling = objective(
                DEVELOPERS,
                goal,
                1,
                "Partners build on our interfaces",
                "partners with a live integration",
                "higher",
                "14",
                "30",
                12);
        Ref initiative = initiative(
                DEVELOPERS,
                ofBilling,
                "A place for integrators",
                "Partners find no one to ask about interfaces.",
                "strong");
        request(
                DEVELOPERS,
                initiative,
                new Feature(
                        "Try interfaces in the browser", "Trying needs a contract first.", "14000.00", "1200.00", 3),
                Stage.DELIVERY);
        request(
                DEVELOPERS,
                initiative,
                new Feature("Badges for partners", "Nobody knows who is a partner.", "7000.00", "0.00", 2),
                Stage.INCONCLUSIVE);
        request(
                DEVELOPERS,
                initiative,
                new Feature(
                        "Own domain for each partner", "Partners want their own address.", "60000.00", "12000.00", 6),
                Stage.DECLINED);
        Ref ofCare = objective(
                USERS,
                goal,
                2,
                "Partners answer in their language",
                "languages with answers within a day",
                "higher",
                "2",
                "6",
                10);
        Ref programme =
                initiative(USERS, ofCare, "Language circles", "Members who write no English get no answer.", "fair");
        request(
                USERS,
                programme,
                new Feature("Translate on reading", "Members skip what they cannot read.", "7000.00", "1200.00", 3),
                Stage.SPENDING);
        request(
                USERS,
                programme,
                new Feature("Language of each thread", "Threads mix languages.", "6500.00", "0.00", 2),
                Stage.ESTIMATES);
    }

    /** One whose objective was withdrawn, with all below. */
    private void leavers() {
        Ref goal = goal(
                160, "Learn from those who leave", "We do not know why they go.", "leavers who told us why", "care");
        Ref objective =
                objective(USERS, goal, 1, "Ask every leaver", "share of leavers asked", "higher", "5", "80", 12);
        Ref initiative = initiative(USERS, objective, "Talks with leavers", "Leavers would talk to members.", "fair");
        request(
                USERS,
                initiative,
                new Feature("A room for farewell talks", "Talks need a protected place.", "9000.00", "300.00", 2),
                Stage.DESIGN);
        teller.later(9);
        teller.withdraw("exec-care", objective, "Sales asks leavers from now on.");
        teller.tellMembers(
                "cm-users",
                goal,
                "You offered to talk with those who leave.",
                "The company does it by itself from now on. Thank you for the offer.");
    }

    private void roadmap() {
        Ref goal = goal(
                125,
                "Show what we are working on",
                "Customers guess what comes next.",
                "customers who know the plan",
                "billing");
        Ref objective = objective(
                DEVELOPERS,
                goal,
                1,
                "An open plan for the invoicing module",
                "share of customers who know the plan",
                "higher",
                "11",
                "50",
                12,
                "developers",
                "users");
        Ref initiative = initiative(
                DEVELOPERS,
                objective,
                "Members vote on the plan",
                "Members cannot tell what matters to others.",
                "strong");
        request(
                DEVELOPERS,
                initiative,
                new Feature("Votes with reasons", "A number does not say why.", "22000.00", "1200.00", 3),
                Stage.RESCOPED);
        request(
                DEVELOPERS,
                initiative,
                new Feature("Plan by component", "The plan is one long list.", "9500.00", "0.00", 2),
                Stage.SOURCING);
        request(
                DEVELOPERS,
                initiative,
                new Feature("Tell me when it is done", "Members look again and again.", "8500.00", "300.00", 2),
                Stage.BUILD_ESTIMATE);
        Team guests = DEVELOPERS.with("users");
        Ref second = initiative(guests, objective, "Plan evenings", "Users want to hear it from people.", "fair");
        request(
                guests,
                second,
                new Feature("Recorded plan evenings", "Not everybody can come.", "7000.00", "900.00", 1),
                Stage.FUNDING);
        request(
                guests,
                second,
                new Feature("Questions before the evening", "Evenings run out of time.", "5500.00", "0.00", 1),
                Stage.NO_LONGER_WELCOME);
    }

    private void firstWeek() {
        Ref goal = goal(
                95,
                "Make the first week count",
                "Half of the new customers never come back.",
                "customers active after a week",
                "care");
        Ref objective = objective(
                USERS,
                goal,
                1,
                "Nobody starts alone",
                "share of newcomers who talk to a member",
                "higher",
                "8",
                "40",
                12);
        Ref initiative = initiative(USERS, objective, "Hosts for newcomers", "Newcomers do not dare to ask.", "strong");
        request(
                USERS,
                initiative,
                new Feature("Find a host", "Newcomers do not know whom to ask.", "11000.00", "600.00", 2),
                Stage.SECOND_ROUND);
        request(
                USERS,
                initiative,
                new Feature("First week calendar", "Newcomers do not know what to do first.", "6000.00", "0.00", 1),
                Stage.DESIGN);
        request(
                USERS,
                initiative,
                new Feature("Hosts by trade", "Hosts know other trades.", "8000.00", "0.00", 2),
                Stage.PLAN);
        Ref given = request(
                USERS,
                initiative,
                new Feature("Welcome video", "Newcomers do not read.", "9000.00", "0.00", 1),
                Stage.HOW_TO_PAY);
        teller.later(2);
        teller.withdraw("cm-users", given, "A member has made one already.");
        request(
                USERS,
                initiative,
                new Feature("Thank a host", "Hosts get nothing for it.", "5200.00", "0.00", 1),
                Stage.HOW_TO_PAY);
    }

    private void upgrades() {
        Ref goal = goal(70, "Safer upgrades", "Customers fear each upgrade.", "upgrades without a call", "billing");
        Ref objective = objective(
                DEVELOPERS,
                goal,
                1,
                "Upgrade on the first try",
                "share of upgrades that need one try",
                "higher",
                "58",
                "85",
                9,
                "developers",
                "users");
        proposal(DEVELOPERS, objective, "Upgrade diaries", "Members repeat the mistakes of others.");
        Team guests = DEVELOPERS.with("users");
        Ref second = proposal(guests, objective, "Upgrade partners", "Small customers have nobody to try it with.");
        assess(guests, second, "fair", "to-25000");
    }

    private void north() {
        Ref goal = goal(
                60, "Grow in the north", "Four of ten enquiries come from there.", "customers in the north", "billing");
        Ref objective = objective(
                DEVELOPERS,
                goal,
                1,
                "Known in the north",
                "members from the north",
                "higher",
                "120",
                "400",
                10,
                "developers",
                "users");
        Ref weak = proposal(DEVELOPERS, objective, "Evenings in five towns", "Members there never meet.");
        assess(DEVELOPERS, weak, "weak", "to-25000");
        teller.later(2);
        teller.complete(DEVELOPERS.executive(), weak, "ApproveInitiative", "decision", "approve", "cap", "20000.00");
        request(
                DEVELOPERS,
                weak,
                new Feature("Pages for towns", "Members do not find each other.", "4500.00", "0.00", 1),
                Stage.ACCEPTANCE);
        request(
                DEVELOPERS,
                weak,
                new Feature("Calendar of evenings", "Evenings are announced too late.", "5600.00", "0.00", 1),
                Stage.RESEARCH);
        Team guests = DEVELOPERS.with("users");
        Ref large = proposal(guests, objective, "A yearly meeting", "Users want to meet the makers.");
        assess(guests, large, "strong", "above-150000");
        teller.later(1);
        teller.complete(guests.executive(), large, "ApproveInitiative", "decision", "approve");
    }

    private void documentation() {
        Ref goal = goal(
                45, "Documentation that answers", "Manuals are not read.", "questions answered by the manual", "care");
        Ref objective = objective(
                USERS,
                goal,
                1,
                "Members write with us",
                "pages improved by members",
                "higher",
                "0",
                "150",
                8,
                "users",
                "developers");
        Ref revised = proposal(USERS, objective, "Writing circles", "Members know what manuals leave out.");
        assess(USERS, revised, "fair", "to-100000");
        teller.later(1);
        teller.complete(
                USERS.executive(),
                revised,
                "ApproveInitiative",
                "decision",
                "changes",
                "reason",
                "Which manuals first?");
    }

    /** One objective that is not ready yet, and one whose community was told no. */
    private void invoices() {
        Ref goal = goal(
                34, "Fewer disputed invoices", "Disputes cost a week each.", "disputed invoices", "billing", "care");
        teller.later(2);
        teller.complete(
                "exec-billing",
                goal.child(Kind.OBJECTIVE, 1),
                "CommitObjective",
                "title",
                "Invoices that explain themselves",
                "measure",
                "disputed invoices a month",
                "unit",
                "invoices",
                "direction",
                "lower",
                "target",
                "30",
                "dueOn",
                teller.today().plusMonths(9).toString(),
                "cadence",
                "monthly",
                "communities",
                List.of("developers"));
        Ref objective = objective(
                USERS,
                goal,
                2,
                "Questions before the dispute",
                "disputes that began with a question",
                "higher",
                "20",
                "70",
                9);
        Ref declined = proposal(USERS, objective, "Invoice clinics", "Nobody explains an invoice in plain words.");
        assess(USERS, declined, "weak", "to-100000");
        teller.later(1);
        teller.complete(
                USERS.executive(),
                declined,
                "ApproveInitiative",
                "decision",
                "decline",
                "reason",
                "We would rather have invoices that need no clinic.");
        teller.later(1);
        teller.tellMembers(
                "cm-users",
                declined,
                "You asked for somebody who explains invoices.",
                "Billing works on the invoices instead.");
    }

    /** A goal that waits to be closed, beside one whose objective waits for its reasons. */
    private void audits() {
        Ref goal = goal(250, "Answer audits in a day", "Auditors wait for weeks.", "days until an answer", "billing");
        Ref objective = objective(
                DEVELOPERS, goal, 1, "Evidence at hand", "days until evidence is found", "lower", "12", "1", 7);
        Ref initiative = initiative(DEVELOPERS, objective, "Audit stories", "Each customer learns it alone.", "fair");
        request(
                DEVELOPERS,
                initiative,
                new Feature("Evidence library", "Members ask for the same papers.", "25000.00", "1800.00", 3),
                Stage.REFUSED);
        review(DEVELOPERS, objective, "10", false);
        review(DEVELOPERS, objective, "6", true);
        closeObjective(DEVELOPERS, objective, "missed", "6", "The archive was moved in the middle of the year.");
        Ref other = goal(
                200,
                "Prices that members understand",
                "The price list has forty pages.",
                "questions about prices",
                "care");
        Ref open = objective(
                USERS, other, 1, "A price list on one page", "questions about prices a week", "lower", "85", "30", 6);
        initiative(USERS, open, "Members test the price list", "Nobody can tell what an option costs.", "strong");
        review(USERS, open, "80", false);
        teller.until(USERS.strategist(), open, "RecordOutcome");
        record(USERS, open, "88", false);
    }

    private void proposals() {
        Ref withdrawn = goal(40, "Print the newsletter again", "Some customers ask for paper.", "readers", "care");
        teller.later(6);
        teller.withdraw("board-secretary", withdrawn, "Paper has become too dear.");
        teller.at(12, 10);
        Ref revised = teller.proposeGoal(
                "board-secretary",
                "One sign-in everywhere",
                "Customers have five passwords with us.",
                "passwords a customer",
                "billing",
                "care");
        teller.later(2);
        teller.complete(
                "board-chair",
                revised,
                "ApproveBoardGoal",
                "decision",
                "send-back",
                "reason",
                "By when, and for which products?");
        teller.at(3, 15);
        teller.proposeGoal(
                "board-chair",
                "Plain words in every product",
                "Members translate our words for each other.",
                "terms that members explain to each other",
                "billing");
    }

    private void needs() {
        Ref linked = need(90, USERS, "care", "Newcomers do not find the rules", "Each week ten posts are moved.");
        teller.later(4);
        String initiative = teller.choice("exec-care", linked, "AnswerNeed", "G4.O1.I1 ");
        teller.complete("exec-care", linked, "AnswerNeed", "decision", "link", "initiative", initiative);
        Ref declined = need(70, DEVELOPERS, "billing", "The old interface must stay", "Nine partners still use it.");
        teller.later(6);
        teller.complete(
                "exec-billing",
                declined,
                "AnswerNeed",
                "decision",
                "decline",
                "reason",
                "The old interface cannot be kept safe. It is switched off next summer.");
        teller.later(1);
        teller.tellMembers(
                "cm-developers",
                declined,
                "You asked us to keep the old interface.",
                "It goes next summer, and we help you to move.");
        Ref withdrawn = need(50, DEVELOPERS, "billing", "Test data for partners", "Asked by four partners.");
        teller.later(3);
        teller.withdraw("cm-developers", withdrawn, "A partner shares test data now.");
        teller.tellMembers(
                "cm-developers", withdrawn, "You asked for test data.", "A partner shares some with everybody.");
        need(25, DEVELOPERS, "billing", "Release notes come too late", "Members read them in the forum first.");
        teller.at(2, 11);
        teller.raiseNeed("cm-users", "care", "Members want to know who answers at night");
    }
}
