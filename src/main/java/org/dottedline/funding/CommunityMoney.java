package org.dottedline.funding;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dottedline.audit.Entry;
import org.dottedline.audit.Record;
import org.dottedline.funding.persistence.LedgerTable;
import org.dottedline.limits.Limits;
import org.dottedline.people.Grant;
import org.dottedline.people.People;
import org.dottedline.people.Person;
import org.dottedline.people.Role;
import org.dottedline.people.Side;
import org.dottedline.people.UnitKind;
import org.dottedline.refusal.FieldError;
import org.dottedline.refusal.Forbidden;
import org.dottedline.refusal.InvalidFields;
import org.dottedline.refusal.NotFound;
import org.dottedline.refusal.RuleRefused;
import org.dottedline.tasklist.Money;
import org.dottedline.trail.Trails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A community's finances as people see and change them. */
@Service
@Transactional
public class CommunityMoney {

    private final LedgerTable ledger;
    private final Funding funding;
    private final Limits limits;
    private final People people;
    private final Trails trails;
    private final Record record;

    CommunityMoney(LedgerTable ledger, Funding funding, Limits limits, People people, Trails trails, Record record) {
        this.ledger = ledger;
        this.funding = funding;
        this.limits = limits;
        this.people = people;
        this.trails = trails;
        this.record = record;
    }

    /** The finances in the words of the contract, for finance, board, PMO and the executives for whom the community works, and for the community's own manager. */
    public Map<String, Object> shown(Person by, String community) {
        requireReader(by, community);
        Finances finances = funding.finances(community);
        YearMonth first = funding.firstMonth();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("community", community);
        shown.put("currency", "EUR");
        shown.put("floor", limits.value(Limits.FLOOR, community).toPlainString());
        shown.put(
                "income",
                finances.income().stream()
                        .map(line -> row(
                                "id", String.valueOf(line.id()),
                                "name", line.name(),
                                "kind", line.kind(),
                                "monthly", line.monthly().toPlainString(),
                                "restriction", line.restriction(),
                                "available",
                                        line.pickable()
                                                ? finances.available(line, first, Finances.MONTHS)
                                                        .toPlainString()
                                                : "0.00"))
                        .toList());
        shown.put(
                "costs",
                finances.costs().stream()
                        .map(line -> row(
                                "id", String.valueOf(line.id()),
                                "name", line.name(),
                                "monthly", line.monthly().toPlainString()))
                        .toList());
        shown.put("reservations", reservations(finances));
        List<Object> rate = new ArrayList<>();
        for (int i = 0; i < Finances.MONTHS; i++) {
            YearMonth month = first.plusMonths(i);
            rate.add(row(
                    "month", month.toString(), "amount", finances.rate(month).toPlainString()));
        }
        shown.put("runRate", rate);
        return shown;
    }

    /** Months that follow each other with the same amount are one reservation. */
    private static List<Map<String, Object>> reservations(Finances finances) {
        Map<String, List<Finances.Tied>> byLine = new LinkedHashMap<>();
        finances.tied()
                .forEach(one -> byLine.computeIfAbsent(
                                one.request() + " " + one.income() + " " + one.amount(), key -> new ArrayList<>())
                        .add(one));
        return byLine.values().stream()
                .map(run -> row(
                        "ref", run.get(0).request(),
                        "income", String.valueOf(run.get(0).income()),
                        "monthly", run.get(0).amount().toPlainString(),
                        "from", run.get(0).month().toString(),
                        "months", run.size()))
                .toList();
    }

    private void requireReader(Person by, String community) {
        if (!readable(by, community)
                || people.unit(community)
                        .filter(unit -> unit.kind() == UnitKind.COMMUNITY)
                        .isEmpty()) {
            throw new NotFound("There is no such community whose finances you can see.");
        }
    }

