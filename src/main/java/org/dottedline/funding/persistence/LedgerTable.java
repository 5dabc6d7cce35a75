package org.dottedline.funding.persistence;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dottedline.funding.Finances;
import org.dottedline.funding.OneOff;
import org.dottedline.funding.Pick;
import org.dottedline.funding.Proposal;
import org.dottedline.trail.Ref;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finances, proposals, and the ledger with its balances, which the database keeps. */
@Repository
public class LedgerTable {

    private final JdbcClient jdbc;

    LedgerTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An entry: {@code kind} is reserve, release or spend, {@code purpose} one-off or running. */
    public record Posted(long seq, Ref request, String kind, String purpose, BigDecimal amount, Instant at) {}

    /** What is taken of a budget in a year. */
    public record Budget(BigDecimal reserved, BigDecimal spent) {}

    /** What is left of a round of reservations. */
    public record Round(int round, String payer, String unit, String purpose, BigDecimal reserved) {}

    /** A part of a round: so much of an account in a period. */
    public record Part(@Nullable Long income, @Nullable String lob, LocalDate period, BigDecimal amount) {}

    /** Locks the money of a community or a line of business until the transaction ends. */
    public void lock(String unit) {
        jdbc.sql("select id from unit where id = :unit for no key update")
                .param("unit", unit)
                .query(String.class)
                .single();
    }

    public Finances finances(String community, YearMonth first) {
        return new Finances(
                community,
                jdbc.sql("select * from income_line where community = :c and not removed order by position, id")
                        .param("c", community)
                        .query((row, n) -> new Finances.Income(
                                row.getLong("id"),
                                row.getString("name"),
                                row.getString("kind"),
                                row.getBigDecimal("monthly"),
                                row.getString("restriction")))
                        .list(),
                jdbc.sql("select * from cost_line where community = :c and not removed order by position, id")
                        .param("c", community)
                        .query((row, n) -> new Finances.Cost(
                                row.getLong("id"), row.getString("name"), row.getBigDecimal("monthly")))
                        .list(),
                jdbc.sql("""
                                select e.request, p.income, p.period,
                                       sum(case e.kind when 'reserve' then p.amount when 'release' then -p.amount else 0 end) as tied
                                from ledger e join ledger_part p on p.entry = e.seq
                                where e.unit = :c and p.income is not null and p.period >= :first
                                group by e.request, p.income, p.period
                                having sum(case e.kind when 'reserve' then p.amount when 'release' then -p.amount else 0 end) > 0
                                order by p.period, p.income, e.request""")
                        .param("c", community)
                        .param("first", first.atDay(1))
                        .query((row, n) -> new Finances.Tied(
                                row.getString("request"),
                                row.getLong("income"),
                                YearMonth.from(row.getObject("period", LocalDate.class)),
                                row.getBigDecimal("tied")))
                        .list(),
                jdbc.sql("select * from running_cost where community = :c order by request")
                        .param("c", community)
                        .query((row, n) -> new Finances.Running(
                                row.getString("request"),
                                row.getBigDecimal("monthly"),
                                YearMonth.from(row.getObject("live_from", LocalDate.class))))
                        .list());
    }

    public long insertIncome(String community, int position, Finances.Income line) {
        return jdbc.sql("""
                        insert into income_line (community, position, name, kind, monthly, restriction)
                        values (:c, :position, :name, :kind, :monthly, :restriction) returning id""")
                .param("c", community)
                .param("position", position)
                .param("name", line.name())
                .param("kind", line.kind())
                .param("monthly", line.monthly())
                .param("restriction", line.restriction())
                .query(Long.class)
                .single();
    }

    public void updateIncome(int position, Finances.Income line) {
        jdbc.sql("""
                        update income_line set position = :position, name = :name, kind = :kind, monthly = :monthly,
                               restriction = :restriction, version = version + 1 where id = :id""")
                .param("position", position)
                .param("name", line.name())
                .param("kind", line.kind())
                .param("monthly", line.monthly())
                .param("restriction", line.restriction())
                .param("id", line.id())
                .update();
    }

    public long insertCost(String community, int position, Finances.Cost line) {
        return jdbc.sql("""
                        insert into cost_line (community, position, name, monthly)
                        values (:c, :position, :name, :monthly) returning id""")
                .param("c", community)
                .param("position", position)
                .param("name", line.name())
                .param("monthly", line.monthly())
                .query(Long.class)
                .single();
    }

