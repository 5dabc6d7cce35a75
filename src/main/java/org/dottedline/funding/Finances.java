package org.dottedline.funding;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a community earns and spends in a month, and what is tied already. A month of the twelve is counted from the next calendar
 * month on: money that is set aside today is reallocated, and a feature built in four months costs from the fifth.
 */
public record Finances(
        String community, List<Income> income, List<Cost> costs, List<Tied> tied, List<Running> running) {

    /** How many months a check looks ahead. */
    public static final int MONTHS = 12;

    private static final BigDecimal ZERO = new BigDecimal("0.00");

    /**
     * An income line.
     *
     * @param restriction {@code any}: any community purpose; {@code none}: not to be reallocated; else the use it is restricted to,
     *     which is the name of a cost in small letters and hyphens
     */
    public record Income(@Nullable Long id, String name, String kind, BigDecimal monthly, String restriction) {

        public boolean pickable() {
            return "any".equals(restriction);
        }

        boolean restricted() {
            return !"any".equals(restriction) && !"none".equals(restriction);
        }
    }

    /** A cost line; its name says for which use it is. */
    public record Cost(@Nullable Long id, String name, BigDecimal monthly) {

        /** The use that an income may be restricted to. */
        public String use() {
            return name.strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("^-|-$", "");
        }
    }

    /** What one request ties of one income line in one month, reserved or spent. */
    public record Tied(String request, long income, YearMonth month, BigDecimal amount) {}

    /** The running cost of a request that the community pays for. */
    public record Running(String request, BigDecimal monthly, YearMonth liveFrom) {}

    /**
     * Recurring monthly income minus recurring monthly cost. Income restricted to a use counts, all of that use together, up to the
     * costs of that use.
     */
    public BigDecimal recurring() {
        BigDecimal rate = ZERO;
        Map<String, BigDecimal> restricted = new HashMap<>();
        for (Income line : income) {
            if (line.restricted()) {
                restricted.merge(line.restriction(), line.monthly(), BigDecimal::add);
            } else {
                rate = rate.add(line.monthly());
            }
        }
        Map<String, BigDecimal> uses = new HashMap<>();
        for (Cost line : costs) {
            rate = rate.subtract(line.monthly());
            uses.merge(line.use(), line.monthly(), BigDecimal::add);
        }
        for (Map.Entry<String, BigDecimal> use : restricted.entrySet()) {
            rate = rate.add(use.getValue().min(uses.getOrDefault(use.getKey(), ZERO)));
        }
        return rate;
    }

    /** The run rate of a month, all requests counted. */
    public BigDecimal rate(YearMonth month) {
        BigDecimal rate = recurring();
        for (Tied one : tied) {
            if (one.month().equals(month)) {
                rate = rate.subtract(one.amount());
            }
        }
        for (Running one : running) {
            if (!month.isBefore(one.liveFrom())) {
                rate = rate.subtract(one.monthly());
            }
        }
        return rate;
    }

    /** What is tied of an income line in a month. */
    public BigDecimal tied(long line, YearMonth month) {
        return tied.stream()
                .filter(one -> one.income() == line && one.month().equals(month))
                .map(Tied::amount)
                .reduce(ZERO, BigDecimal::add);
    }

    /** What is left of an income line in each of the months from this one on: the least of them. */
    public BigDecimal available(Income line, YearMonth first, int months) {
        BigDecimal most = ZERO;
        for (int i = 0; line.id() != null && i < months; i++) {
            most = most.max(tied(line.id(), first.plusMonths(i)));
        }
        return line.monthly().subtract(most);
    }

    /** As if this request had never asked. */
    public Finances without(String request) {
        return new Finances(
                community,
                income,
                costs,
                tied.stream().filter(one -> !one.request().equals(request)).toList(),
                running.stream().filter(one -> !one.request().equals(request)).toList());
    }

    /** As if these were picked for the first of these months. */
    public Finances with(
            String request,
            List<Pick> picks,
            int months,
            BigDecimal runningMonthly,
            int monthsToLive,
            YearMonth first) {
        List<Tied> more = new ArrayList<>(tied);
        for (Pick pick : picks) {
            for (int i = 0; i < months; i++) {
                more.add(new Tied(request, pick.income(), first.plusMonths(i), pick.monthly()));
            }
        }
        List<Running> runs = new ArrayList<>(running);
        runs.add(new Running(request, runningMonthly, first.plusMonths(monthsToLive)));
        return new Finances(community, income, costs, more, runs);
    }
}
