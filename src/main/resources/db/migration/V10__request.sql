-- The community's side of a feature request.
create table dottedline.request (
    ref           text primary key references dottedline.trail,
    community     text not null references dottedline.unit,
    need          text,
    description   text,
    answer        text check (answer in ('still-welcome', 'end')),
    answer_reason text,
    launched_on   date,
    announcement  text
);
comment on column dottedline.request.answer is 'The last answer to a cut of scope.';
create table dottedline.request_feedback (
    ref          text primary key references dottedline.request,
    from_day     date          not null,
    to_day       date          not null check (to_day >= from_day),
    members      integer       not null check (members >= 0),
    reports      integer       not null check (reports >= 0),
    satisfaction numeric(2, 1) not null check (satisfaction between 0 and 5),
    summary      text          not null
);

-- The strategy side: one design per round of scope, what was decided on its spending, and what was delivered.
create table dottedline.request_design (
    ref            text           not null references dottedline.trail,
    round          integer        not null,
    scope          text           not null,
    points         text[]         not null,
    one_off        numeric(15, 2) not null check (one_off >= 0),
    running_yearly numeric(15, 2) not null check (running_yearly >= 0),
    months_to_live integer        not null check (months_to_live >= 0),
    cut_reason     text,
    primary key (ref, round)
);
comment on column dottedline.request_design.cut_reason is 'Why its scope was to be cut, where it was.';
create table dottedline.request_spending (
    id       bigint generated always as identity primary key,
    ref      text           not null references dottedline.trail,
    amount   numeric(15, 2) not null,
    decision text           not null check (decision in ('approve', 'decline', 'cut-scope')),
    stage    text           not null check (stage in ('how-to-pay', 'spending')),
    reason   text
);
comment on column dottedline.request_spending.amount is 'The one-off cost that was decided on.';
create index request_spending_of on dottedline.request_spending (ref, id);
create table dottedline.request_delivery (
    ref    text           not null references dottedline.trail,
    round  integer        not null,
    design integer        not null,
    met    text[]         not null,
    unmet  text[]         not null,
    actual numeric(15, 2) not null check (actual >= 0),
    primary key (ref, round)
);