    public void updateCost(int position, Finances.Cost line) {
        jdbc.sql("""
                        update cost_line set position = :position, name = :name, monthly = :monthly, version = version + 1
                        where id = :id""")
                .param("position", position)
                .param("name", line.name())
                .param("monthly", line.monthly())
                .param("id", line.id())
                .update();
    }

    public void removeIncome(long id) {
        jdbc.sql("update income_line set removed = true, version = version + 1 where id = :id")
                .param("id", id)
                .update();
    }

    public void removeCost(long id) {
        jdbc.sql("update cost_line set removed = true, version = version + 1 where id = :id")
                .param("id", id)
                .update();
    }

    public void propose(Ref ref, Proposal proposal, String actor, Instant at) {
        long id = jdbc.sql("""
                        insert into funding_proposal (ref, months, at, actor) values (:ref, :months, :at, :actor)
                        returning id""")
                .param("ref", ref.text())
                .param("months", proposal.months())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .query(Long.class)
                .single();
        int position = 0;
        for (Pick pick : proposal.picks()) {
            jdbc.sql(
                            "insert into funding_pick (proposal, position, income, monthly) values (:id, :p, :income, :monthly)")
                    .param("id", id)
                    .param("p", position++)
                    .param("income", pick.income())
                    .param("monthly", pick.monthly())
                    .update();
        }
    }

    public Optional<Proposal> proposal(Ref ref) {
        return jdbc.sql("select id, months from funding_proposal where ref = :ref order by id desc limit 1")
                .param("ref", ref.text())
                .query((row, n) -> new Proposal(picks(row.getLong("id")), row.getInt("months")))
                .optional();
    }

    private List<Pick> picks(long proposal) {
        return jdbc.sql("select income, monthly from funding_pick where proposal = :id order by position")
                .param("id", proposal)
                .query((row, n) -> new Pick(row.getLong("income"), row.getBigDecimal("monthly")))
                .list();
    }

    /** Rounds of a request, what is left of each; those with nothing left are not there. */
    public List<Round> open(Ref request) {
        return jdbc.sql("""
                        select round, min(payer) as payer, min(unit) as unit, min(purpose) as purpose,
                               sum(case kind when 'reserve' then amount else -amount end) as reserved
                        from ledger where request = :ref group by round
                        having sum(case kind when 'reserve' then amount else -amount end) > 0 order by round""")
                .param("ref", request.text())
                .query((row, n) -> new Round(
                        row.getInt("round"),
                        row.getString("payer"),
                        row.getString("unit"),
                        row.getString("purpose"),
                        row.getBigDecimal("reserved")))
                .list();
    }

    /** Names of lines of income, removed ones included. */
    public Map<Long, String> incomes(Collection<Long> numbers) {
        Map<Long, String> names = new HashMap<>();
        jdbc.sql("select id, name from income_line where id = any(:ids)")
                .param("ids", numbers.toArray(Long[]::new))
                .query((row, n) -> names.put(row.getLong("id"), row.getString("name")))
                .list();
        return names;
    }

    /** What is reserved and what was spent of the one-off costs of these requests; those without either are not there. */
    public Map<Ref, OneOff> oneOff(Collection<Ref> requests) {
        Map<Ref, OneOff> costs = new HashMap<>();
        jdbc.sql("""
                        select request, sum(case kind when 'reserve' then amount else -amount end) as reserved,
                               sum(case kind when 'spend' then amount else 0 end) as spent
                        from ledger where purpose = 'one-off' and request = any(:refs) group by request""")
                .param("refs", requests.stream().map(Ref::text).toArray(String[]::new))
                .query((row, n) -> costs.put(
                        Ref.of(row.getString("request")),
                        new OneOff(row.getBigDecimal("reserved"), row.getBigDecimal("spent"))))
                .list();
        costs.values().removeIf(cost -> cost.all().signum() == 0);
        return costs;
    }

    public int nextRound(Ref request) {
        return jdbc.sql("select coalesce(max(round), 0) + 1 from ledger where request = :ref")
                .param("ref", request.text())
                .query(Integer.class)
                .single();
    }

