create table dottedline.goal (
    ref         text primary key references dottedline.trail,
    why         text    not null,
    fiscal_year integer not null check (fiscal_year between 2000 and 2100),
    measure     text    not null,
    result      text check (result in ('achieved', 'partly', 'missed')),
    summary     text
);
create table dottedline.goal_lob (
    goal     text    not null references dottedline.goal,
    lob      text    not null references dottedline.unit,
    position integer not null,
    primary key (goal, lob)
);

-- One row per objective from the moment its line of business has it; the numbers come with the commitment.
create table dottedline.objective (
    ref          text primary key references dottedline.trail,
    lob          text not null references dottedline.unit,
    measure      text,
    unit         text,
    direction    text check (direction in ('lower', 'higher')),
    baseline     numeric,
    target       numeric,
    due_on       date,
    cadence      text check (cadence in ('weekly', 'monthly', 'quarterly')),
    committed_at timestamptz,
    result       text check (result in ('achieved', 'missed', 'extended')),
    final_value  numeric,
    closing_reason text
);
create table dottedline.objective_invitation (
    objective text    not null references dottedline.objective,
    community text    not null references dottedline.unit,
    position  integer not null,
    primary key (objective, community)
);

-- The community's side of an initiative.
create table dottedline.initiative (
    ref       text primary key references dottedline.trail,
    community text not null references dottedline.unit,
    title     text,
    need      text,
    groups    text[],
    idea      text,
    decision  text check (decision in ('approve', 'decline', 'changes')),
    summary   text
);
comment on column dottedline.initiative.decision is 'The last decision that was handed over, as the community knows it.';

-- The strategy side of an initiative: one row per round of approval.
create table dottedline.initiative_approval (
    ref         text    not null references dottedline.trail,
    round       integer not null,
    fit         text check (fit in ('strong', 'fair', 'weak')),
    effect      text,
    budget_band text check (budget_band in ('to-25000', 'to-100000', 'to-150000', 'above-150000')),
    note        text,
    decision    text check (decision in ('approve', 'decline', 'changes')),
    reason      text,
    cap         numeric(15, 2) check (cap > 0),
    primary key (ref, round)
);