    /**
     * Replaces income and costs: lines with an id stay what they are, lines left out are removed.
     *
     * @throws RuleRefused where a line has less than is set aside of it
     */
    public void change(
            Person by,
            String community,
            List<Finances.Income> income,
            List<Finances.Cost> costs,
            @Nullable BigDecimal floor) {
        requireReader(by, community);
        requireController(by);
        if (floor != null && floor.compareTo(limits.value(Limits.FLOOR, community)) != 0) {
            throw new RuleRefused("floor", "The floor is a limit: propose a new one there, and the board confirms it.");
        }
        Map<String, Object> before = shown(by, community);
        ledger.lock(community);
        requireController(people.now(by));
        Finances now = funding.finances(community);
        check(now, income, costs);
        save(community, now, income, costs);
        record.write(Entry.of("finances-changed", Side.STRATEGY)
                .by(by.login(), Role.FINANCE.word())
                .change(before, shown(by, community)));
    }

    /**
     * Adds an income line, or changes the one of its id.
     *
     * @throws NotFound if there is no line of its id
     * @throws RuleRefused if less would be left than is set aside of it
     */
    public void save(Person by, String community, Finances.Income line) {
        Finances now = forChange(by, community);
        change(by, community, with(now.income(), line, Finances.Income::id), now.costs(), null);
    }

    /**
     * Adds a cost line, or changes the one of its id.
     *
     * @throws NotFound if there is no line of its id
     */
    public void save(Person by, String community, Finances.Cost line) {
        Finances now = forChange(by, community);
        change(by, community, now.income(), with(now.costs(), line, Finances.Cost::id), null);
    }

    /**
     * Removes an income line.
     *
     * @throws RuleRefused if something is set aside of it
     */
    public void removeIncome(Person by, String community, long id) {
        Finances now = forChange(by, community);
        change(by, community, without(now.income(), id, Finances.Income::id), now.costs(), null);
    }

    /** Removes a cost line. */
    public void removeCost(Person by, String community, long id) {
        Finances now = forChange(by, community);
        change(by, community, now.income(), without(now.costs(), id, Finances.Cost::id), null);
    }

    private Finances forChange(Person by, String community) {
        requireReader(by, community);
        requireController(by);
        ledger.lock(community);
        return funding.finances(community);
    }

    private static void requireController(Person by) {
        if (!by.holds(Role.FINANCE)) {
            throw new Forbidden("Finances are changed by the finance controller.");
        }
    }

    private static <T> List<T> with(List<T> lines, T line, Function<T, @Nullable Long> id) {
        List<T> changed = new ArrayList<>(lines);
        if (id.apply(line) == null) {
            changed.add(line);
        } else {
            changed.set(place(lines, id.apply(line), id), line);
        }
        return changed;
    }

    private static <T> List<T> without(List<T> lines, long line, Function<T, @Nullable Long> id) {
        List<T> changed = new ArrayList<>(lines);
        changed.remove(place(lines, line, id));
        return changed;
    }

    private static <T> int place(List<T> lines, @Nullable Long line, Function<T, @Nullable Long> id) {
        int place = lines.stream().map(id).toList().indexOf(line);
        if (place < 0) {
            throw new NotFound("There is no such line any more.");
        }
        return place;
    }

    /**
     * Whether this person may read the finances of this community. An executive decides on the money of the communities that work for
     * objectives of theirs, and has no business in those of others.
     */
    public boolean readable(Person by, String community) {
        return by.holds(Role.FINANCE)
                || by.holds(Role.BOARD)
                || by.holds(Role.LOB_EXECUTIVE) && trails.worksFor(executiveOf(by), community)
                || by.holds(Role.PMO)
                || by.holds(Role.COMMUNITY_MANAGER, community);
    }

