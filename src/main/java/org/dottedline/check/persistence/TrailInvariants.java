package org.dottedline.check.persistence;

import java.util.List;

/** The tree of references, and the processes that live on it. */
final class TrailInvariants {

    /** Who speaks for a step: the live processes of its reference, but for words owed to members, which outlive it. */
    private static final String LIVE = """
            with live as materialized (
                select i.id_ as id, i.business_key_ as ref, d.key_ as process, i.super_exec_ as caller
                from engine.act_ru_execution i join engine.act_re_procdef d on d.id_ = i.proc_def_id_
                where i.id_ = i.proc_inst_id_),
            moving as materialized (
                select distinct e.business_key_ as ref
                from engine.act_ru_job j join engine.act_ru_execution e on e.id_ = j.process_instance_id_
                where j.type_ <> 'timer')
            """;

    private TrailInvariants() {}

    static List<Invariant> all() {
        return List.of(
                new Invariant("every-step-is-rooted", """
                        select t.ref, 'Its reference, its parent and its kind do not fit together.'
                        from dottedline.trail t left join dottedline.trail p on p.ref = t.parent
                        where (t.kind in ('goal', 'need')) <> (t.parent is null)
                           or t.parent is not null and (p.ref is null or p.kind <> case t.kind
                                  when 'objective' then 'goal' when 'initiative' then 'objective' when 'request' then 'initiative' end)
                           or t.ref <> coalesce(t.parent || '.', '')
                                  || case t.kind when 'goal' then 'G' when 'objective' then 'O' when 'initiative' then 'I'
                                                 when 'request' then 'R' else 'N' end || t.path[cardinality(t.path)]
                           or t.path <> coalesce(p.path, '{}') || t.path[cardinality(t.path)]"""),
                new Invariant("numbers-have-no-gaps", """
                        select coalesce(t.parent, c.parent) || ' ' || coalesce(t.kind, c.kind),
                               coalesce(n, 0) || ' steps, the highest number is ' || coalesce(highest, 0) || ', counted were '
                               || coalesce(c.last, 0) || '.'
                        from (select coalesce(parent, '') as parent, kind, count(*) as n, max(path[cardinality(path)]) as highest
                              from dottedline.trail group by 1, 2) t
                             full join dottedline.trail_counter c on c.parent = t.parent and c.kind = t.kind
                        where n is distinct from highest or c.last is distinct from highest"""),
                new Invariant("every-step-has-its-content", """
                        select t.ref, 'Nothing is kept of this ' || t.kind || '.'
                        from dottedline.trail t
                        where not case t.kind
                            when 'goal' then exists (select 1 from dottedline.goal x where x.ref = t.ref)
                            when 'objective' then exists (select 1 from dottedline.objective x where x.ref = t.ref)
                            when 'initiative' then exists (select 1 from dottedline.initiative x where x.ref = t.ref)
                            when 'request' then exists (select 1 from dottedline.request x where x.ref = t.ref)
                            else exists (select 1 from dottedline.need x where x.ref = t.ref) end"""),
                new Invariant("nothing-runs-below-what-ended", """
                        select t.ref, 'It runs, and ' || p.ref || ' is ' || p.state || '.'
                        from dottedline.trail t join dottedline.trail p on p.ref = t.parent
                        where t.state = 'running' and p.state <> 'running' and (p.kind <> 'objective' or p.state = 'withdrawn')"""),
                new Invariant("one-process-of-a-kind", LIVE + """
                        select ref, count(*) || ' processes ' || process || ' live here.'
                        from live where process <> 'member-report' group by ref, process having count(*) > 1"""),
                new Invariant("what-runs-has-a-process", LIVE + """
                        select t.ref, 'It runs, and no process works on it.'
                        from dottedline.trail t
                        where t.state = 'running' and not exists (
                            select 1 from live where live.ref = t.ref and live.process <> 'member-report')"""),
                new Invariant("what-ended-has-no-process", LIVE + """
                        select t.ref, 'It is ' || t.state || ', and ' || l.process || ' lives on.'
                        from live l join dottedline.trail t on t.ref = l.ref
                        where t.state <> 'running' and l.process <> 'member-report' and t.ref not in (select ref from moving)"""),
                new Invariant("every-process-is-on-the-trail", LIVE + """
                        select coalesce(l.ref, l.id), 'A process ' || l.process || ' works on no step.'
                        from live l left join dottedline.trail t on t.ref = l.ref where t.ref is null"""),
                new Invariant("every-process-waits-for-something", LIVE + """
                        select l.ref, 'The process ' || l.process || ' waits for nothing and nobody.'
                        from live l
                        where not exists (select 1 from engine.act_ru_task t where t.proc_inst_id_ = l.id)
                          and not exists (select 1 from engine.act_ru_job j where j.process_instance_id_ = l.id)
                          and not exists (select 1 from engine.act_ru_event_subscr s
                                          where s.proc_inst_id_ = l.id and s.event_name_ <> 'Withdrawn')
                          and not exists (select 1 from engine.act_ru_execution c join engine.act_ru_execution e on e.id_ = c.super_exec_
                                          where e.proc_inst_id_ = l.id)"""),
                new Invariant("every-word-owed-is-asked-for", """
                        select w.ref, case when w.published_at is null then 'Members are owed a word, and '
                                           else 'Members were told, and ' end || count(v.id_) || ' processes ask for it.'
                        from dottedline.word w
                             left join engine.act_ru_variable v on v.name_ = 'word' and v.text_ = w.id::text
                                  and exists (select 1 from engine.act_ru_execution e join engine.act_re_procdef d on d.id_ = e.proc_def_id_
                                              where e.id_ = v.proc_inst_id_ and d.key_ = 'member-report')
                        group by w.id having count(v.id_) <> case when w.published_at is null then 1 else 0 end"""));
    }
}