    /** The parts of a round as they were reserved, the earliest first. */
    public List<Part> parts(Ref request, int round) {
        return jdbc.sql("""
                        select p.* from ledger e join ledger_part p on p.entry = e.seq
                        where e.request = :ref and e.round = :round and e.kind = 'reserve'
                        order by p.period, p.income, p.lob""")
                .param("ref", request.text())
                .param("round", round)
                .query((row, n) -> new Part(
                        row.getObject("income", Long.class),
                        row.getString("lob"),
                        row.getObject("period", LocalDate.class),
                        row.getBigDecimal("amount")))
                .list();
    }

    /** Writes an entry and its parts, which the database posts to the balances or refuses. */
    public void write(Ref request, String kind, Round round, List<Part> parts, Instant at) {
        long entry = jdbc.sql("""
                        insert into ledger (request, kind, round, payer, unit, purpose, amount, at)
                        values (:ref, :kind, :round, :payer, :unit, :purpose, :amount, :at) returning seq""")
                .param("ref", request.text())
                .param("kind", kind)
                .param("round", round.round())
                .param("payer", round.payer())
                .param("unit", round.unit())
                .param("purpose", round.purpose())
                .param("amount", parts.stream().map(Part::amount).reduce(new BigDecimal("0.00"), BigDecimal::add))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        jdbc.sql("""
                        insert into ledger_part (entry, income, lob, period, amount)
                        select :entry, income, lob, period, amount
                        from unnest(:incomes::bigint[], :lobs::text[], :periods::date[], :amounts::numeric[])
                             as part (income, lob, period, amount)""")
                .param("entry", entry)
                .param("incomes", parts.stream().map(Part::income).toArray(Long[]::new))
                .param("lobs", parts.stream().map(Part::lob).toArray(String[]::new))
                .param(
                        "periods",
                        parts.stream().map(part -> part.period().toString()).toArray(String[]::new))
                .param("amounts", parts.stream().map(Part::amount).toArray(BigDecimal[]::new))
                .update();
    }

    /** The entries of a payer, the newest first, before a number where one is given. */
    public List<Posted> posted(String unit, @Nullable Long before, int limit) {
        return jdbc.sql("""
                        select seq, request, kind, purpose, amount, at from ledger
                        where unit = :unit and (:before::bigint is null or seq < :before)
                        order by seq desc limit :limit""")
                .param("unit", unit)
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> new Posted(
                        row.getLong("seq"),
                        Ref.of(row.getString("request")),
                        row.getString("kind"),
                        row.getString("purpose"),
                        row.getBigDecimal("amount"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** What of a budget is reserved, and what spent, in a year. */
    public Budget budget(String lob, LocalDate year) {
        return jdbc.sql("select reserved, spent from balance where lob = :lob and period = :year")
                .param("lob", lob)
                .param("year", year)
                .query((row, n) -> new Budget(row.getBigDecimal("reserved"), row.getBigDecimal("spent")))
                .optional()
                .orElse(new Budget(new BigDecimal("0.00"), new BigDecimal("0.00")));
    }

    /** What is taken of a budget in a year, reserved and spent. */
    public BigDecimal taken(String lob, LocalDate year) {
        return jdbc.sql("select reserved + spent from balance where lob = :lob and period = :year")
                .param("lob", lob)
                .param("year", year)
                .query(BigDecimal.class)
                .optional()
                .orElse(new BigDecimal("0.00"));
    }

    public void running(Ref request, String community, BigDecimal monthly, YearMonth liveFrom) {
        jdbc.sql("""
                        insert into running_cost (request, community, monthly, live_from) values (:ref, :c, :monthly, :live)
                        on conflict (request) do update set monthly = excluded.monthly, live_from = excluded.live_from""")
                .param("ref", request.text())
                .param("c", community)
                .param("monthly", monthly)
                .param("live", liveFrom.atDay(1))
                .update();
    }

    public void noRunning(Ref request) {
        jdbc.sql("delete from running_cost where request = :ref")
                .param("ref", request.text())
                .update();
    }

    /** How many differences there are between the ledger, its parts and the balances: none, ever. */
    public long differences() {
        return jdbc.sql("select count(*) from ledger_difference")
                .query(Long.class)
                .single();
    }
}
