package org.dottedline.check.persistence;

import java.util.List;

/** The record: of each thing that happened one entry, and no entry changed since. */
final class RecordInvariants {

    private RecordInvariants() {}

    static List<Invariant> all() {
        return List.of(
                new Invariant("each-completed-task-is-recorded-once", """
                        select coalesce(p.business_key_, r.ref, '?'), coalesce(t.task_def_key_, r.element, '?') || ' was completed '
                               || case when t.id_ is null then 'in no process' else 'once' end || ' and recorded '
                               || coalesce(r.n, 0) || ' times, as the same step: ' || coalesce(r.same, false) || '.'
                        from (select id_, task_def_key_, proc_inst_id_ from engine.act_hi_taskinst where delete_reason_ = 'completed') t
                             join engine.act_hi_procinst p on p.id_ = t.proc_inst_id_
                             full join (select r.task, count(*) as n, min(r.ref) as ref, min(r.element) as element,
                                               bool_and(h.task_def_key_ = r.element and hp.business_key_ = r.ref) as same
                                        from dottedline.record r left join engine.act_hi_taskinst h on h.id_ = r.task
                                             left join engine.act_hi_procinst hp on hp.id_ = h.proc_inst_id_
                                        where r.kind = 'task-completed' and r.task is not null group by r.task) r on r.task = t.id_
                        where r.n is distinct from 1 or t.id_ is null or not coalesce(r.same, false)"""),
                new Invariant("entries-stand-at-steps", """
                        select r.seq::text, 'The entry names a step that is not there.' from dottedline.record r
                        where r.ref is not null and not exists (select 1 from dottedline.trail t where t.ref = r.ref)"""),
                new Invariant("entries-are-of-known-persons", """
                        select min(r.seq)::text, 'The entry names somebody who is not known.' from dottedline.record r
                        where r.actor <> 'system' and not exists (select 1 from dottedline.person p where p.login = r.actor)
                           or r.on_behalf_of is not null and not exists (select 1 from dottedline.person p where p.login = r.on_behalf_of)
                        group by r.actor, r.on_behalf_of"""),
                new Invariant("withdrawals-are-recorded-once", """
                        select coalesce(t.ref, r.ref), 'It is ' || coalesce(t.state, 'not withdrawn') || ', and the record says '
                               || coalesce(r.n, 0) || ' times that it was withdrawn.'
                        from (select ref, state from dottedline.trail where state = 'withdrawn') t
                             full join (select ref, count(*) as n from dottedline.record where kind = 'withdrawn' group by ref) r on r.ref = t.ref
                        where t.ref is null or r.n is distinct from 1"""),
                new Invariant("every-start-is-recorded-once", """
                        select t.ref, 'The record says ' || count(r.seq) || ' times that it was started.'
                        from dottedline.trail t left join dottedline.record r on r.ref = t.ref and r.kind = 'started'
                        where t.kind in ('goal', 'request', 'need') group by t.ref having count(r.seq) <> 1"""),
                // A row of the record was written by the transaction that it names. A restored database has been
                // written as a whole
                // by one other transaction; so one that differs is a breach unless all rows before it came with the
                // same.
                new Invariant("no-entry-was-changed", """
                        select seq::text, 'The entry was written again after it was recorded.'
                        from (select seq, xmin::text as written, written_by, min(xmin::text) over w as first, max(xmin::text) over w as last
                              from (select seq, xmin, mod(xid::text::numeric, 4294967296)::text as written_by from dottedline.record) r
                              window w as (order by seq)) r
                        where written <> written_by and not (first = written and last = written)"""),
                new Invariant("numbers-were-drawn-by-the-database", """
                        select max(seq)::text, 'The highest number of the record is above what was drawn.' from dottedline.record
                        having max(seq) > (select last_value from pg_sequences
                                           where schemaname = 'dottedline' and sequencename = 'record_seq_seq')"""));
    }
}
