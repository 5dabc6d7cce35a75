package org.dottedline.funding;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.funding.persistence.LedgerTable;
import org.dottedline.funding.persistence.LedgerTable.Budget;
import org.dottedline.funding.persistence.LedgerTable.Part;
import org.dottedline.funding.persistence.LedgerTable.Posted;
import org.dottedline.funding.persistence.LedgerTable.Round;
import org.dottedline.limits.Limits;
import org.dottedline.people.Side;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.tasklist.Money;
import org.dottedline.time.ApplicationClock;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Money set aside for requests. The trail's row is locked before; here the unit whose money it is. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Funding {

    private static final BigDecimal ZERO = new BigDecimal("0.00");

    private final LedgerTable ledger;
    private final Limits limits;
    private final Record record;
    private final ApplicationClock clock;
    private final ObjectProvider<Asked> asked;

    Funding(LedgerTable ledger, Limits limits, Record record, ApplicationClock clock, ObjectProvider<Asked> asked) {
        this.ledger = ledger;
        this.limits = limits;
        this.record = record;
        this.clock = clock;
        this.asked = asked;
    }

    /** The first of the twelve months that a check looks at: the next calendar month. */
    public YearMonth firstMonth() {
        return YearMonth.from(clock.today()).plusMonths(1);
    }

    /** A community's income, costs and what is tied, from the first month on. */
    public Finances finances(String community) {
        return ledger.finances(community, firstMonth());
    }

    /** What is still set aside for a request's one-off cost: reserved, neither released nor spent. */
    public BigDecimal reserved(Ref request) {
        return left(request, "one-off");
    }

    private BigDecimal left(Ref request, String purpose) {
        return ledger.open(request).stream()
                .filter(round -> round.purpose().equals(purpose))
                .map(Round::reserved)
                .reduce(ZERO, BigDecimal::add);
    }

    /** What these lines of income are called, by number: of those that are gone, too. */
    @Transactional(readOnly = true)
    public Map<Long, String> incomes(Collection<Long> numbers) {
        return ledger.incomes(numbers);
    }

    /** What is reserved and what was spent of the one-off costs of these requests; those without either are not there. */
    public Map<Ref, OneOff> oneOff(Collection<Ref> requests) {
        return ledger.oneOff(requests);
    }

    /** Who pays, {@code community} or {@code lob}; empty while nobody does. An overrun does not change it. */
    public Optional<String> payer(Ref request) {
        return ledger.open(request).stream().findFirst().map(Round::payer);
    }

    /**
     * Sets income of the community aside for a request, from the next month on, in place of all that was set aside for it before;
     * its running cost counts from the month it goes live.
     *
     * @throws RuleRefused if one of the income lines has less left
     */
    public void reserve(Ref request, String community, List<Pick> picks, int months, Cost cost) {
        ledger.lock(community);
        releaseAll(request);
        YearMonth first = firstMonth();
        Finances finances = finances(community);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < picks.size(); i++) {
            Pick pick = picks.get(i);
            boolean enough = finances.income().stream()
                    .filter(line -> line.id() != null && line.id() == pick.income() && line.pickable())
                    .anyMatch(line -> finances.available(line, first, months).compareTo(pick.monthly()) >= 0);
            if (!enough) {
                throw new RuleRefused("picks[" + i + "].income", "Less is left of this income than is picked.");
            }
            for (int m = 0; m < months; m++) {
                parts.add(new Part(pick.income(), null, first.plusMonths(m).atDay(1), pick.monthly()));
            }
        }
        write(request, "reserve", new Round(ledger.nextRound(request), "community", community, "one-off", ZERO), parts);
        ledger.running(request, community, cost.runningMonthly(), first.plusMonths(cost.monthsToLive()));
    }

    /** Until the transaction ends nobody else sets aside or releases what this community has: what is asked now still holds then. */
    public void lock(String community) {
        ledger.lock(community);
    }

    /** Releases everything still set aside; nothing happens where that is nothing. */
    public void release(Ref request) {
        releaseAll(request);
    }

    private void releaseAll(Ref request) {
        List<Round> open = ledger.open(request);
        if (open.isEmpty()) {
            return;
        }
        lock(open);
        open.forEach(round -> write(request, "release", round, ledger.parts(request, round.round())));
        ledger.noRunning(request);
    }

    /** Communities come before lines of business, each in the order of their ids, so that no two wait for each other. */
    private void lock(List<Round> rounds) {
        rounds.stream()
                .map(round -> round.payer() + ":" + round.unit())
                .distinct()
                .sorted()
                .forEach(unit -> ledger.lock(unit.substring(unit.indexOf(':') + 1)));
    }

    /**
     * Releases what was set aside and takes the one-off cost, and the running cost within the next 12 months, from the budget of
     * the line of business.
     *
     * @throws RuleRefused at {@code decision} if that is more than is left of the year's budget
     */
    public void payFromBudget(Ref request, String lob, Cost cost) {
        releaseAll(request);
        fromBudget(request, lob, "one-off", cost.oneOff());
        fromBudget(request, lob, "running", runningWithinTheYear(cost));
    }

    private static BigDecimal runningWithinTheYear(Cost cost) {
        int months = Math.max(0, Finances.MONTHS - cost.monthsToLive());
        return cost.runningMonthly().multiply(BigDecimal.valueOf(months)).setScale(2);
    }

    /**
     * Sets more aside, from the budget of the line of business.
     *
     * @throws RuleRefused at {@code decision} if that is more than is left of the year's budget
     */
    public void reserveOverrun(Ref request, String lob, BigDecimal more) {
        fromBudget(request, lob, "one-off", more);
    }

    private void fromBudget(Ref request, String lob, String purpose, BigDecimal amount) {
        if (amount.signum() <= 0) {
            return;
        }
        ledger.lock(lob);
        LocalDate year = clock.today().withDayOfYear(1);
        BigDecimal left = limits.value(Limits.BUDGET, lob).subtract(ledger.taken(lob, year));
        if (amount.compareTo(left) > 0) {
            throw new RuleRefused(
                    "decision",
                    "The budget of the year does not cover it: " + Money.said(left) + " are left, " + Money.said(amount)
                            + " are needed.");
        }
        write(
                request,
                "reserve",
                new Round(ledger.nextRound(request), "lob", lob, purpose, ZERO),
                List.of(new Part(null, lob, year, amount)));
    }

    /** What of this year's budget is reserved, and what spent. */
    public Budget budget(String lob) {
        return ledger.budget(lob, clock.today().withDayOfYear(1));
    }

    /** What was reserved, released and spent of what a community or a line of business has, the newest first. */
    public List<Posted> posted(String unit, @Nullable Long before, int limit) {
        return ledger.posted(unit, before, limit);
    }

    /** What is left of the budget of this year. */
    public BigDecimal budgetLeft(String lob) {
        return limits.value(Limits.BUDGET, lob)
                .subtract(ledger.taken(lob, clock.today().withDayOfYear(1)));
    }

    /**
     * Whether enough is set aside for this cost, and the community, where it pays, stays at or above its floor in each of the
     * next 12 months. Where it stands, its running cost is this one from now on.
     */
    public boolean stands(Ref request, Cost cost) {
        Optional<Round> payer = ledger.open(request).stream().findFirst();
        if (payer.isEmpty() || cost.oneOff().compareTo(reserved(request)) > 0) {
            return false;
        }
        if (payer.get().payer().equals("lob")) {
            return runningWithinTheYear(cost).compareTo(left(request, "running")) <= 0;
        }
        String community = payer.get().unit();
        ledger.lock(community);
        BigDecimal floor = limits.value(Limits.FLOOR, community);
        boolean holds = rates(request, community, cost).stream()
                .allMatch(month -> ((BigDecimal) month.get("after")).compareTo(floor) >= 0);
        if (holds) {
            ledger.running(
                    request, community, cost.runningMonthly(), firstMonth().plusMonths(cost.monthsToLive()));
        }
        return holds;
    }

    /** Spends what it cost in the end, the earliest months first, and releases the rest. Running cost stays. */
    public void settle(Ref request, BigDecimal actual) {
        List<Round> open = ledger.open(request);
        lock(open);
        BigDecimal due = actual;
        for (Round round : open) {
            BigDecimal left = round.purpose().equals("running") ? round.reserved() : due;
            List<Part> spent = new ArrayList<>();
            List<Part> rest = new ArrayList<>();
            for (Part part : ledger.parts(request, round.round())) {
                BigDecimal now = part.amount().min(left);
                left = left.subtract(now);
                if (now.signum() > 0) {
                    spent.add(new Part(part.income(), part.lob(), part.period(), now));
                }
                if (part.amount().compareTo(now) > 0) {
                    rest.add(new Part(
                            part.income(),
                            part.lob(),
                            part.period(),
                            part.amount().subtract(now)));
                }
            }
            if (!round.purpose().equals("running")) {
                due = left;
            }
            if (!spent.isEmpty()) {
                write(request, "spend", round, spent);
            }
            if (!rest.isEmpty()) {
                write(request, "release", round, rest);
            }
        }
        if (due.signum() > 0 && !open.isEmpty()) {
            throw new IllegalStateException(request + " cost more than is set aside.");
        }
    }

    /**
     * The run rate of the next 12 months without and with this request: {@code month}, {@code before}, {@code after},
     * {@code floor}.
     */
    public List<Map<String, Object>> runRate(Ref request, Cost cost) {
        String community = asked.getObject().community(request);
        return rates(request, community, cost);
    }

    private List<Map<String, Object>> rates(Ref request, String community, Cost cost) {
        Finances now = finances(community);
        Finances before = now.without(request.text());
        if (payer(request).filter("lob"::equals).isPresent()) {
            return rates(before, before, community);
        }
        List<Finances.Running> running = new ArrayList<>(before.running());
        running.add(new Finances.Running(
                request.text(), cost.runningMonthly(), firstMonth().plusMonths(cost.monthsToLive())));
        return rates(before, new Finances(community, now.income(), now.costs(), now.tied(), running), community);
    }

    /** The run rate as it would be with this proposal in place of all that was set aside for the request before. */
    public List<Map<String, Object>> tried(Ref request, String community, Proposal proposal, Cost cost) {
        Finances before = finances(community).without(request.text());
        Finances after = before.with(
                request.text(),
                proposal.picks(),
                proposal.months(),
                cost.runningMonthly(),
                cost.monthsToLive(),
                firstMonth());
        return rates(before, after, community);
    }

    private List<Map<String, Object>> rates(Finances before, Finances after, String community) {
        BigDecimal floor = limits.value(Limits.FLOOR, community);
        List<Map<String, Object>> months = new ArrayList<>();
        for (int i = 0; i < Finances.MONTHS; i++) {
            YearMonth month = firstMonth().plusMonths(i);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("month", month.toString());
            row.put("before", before.rate(month));
            row.put("after", after.rate(month));
            row.put("floor", floor);
            months.add(row);
        }
        return months;
    }

    /** Keeps what a controller proposes: the guard is asked about the last one. */
    public void propose(Ref request, Proposal proposal, String by) {
        ledger.propose(request, proposal, by, clock.instant());
    }

    public Proposal proposal(Ref request) {
        return ledger.proposal(request)
                .orElseThrow(() -> new IllegalStateException("Nothing was proposed for " + request + "."));
    }

    private void write(Ref request, String kind, Round round, List<Part> parts) {
        ledger.write(request, kind, round, parts, clock.instant());
        record.write(Entry.of("money-" + kind, Side.STRATEGY)
                .at(request.text())
                .change(
                        null,
                        Map.of(
                                "round",
                                round.round(),
                                "payer",
                                round.payer(),
                                "unit",
                                round.unit(),
                                "amount",
                                parts.stream()
                                        .map(Part::amount)
                                        .reduce(ZERO, BigDecimal::add)
                                        .toPlainString())));
    }
}
