package org.dottedline.check.persistence;

import java.util.List;

/** Open tasks, who has them, and who may. */
final class TaskInvariants {

    private TaskInvariants() {}

    static List<Invariant> all() {
        return List.of(
                new Invariant("no-task-where-it-ended", """
                        select t.ref, 'It is ' || t.state || ', and ' || o.task_def_key_ || ' is open.'
                        from engine.act_ru_task o join engine.act_ru_execution p on p.id_ = o.proc_inst_id_
                             join dottedline.trail t on t.ref = p.business_key_
                        where t.state <> 'running' and o.task_def_key_ <> 'TellMembers'"""),
                new Invariant("every-task-has-a-process-and-a-group", """
                        select coalesce(p.business_key_, t.id_), t.task_def_key_ || ' has ' || count(l.id_) || ' groups'
                               || case when p.id_ is null then ' and no process.' else '.' end
                        from engine.act_ru_task t left join engine.act_ru_execution p on p.id_ = t.proc_inst_id_
                             left join engine.act_ru_identitylink l on l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ is not null
                                  and (position('.' in l.group_id_) = 0
                                       or exists (select 1 from dottedline.unit u where u.id = split_part(l.group_id_, '.', 2)))
                        group by t.id_, p.id_ having count(l.id_) <> 1 or p.id_ is null"""),
                new Invariant("who-has-a-task-has-its-role", """
                        select o.ref, o.task || ' is in the hands of somebody who is not of ' || o.candidate_group || '.'
                        from dottedline.open_task o
                        where o.assignee is not null and not exists (
                            select 1 from dottedline.role_grant g
                            where g.person = o.assignee and g.role || coalesce('.' || g.unit, '') = o.candidate_group)"""),
                new Invariant("nobody-is-of-two-sides", """
                        select min(role) || ', ' || max(role), 'One person holds both.'
                        from (select person, role, case role
                                  when 'community-manager' then 'community' when 'pmo' then 'oversight'
                                  when 'administrator' then 'none' else 'strategy' end as side from dottedline.role_grant) g
                        group by person having count(distinct side) > 1"""),
                new Invariant("drafts-are-somebodys", """
                        select task, 'A draft of nobody who is known.' from dottedline.task_draft d
                        where not exists (select 1 from dottedline.person p where p.login = d.login)"""),
                new Invariant("nothing-was-given-up-on", """
                        select coalesce(e.business_key_, i.id_), 'The step ' || coalesce(i.activity_id_, '?') || ' was given up on.'
                        from engine.act_ru_incident i left join engine.act_ru_execution e on e.id_ = i.proc_inst_id_
                        where i.id_ = i.root_cause_incident_id_ or i.root_cause_incident_id_ is null"""),
                new Invariant("what-was-given-up-on-is-shown", """
                        select coalesce(e.business_key_, j.id_), 'A job without tries is left, and no incident says so.'
                        from engine.act_ru_job j left join engine.act_ru_execution e on e.id_ = j.process_instance_id_
                        where j.retries_ <= 0 and not exists (select 1 from engine.act_ru_incident i where i.configuration_ = j.id_)"""));
    }
}
