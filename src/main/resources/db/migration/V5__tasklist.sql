-- The one scoped view of open work, over the engine's runtime tables. Every user task has exactly one candidate group.
create view dottedline.open_task as
select t.id_           as id,
       t.task_def_key_ as task,
       t.name_         as name,
       d.key_          as process,
       d.version_      as version,
       d.id_           as definition,
       p.business_key_ as ref,
       p.id_           as instance,
       l.group_id_     as candidate_group,
       t.assignee_     as assignee,
       t.create_time_ at time zone 'UTC' as created,
       t.due_date_ at time zone 'UTC'    as due
from engine.act_ru_task t
     join engine.act_ru_execution p on p.id_ = t.proc_inst_id_
     join engine.act_re_procdef d on d.id_ = t.proc_def_id_
     join engine.act_ru_identitylink l on l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ is not null;

-- Tasks of the past, with the group that could see them.
create view dottedline.ended_task as
select t.id_           as id,
       t.task_def_key_ as task,
       t.name_         as name,
       p.business_key_ as ref,
       l.group_id_     as candidate_group,
       t.end_time_ at time zone 'UTC' as ended,
       t.delete_reason_ as ended_how
from engine.act_hi_taskinst t
     join engine.act_hi_procinst p on p.id_ = t.proc_inst_id_
     join engine.act_hi_identitylink l
          on l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ is not null and l.operation_type_ = 'add'
where t.end_time_ is not null;

-- Why a rule or a person sent a task back: shown on the next task of that id at that reference, gone when it is done.
create table dottedline.task_note (
    id   bigint generated always as identity primary key,
    ref  text        not null references dottedline.trail,
    task text        not null,
    note text        not null,
    at   timestamptz not null
);
create index task_note_of on dottedline.task_note (ref, task, id);