    private static Set<String> executiveOf(Person by) {
        return by.grants().stream()
                .filter(grant -> grant.role() == Role.LOB_EXECUTIVE)
                .map(Grant::unit)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** The changes of a community's finances, the newest first, before a number where one is given. */
    @Transactional(readOnly = true)
    public List<Entry> changes(Person by, String community, @Nullable Long before, int limit) {
        requireReader(by, community);
        return record.changes("finances-changed", "community", community, before, limit);
    }

    private void check(Finances now, List<Finances.Income> income, List<Finances.Cost> costs) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < income.size(); i++) {
            Long id = income.get(i).id();
            if (id != null && now.income().stream().noneMatch(line -> id.equals(line.id()))
                    || id != null
                            && count(income.stream().map(Finances.Income::id).toList(), id) > 1) {
                errors.add(new FieldError(
                        "income[" + i + "].id", "There is no such line; leave the id out for a new one."));
            }
        }
        for (int i = 0; i < costs.size(); i++) {
            Long id = costs.get(i).id();
            if (id != null && now.costs().stream().noneMatch(line -> id.equals(line.id()))
                    || id != null && count(costs.stream().map(Finances.Cost::id).toList(), id) > 1) {
                errors.add(new FieldError(
                        "costs[" + i + "].id", "There is no such line; leave the id out for a new one."));
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
        for (Finances.Income line : now.income()) {
            BigDecimal tied = line.monthly().subtract(now.available(line, funding.firstMonth(), Finances.MONTHS));
            if (tied.signum() == 0) {
                continue;
            }
            boolean keeps = income.stream()
                    .anyMatch(later -> Objects.equals(later.id(), line.id())
                            && later.monthly().compareTo(tied) >= 0
                            && later.restriction().equals(line.restriction()));
            if (!keeps) {
                throw new RuleRefused(
                        "income",
                        Money.said(tied) + " a month of " + line.name()
                                + " are earmarked: the line stays, with at least as much and as free as it is.");
            }
        }
    }

    private static long count(List<Long> ids, Long id) {
        return ids.stream().filter(id::equals).count();
    }

    private void save(String community, Finances now, List<Finances.Income> income, List<Finances.Cost> costs) {
        for (Finances.Income line : now.income()) {
            if (income.stream().noneMatch(later -> Objects.equals(later.id(), line.id()))) {
                ledger.removeIncome(Objects.requireNonNull(line.id()));
            }
        }
        for (Finances.Cost line : now.costs()) {
            if (costs.stream().noneMatch(later -> Objects.equals(later.id(), line.id()))) {
                ledger.removeCost(Objects.requireNonNull(line.id()));
            }
        }
        for (int i = 0; i < income.size(); i++) {
            if (income.get(i).id() == null) {
                ledger.insertIncome(community, i, income.get(i));
            } else {
                ledger.updateIncome(i, income.get(i));
            }
        }
        for (int i = 0; i < costs.size(); i++) {
            if (costs.get(i).id() == null) {
                ledger.insertCost(community, i, costs.get(i));
            } else {
                ledger.updateCost(i, costs.get(i));
            }
        }
    }

    /** The money of the demo, with floors and budgets in force from well in the past; nothing happens where there is some. */
    public void foundDemo() {
        ledger.lock("developers");
        if (!funding.finances("developers").income().isEmpty()) {
            return;
        }
        LocalDate ever = LocalDate.of(2000, 1, 1);
        found(
                "developers",
                List.of(
                        new Finances.Income(null, "Sponsor Northwind", "sponsor", new BigDecimal("15000.00"), "any"),
                        new Finances.Income(null, "Sponsor Fabrikam", "sponsor", new BigDecimal("8000.00"), "events"),
                        new Finances.Income(null, "Memberships", "membership", new BigDecimal("22000.00"), "none")),
                List.of(
                        new Finances.Cost(null, "Platform", new BigDecimal("9500.00")),
                        new Finances.Cost(null, "Staff", new BigDecimal("14500.00")),
                        new Finances.Cost(null, "Events", new BigDecimal("8000.00"))));
        found(
                "users",
                List.of(
                        new Finances.Income(null, "Sponsor Tailwind", "sponsor", new BigDecimal("6000.00"), "any"),
                        new Finances.Income(null, "Memberships", "membership", new BigDecimal("9000.00"), "none")),
                List.of(
                        new Finances.Cost(null, "Platform", new BigDecimal("5000.00")),
                        new Finances.Cost(null, "Staff", new BigDecimal("7000.00"))));
        limits.found(Limits.FLOOR, "developers", new BigDecimal("4000.00"), ever);
        limits.found(Limits.FLOOR, "users", new BigDecimal("1000.00"), ever);
        limits.found(Limits.BUDGET, "billing", new BigDecimal("80000.00"), ever);
        limits.found(Limits.BUDGET, "care", new BigDecimal("40000.00"), ever);
    }

    private void found(String community, List<Finances.Income> income, List<Finances.Cost> costs) {
        save(community, funding.finances(community), income, costs);
    }

    private static Map<String, Object> row(Object... namesAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }
}
