-- Two duties of a pair that one person did: found as the later one is written, not by comparing the whole record whenever somebody asks.

-- The pairs of the models (separateFrom); a test compares them.
create table dottedline.duty_pair (
    one   text not null,
    other text not null,
    primary key (one, other)
);
insert into dottedline.duty_pair (one, other)
select one, other from (values
    ('BoardGoalProposed', 'ApproveBoardGoal'),
    ('AssessFit', 'ApproveInitiative'),
    ('ApproveInitiative', 'CountersignInitiative'),
    ('DesignFeature', 'ReviewFunding'),
    ('EstimateBuild', 'DecideSourcing'),
    ('CollectQuotes', 'DecideSourcing'),
    ('DecideSourcing', 'ApproveSpending'),
    ('ApproveSpending', 'CountersignSpending'),
    ('ConfirmDelivery', 'AcceptDelivery'),
    ('RecordOutcome', 'AcceptOutcome')) as pair (one, other);
insert into dottedline.duty_pair (one, other) select other, one from dottedline.duty_pair;
comment on table dottedline.duty_pair is 'Duties that are kept apart, each pair both ways round.';

drop index dottedline.record_list_duties;
create table dottedline.duty_met (
    seq bigint constraint record_list_duties primary key
);
comment on table dottedline.duty_met is 'The entry of the record that is the later of two duties of a pair at one reference, done by one person or for them. Written by a trigger alone.';
revoke all on dottedline.duty_pair, dottedline.duty_met from ${app};
grant select on dottedline.duty_pair, dottedline.duty_met to ${app};

create function dottedline.note_duties_that_met() returns trigger language plpgsql
    security definer set search_path = dottedline, pg_temp as $$
begin
    insert into duty_met (seq)
    select new.seq where exists (
        select from duty_pair p join record earlier on earlier.ref = new.ref and earlier.element = p.one
        where p.other = new.element and earlier.seq < new.seq and earlier.kind in ('task-completed', 'started')
          and array[earlier.actor, earlier.on_behalf_of] && array[new.actor, new.on_behalf_of]);
    return null;
end $$;

create trigger record_duties_met after insert on dottedline.record
    for each row when (new.kind in ('task-completed', 'started') and new.ref is not null and new.element is not null)
    execute function dottedline.note_duties_that_met();

insert into dottedline.duty_met (seq)
select distinct later.seq
from dottedline.duty_pair p
join dottedline.record earlier on earlier.element = p.one and earlier.kind in ('task-completed', 'started')
join dottedline.record later on later.element = p.other and later.kind in ('task-completed', 'started')
                            and later.ref = earlier.ref and later.seq > earlier.seq
where array[earlier.actor, earlier.on_behalf_of] && array[later.actor, later.on_behalf_of];
