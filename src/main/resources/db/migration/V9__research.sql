-- Member research. All of it is the community's; what leaves it is made from it when it is handed over.
create table dottedline.research_plan (
    ref       text    primary key references dottedline.trail,
    question  text    not null,
    method    text    not null check (method in ('survey', 'poll', 'interviews')),
    closes_on date    not null,
    sound     boolean not null default false
);
comment on column dottedline.research_plan.sound is 'It meets the standard: from then on neither it nor its groups can change.';

create table dottedline.research_group (
    ref             text    not null references dottedline.research_plan,
    member_group    text    not null,
    position        integer not null,
    minimum         integer not null check (minimum > 0),
    welcome_at      integer not null check (welcome_at between 0 and 100),
    unwelcome_below integer not null check (unwelcome_below between 0 and welcome_at),
    primary key (ref, member_group)
);

-- Question, groups and thresholds are fixed before results arrive, whoever asks.
create function dottedline.research_plan_stands() returns trigger language plpgsql as $$
begin
    if old.sound then
        raise exception 'The research plan of % stands.', old.ref;
    end if;
    return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger research_plan_stands before update or delete on dottedline.research_plan
    for each row execute function dottedline.research_plan_stands();

create function dottedline.research_groups_stand() returns trigger language plpgsql as $$
declare
    plan text := case tg_op when 'DELETE' then old.ref else new.ref end;
begin
    if exists (select 1 from dottedline.research_plan p where p.ref = plan and p.sound) then
        raise exception 'The research plan of % stands.', plan;
    end if;
    return case tg_op when 'DELETE' then old else new end;
end
$$;
create trigger research_groups_stand before insert or update or delete on dottedline.research_group
    for each row execute function dottedline.research_groups_stand();

-- One row per round; what a round brought adds to the rounds before.
create table dottedline.research_round (
    ref     text    not null references dottedline.research_plan,
    round   integer not null check (round > 0),
    summary text    not null,
    primary key (ref, round)
);

create table dottedline.research_result (
    ref          text    not null,
    round        integer not null,
    member_group text    not null,
    asked        integer not null check (asked >= 0),
    answered     integer not null check (answered >= 0),
    in_favour    integer not null check (in_favour >= 0),
    neutral      integer not null check (neutral >= 0),
    against      integer not null check (against >= 0),
    primary key (ref, round, member_group),
    foreign key (ref, round) references dottedline.research_round,
    foreign key (ref, member_group) references dottedline.research_group,
    check (in_favour + neutral + against = answered)
);

create table dottedline.research_quote (
    ref      text    not null,
    round    integer not null,
    position integer not null,
    text     text    not null,
    primary key (ref, round, position),
    foreign key (ref, round) references dottedline.research_round
);

-- What each round came to, as the decision tables had it at that time.
create table dottedline.research_verdict (
    ref     text    not null,
    round   integer not null,
    verdict text    not null check (verdict in ('welcome', 'unwelcome', 'inconclusive')),
    primary key (ref, round),
    foreign key (ref, round) references dottedline.research_round
);

create table dottedline.research_group_verdict (
    ref          text    not null,
    round        integer not null,
    member_group text    not null,
    verdict      text    not null check (verdict in ('welcome', 'unwelcome', 'inconclusive')),
    primary key (ref, round, member_group),
    foreign key (ref, round) references dottedline.research_verdict
);

revoke all on dottedline.research_round, dottedline.research_result, dottedline.research_quote,
    dottedline.research_verdict, dottedline.research_group_verdict from ${app};
grant select, insert on dottedline.research_round, dottedline.research_result, dottedline.research_quote,
    dottedline.research_verdict, dottedline.research_group_verdict to ${app};
