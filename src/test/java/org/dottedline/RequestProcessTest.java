package org.dottedline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dottedline.funding.CommunityMoney;
import org.dottedline.funding.Finances;
import org.dottedline.funding.Funding;
import org.dottedline.handover.Handover;
import org.dottedline.handover.Handovers;
import org.dottedline.handover.Message;
import org.dottedline.limits.Limits;
import org.dottedline.people.PersonChange;
import org.dottedline.request.process.FeatureRequest;
import org.dottedline.trail.Ref;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What the tests of a request's processes share: a community of its own, with money of its own, for each of them, and every step
 * of a request as its people take it.
 *
 * <p>Each month Northwind gives 15,000 for any purpose, Fabrikam 8,000 for events only, and members pay 22,000 that is not to be
 * touched; 32,000 are spent. The run rate is 13,000, the floor 4,000: 9,000 a month may be set aside, 108,000 in twelve months.
 */
public abstract class RequestProcessTest extends ProcessTest {

    protected static final String NORTHWIND = "Sponsor Northwind";
    protected static final String FABRIKAM = "Sponsor Fabrikam";

    @Autowired
    protected Funding funding;

    @Autowired
    protected Handovers handovers;

    @Autowired
    private FeatureRequest requests;

    @Autowired
    protected CommunityMoney money;

    @Autowired
    private Limits limits;

    protected RequestProcessTest(String... processes) {
        super(processes);
    }

    private int communities;

    @Override
    protected String community() {
        return "of-" + getClass().getSimpleName().toLowerCase(Locale.ROOT) + "-" + communities;
    }

    @Override
    protected String manager() {
        return "cm-" + community();
    }

    @BeforeEach
    void foundACommunity() {
        communities++;
        action.run(() -> {
            people.saveUnit(
                    person("admin"),
                    community(),
                    "community",
                    "Community " + community(),
                    List.of("customers", "partners", "employees"));
            people.save(
                    person("admin"),
                    manager(),
                    new PersonChange("Maya " + community(), List.of("community-manager." + community())));
            money.change(
                    person("controller"),
                    community(),
                    List.of(
                            new Finances.Income(null, NORTHWIND, "sponsor", new BigDecimal("15000.00"), "any"),
                            new Finances.Income(null, FABRIKAM, "sponsor", new BigDecimal("8000.00"), "events"),
                            new Finances.Income(null, "Memberships", "membership", new BigDecimal("22000.00"), "none")),
                    List.of(
                            new Finances.Cost(null, "Staff and platform", new BigDecimal("24000.00")),
                            new Finances.Cost(null, "Events", new BigDecimal("8000.00"))),
                    null);
            limit(Limits.FLOOR, community(), "4000.00");
            limit(Limits.BUDGET, "billing", "900000000.00"); // for all tests of this database
        });
    }

    private void limit(String key, String unit, String value) {
        long proposed = limits.propose(
                person("controller"), key, unit, value, clock.today().toString());
        limits.confirm(person("board-chair"), proposed);
    }

    // The story of a request, as far as a test needs it

    /** A request that its manager has opened and not described yet. */
    protected Ref openedRequest() {
        return openRequest(approvedInitiative());
    }

    private Ref openRequest(Ref initiative) {
        return action.run(() -> requests.open(person(manager()), initiative, "Defect reporting in the community"));
    }

    /** A request that waits for the plan of its research. */
    protected Ref describedRequest() {
        return describe(openedRequest());
    }

    private Ref describe(Ref request) {
        complete(
                manager(),
                request,
                "DescribeFeature",
                Map.of(
                        "title", "Defect reporting in the community",
                        "need", "members lose days on defects that others already know",
                        "description", "report a defect, see whether others have it, follow it"));
        return request;
    }

    /** One group, from thirty answers on, welcome from 60 % on, unwelcome below 40 %. */
    protected void plan(Ref request, String... groups) {
        complete(manager(), request, "PlanResearch", planned(30, groups));
    }

    protected Map<String, Object> planned(int minimum, String... groups) {
        return new HashMap<>(Map.of(
                "question",
                "Would you welcome it?",
                "method",
                "survey",
                "groups",
                Arrays.stream(groups)
                        .map(group -> Map.<String, Object>of(
                                "group", group, "minimum", minimum, "welcomeAt", 60, "unwelcomeBelow", 40))
                        .toList(),
                "closesOn",
                clock.today().plusDays(20).toString()));
    }

