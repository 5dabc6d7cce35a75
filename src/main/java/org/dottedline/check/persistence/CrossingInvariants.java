package org.dottedline.check.persistence;

import java.util.List;

/** What passed between the sides, and who did what; asked with what the models say, as parameters. */
final class CrossingInvariants {

    private CrossingInvariants() {}

    static List<Invariant> all() {
        return List.of(
                // A sender that has been passed has handed over: what waits is a job before it. A loop sends to those
                // below, one each. What
                // ended early is told by its sender or by the withdrawal. A new date that is overtaken by the close is
                // not told.
                new Invariant("no-handover-is-lost-or-doubled", """
                        with looped as (select distinct process, message from dottedline.message_element where element like '%#multiInstanceBody'),
                        sent as (
                            select case m.message when 'TrailEnded' then '' else m.process end as process, p.business_key_ as ref, m.message,
                                   count(*) as n, count(*) filter (where m.element = 'TellNewDate') as silent
                            from dottedline.message_element m
                                 join engine.act_hi_actinst a on a.proc_def_key_ = m.process and a.act_id_ = m.element
                                 join engine.act_hi_procinst p on p.id_ = a.proc_inst_id_
                            where m.element not like '%#multiInstanceBody' and a.end_time_ is not null and a.act_inst_state_ <> 2
                            group by 1, 2, 3
                            union all
                            select '', ref, 'TrailEnded', 1, 0 from dottedline.trail
                            where state = 'withdrawn' and kind in ('initiative', 'request', 'need')),
                        passed as (
                            select case h.message when 'TrailEnded' then '' else h.from_process end as process,
                                   case when l.message is null then h.ref else t.parent end as ref, h.message, count(*) as n
                            from dottedline.handover h join dottedline.trail t on t.ref = h.ref
                                 left join looped l on l.process = h.from_process and l.message = h.message
                            where h.message <> 'RemarkAddressed' group by 1, 2, 3)
                        select coalesce(s.ref, p.ref), coalesce(s.message, p.message) || ' was sent ' || coalesce(s.n, 0)
                               || ' times and passed ' || coalesce(p.n, 0) || ' times.'
                        from (select process, ref, message, sum(n) as n, sum(silent) as silent from sent group by 1, 2, 3) s
                             full join passed p on p.process = s.process and p.ref = s.ref and p.message = s.message
                        where coalesce(p.n, 0) not between coalesce(s.n - s.silent, 0) and coalesce(s.n, 0)"""),
                new Invariant("what-was-delivered-arrived-once", """
                        with receiver as (select * from unnest(:processes::text[], :elements::text[], :messages::text[]) as r (process, element, message)),
                        arrived as (
                            select r.process, p.business_key_ as ref, r.message, count(*) as n
                            from receiver r join engine.act_hi_actinst a on a.proc_def_key_ = r.process and a.act_id_ = r.element
                                 join engine.act_hi_procinst p on p.id_ = a.proc_inst_id_
                            where r.message <> 'Withdrawn' and a.end_time_ is not null and a.act_inst_state_ <> 2 group by 1, 2, 3),
                        delivered as (
                            select to_process as process, ref, message, count(*) as n from dottedline.handover
                            where result = 'delivered' and message not in ('TrailEnded', 'RemarkAddressed') group by 1, 2, 3)
                        select coalesce(a.ref, d.ref), coalesce(a.message, d.message) || ' was delivered ' || coalesce(d.n, 0)
                               || ' times and arrived ' || coalesce(a.n, 0) || ' times.'
                        from delivered d full join arrived a on a.process = d.process and a.ref = d.ref and a.message = d.message
                        where a.n is distinct from d.n"""),
                new Invariant("each-handover-is-recorded-once", """
                        select coalesce(h.ref, r.ref), coalesce(h.message, r.message) || ' passed ' || coalesce(h.n, 0) || ' times and was recorded '
                               || coalesce(r.n, 0) || ' times as ' || coalesce(h.result, r.result) || '.'
                        from (select ref, message, result, count(*) as n from dottedline.handover group by 1, 2, 3) h
                             full join (select ref, element as message, after ->> 'result' as result, count(*) as n
                                        from dottedline.record where kind = 'handover' group by 1, 2, 3) r
                             on r.ref = h.ref and r.message = h.message and r.result = h.result
                        where h.n is distinct from r.n"""),
                new Invariant("no-pair-met-in-one-person", """
                        with done as materialized (
                            select distinct r.ref, r.element, who.login
                            from dottedline.record r cross join lateral (values (r.actor), (r.on_behalf_of)) as who (login)
                            where r.kind in ('task-completed', 'started') and r.ref is not null and who.login is not null
                              and r.element = any(:later::text[] || :earlier::text[]))
                        select distinct a.ref, p.later || ' and ' || p.earlier || ' were done by one person, or for one.'
                        from unnest(:later::text[], :earlier::text[]) as p (later, earlier)
                             join done a on a.element = p.later
                             join done b on b.element = p.earlier and b.ref = a.ref and b.login = a.login"""));
    }
}
