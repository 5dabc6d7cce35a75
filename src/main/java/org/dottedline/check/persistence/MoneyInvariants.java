package org.dottedline.check.persistence;

import java.util.List;

/** Money: the ledger adds up, and nothing is set aside twice, above what there is, or for nobody. */
final class MoneyInvariants {

    private MoneyInvariants() {}

    static List<Invariant> all() {
        return List.of(
                new Invariant("ledger-adds-up", """
                        select coalesce(income::text, lob, '?'), 'Ledger, parts and balance differ (' || what || ') in ' || coalesce(period::text, '?') || '.'
                        from dottedline.ledger_difference"""),
                new Invariant("income-within-capacity", """
                        select b.income::text, 'In ' || to_char(b.period, 'YYYY-MM') || ' ' || (b.reserved + b.spent)
                               || ' is set aside or spent of ' || l.monthly || '.'
                        from dottedline.balance b join dottedline.income_line l on l.id = b.income
                        where b.reserved + b.spent > l.monthly and b.reserved > 0"""),
                // A budget is a limit: a change binds later reservations only. Which of those of a day stood at a
                // moment is not asked.
                new Invariant("budget-within-capacity", """
                        select request, 'With it ' || taken || ' was set aside of a budget of ' || coalesce(capacity, 0) || '.'
                        from (select e.request, e.kind, p.lob,
                                     sum(case e.kind when 'reserve' then p.amount when 'release' then -p.amount else 0 end)
                                         over (partition by p.lob, p.period order by e.seq) as taken,
                                     (select max(l.value) from dottedline.limit_row l
                                      where l.key = 'budget' and l.unit = p.lob and l.confirmed_at is not null
                                        and l.valid_from <= (e.at at time zone 'UTC')::date) as capacity
                              from dottedline.ledger_part p join dottedline.ledger e on e.seq = p.entry
                              where p.lob is not null) posted
                        where kind = 'reserve' and taken > coalesce(capacity, 0)"""),
                new Invariant("nothing-set-aside-for-what-ended", """
                        select e.request, 'It has ended, and ' || sum(case e.kind when 'reserve' then e.amount else -e.amount end)
                               || ' is still set aside.'
                        from dottedline.ledger e join dottedline.trail t on t.ref = e.request
                        where t.state <> 'running'
                        group by e.request having sum(case e.kind when 'reserve' then e.amount else -e.amount end) <> 0"""),
                new Invariant("no-running-cost-of-what-never-went-live", """
                        select r.request, 'It ended as ' || t.state || ', and its running cost is still counted.'
                        from dottedline.running_cost r join dottedline.trail t on t.ref = r.request
                        where t.state in ('declined', 'withdrawn')
                          and not exists (select 1 from dottedline.ledger e where e.request = r.request and e.kind = 'spend')"""),
                new Invariant("money-is-recorded-once", """
                        select coalesce(l.request, r.ref), 'The ledger has ' || coalesce(l.n, 0) || ' and the record ' || coalesce(r.n, 0)
                               || ' of ' || coalesce(l.kind, r.kind) || ' in round ' || coalesce(l.round, r.round) || '.'
                        from (select request, kind, round, count(*) as n from dottedline.ledger group by 1, 2, 3) l
                             full join (select ref, substr(kind, 7) as kind, (after ->> 'round')::integer as round, count(*) as n
                                        from dottedline.record where kind in ('money-reserve', 'money-release', 'money-spend')
                                        group by 1, 2, 3) r
                             on r.ref = l.request and r.kind = l.kind and r.round = l.round
                        where l.n is distinct from r.n"""));
    }
}