    protected static Map<String, Object> answers(
            String group, int asked, int answered, int inFavour, int neutral, int against) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("group", group);
        row.put("asked", asked);
        row.put("answered", answered);
        row.put("inFavour", inFavour);
        row.put("neutral", neutral);
        row.put("against", against);
        return row;
    }

    @SafeVarargs
    protected final List<String> submit(Ref request, Map<String, Object>... results) {
        return complete(
                        manager(),
                        request,
                        "SubmitResearch",
                        Map.of("results", List.of(results), "summary", "What members said."))
                .notes();
    }

    /** A request that members welcome and that delivery has received. */
    protected Ref welcomeRequest() {
        return welcomed(describedRequest());
    }

    private Ref welcomed(Ref request) {
        plan(request, "customers");
        submit(request, answers("customers", 400, 126, 97, 18, 11));
        runJobs(request);
        return request;
    }

    protected void design(Ref request, String oneOff, String runningYearly, String... points) {
        complete(
                "delivery-lead",
                request,
                "DesignFeature",
                Map.of(
                        "scope",
                        "reporting and following defects",
                        "acceptance",
                        Arrays.stream(points)
                                .map(point -> Map.of("point", point))
                                .toList(),
                        "oneOff",
                        oneOff,
                        "runningYearly",
                        runningYearly,
                        "monthsToLive",
                        4));
    }

    /** A request with a design of two points whose funding the controller is to review. */
    protected Ref designedRequest(String oneOff, String runningYearly) {
        return designed(welcomeRequest(), oneOff, runningYearly);
    }

    /** A further request of an initiative whose funding the controller is to review. */
    protected Ref furtherDesignedRequest(Ref initiative, String oneOff, String runningYearly) {
        return designed(welcomed(describe(openRequest(initiative))), oneOff, runningYearly);
    }

    private Ref designed(Ref request, String oneOff, String runningYearly) {
        design(request, oneOff, runningYearly, "reported in three minutes", "translated");
        return request;
    }

    /** Picks so much a month of Northwind's for twelve months. */
    protected List<String> reserve(Ref request, String monthly) {
        return complete("controller", request, "ReviewFunding", picks(NORTHWIND, monthly, 12))
                .notes();
    }

    protected Map<String, Object> picks(String income, String monthly, int months) {
        return Map.of(
                "decision",
                "reserve",
                "picks",
                List.of(Map.of("income", String.valueOf(line(income).id()), "monthly", monthly)),
                "months",
                months);
    }

    protected Finances.Income line(String name) {
        return finances().income().stream()
                .filter(line -> name.equals(line.name()))
                .findFirst()
                .orElseThrow();
    }

    protected Finances finances() {
        return action.run(() -> funding.finances(community()));
    }

    protected void refuseFunding(Ref request) {
        complete(
                "controller",
                request,
                "ReviewFunding",
                Map.of("decision", "refuse", "reason", "The community is saving for its conference."));
    }

    protected void decideHowToPay(Ref request, String decision) {
        complete(
                "exec-billing",
                request,
                "DecideHowToPay",
                Map.of("decision", decision, "reason", "Because of the year's plan."));
    }

    /** A request that both sides are to rate: paid by 6,000 a month of Northwind's. */
    protected Ref fundedRequest() {
        Ref request = designedRequest("72000.00", "3000.00");
        assertThat(reserve(request, "6000.00")).isEmpty();
        return request;
    }

    protected void estimate(Ref request, String oneOff, String yearly) {
        complete("delivery-lead", request, "EstimateBuild", option(oneOff, yearly, 4, 6));
    }

    protected void quote(Ref request, String oneOff, String yearly) {
        Map<String, Object> quote = option(oneOff, yearly, 2, 10);
        quote.put("vendor", "vendor A");
        complete("buyer", request, "CollectQuotes", Map.of("quotes", List.of(quote)));
    }

    protected static Map<String, Object> option(String oneOff, String yearly, int months, int hours) {
        return new HashMap<>(Map.of(
                "oneOff", oneOff, "yearly", yearly, "monthsToLive", months, "managerHours", hours, "risks", "few"));
    }

    protected void choose(Ref request, String option) {
        complete(
                "strategist-billing",
                request,
                "DecideSourcing",
                Map.of("option", option, "reason", "The defect data is sensitive."));
    }

    /** A request built in house for what its design said, with its spending to be approved. */
    protected Ref sourcedRequest() {
        Ref request = fundedRequest();
        estimate(request, "72000.00", "3000.00");
        quote(request, "90000.00", "18000.00");
        choose(request, "build");
        return request;
    }

    protected void decideSpending(Ref request, String decision) {
        complete(
                "exec-billing",
                request,
                "ApproveSpending",
                Map.of("decision", decision, "reason", "Because of the year's plan."));
    }

    /** A request that is being made. */
    protected Ref approvedRequest() {
        Ref request = sourcedRequest();
        decideSpending(request, "approve");
        return request;
    }

    protected void confirm(String login, Ref request, String actualCost, String... points) {
        complete(
                login,
                request,
                "ConfirmDelivery",
                Map.of(
                        "acceptance",
                        Arrays.stream(points)
                                .map(point -> Map.<String, Object>of("point", point, "met", true))
                                .toList(),
                        "actualCost",
                        actualCost));
    }

    protected void confirm(Ref request, String actualCost) {
        confirm("delivery-lead", request, actualCost, "reported in three minutes", "translated");
    }

    protected void accept(Ref request, String decision) {
        complete(
                "strategist-billing",
                request,
                "AcceptDelivery",
                Map.of("decision", decision, "reason", "The translation is not there."));
    }

    /** A request that its community knows to be delivered, for less than was set aside. */
    protected Ref deliveredRequest() {
        Ref request = approvedRequest();
        confirm(request, "70000.00");
        accept(request, "accept");
        runJobs(request);
        return request;
    }

    protected void launch(Ref request) {
        complete(
                manager(),
                request,
                "LaunchWithMembers",
                Map.of(
                        "launchedOn",
                        clock.today().toString(),
                        "announcement",
                        "From today you can report defects here."));
    }

    protected void reportFeedback(Ref request) {
        complete(manager(), request, "ReportFeedback", feedback());
        runJobs(request);
    }

    protected Map<String, Object> feedback() {
        return Map.of(
                "from",
                clock.today().toString(),
                "to",
                clock.today().toString(),
                "members",
                212,
                "reports",
                348,
                "satisfaction",
                "4.3",
                "summary",
                "Members report more than we thought.");
    }

    protected void tellMembers(Ref ref) {
        complete(
                manager(), ref, "TellMembers", Map.of("youSaid", "You asked for it.", "weDid", "This has come of it."));
    }

    /** What was last handed over at a reference. */
    protected Handover lastHandover(Ref ref) {
        List<Handover> all = action.run(() -> handovers.atAndBelow(person("pmo"), ref));
        return all.get(all.size() - 1);
    }

    protected Map<String, Object> payload(Message message, Ref ref) {
        return action.run(() -> handovers.latest(ref, message)).orElseThrow();
    }
}
