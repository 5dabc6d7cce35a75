-- References and the tree of goal, objective, initiative, request; and needs beside it.
create table dottedline.trail (
    ref        text primary key check (ref ~ '^(G[1-9][0-9]*(\.O[1-9][0-9]*(\.I[1-9][0-9]*(\.R[1-9][0-9]*)?)?)?|N[1-9][0-9]*)$'),
    parent     text references dottedline.trail,
    path       integer[]   not null,
    kind       text        not null check (kind in ('goal', 'objective', 'initiative', 'request', 'need')),
    title      text        not null,
    unit       text        references dottedline.unit,
    state      text        not null check (state in ('running', 'closed', 'declined', 'withdrawn')),
    result     text,
    reason     text,
    created_at timestamptz not null,
    ended_at   timestamptz,
    check ((state = 'running') = (ended_at is null))
);
comment on column dottedline.trail.path is 'The numbers of the reference, for ordering.';
comment on column dottedline.trail.title is 'What both sides may read: it changes when a handover carries a new one.';

create unique index trail_order on dottedline.trail (kind, path);
create index trail_below on dottedline.trail (ref text_pattern_ops);
create index trail_parent on dottedline.trail (parent, path);
create index trail_unit on dottedline.trail (unit);

create table dottedline.trail_counter (
    parent text    not null,
    kind   text    not null,
    last   integer not null,
    primary key (parent, kind)
);

-- What passed between the sides.
create table dottedline.handover (
    seq          bigint generated always as identity primary key,
    message      text        not null,
    from_process text        not null,
    to_process   text        not null,
    from_side    text        not null check (from_side in ('strategy', 'community')),
    ref          text        not null references dottedline.trail,
    at           timestamptz not null,
    payload      json       not null,
    result       text        not null check (result in ('delivered', 'receiver-ended'))
);
create index handover_below on dottedline.handover (ref text_pattern_ops, seq);
create index handover_latest on dottedline.handover (ref, message, seq desc);

revoke all on dottedline.handover from ${app};
grant select, insert on dottedline.handover to ${app};

-- Which element of which process sends which message: written from the models when they are deployed, so that a handover under way can be named.
create table dottedline.message_element (
    process text not null,
    element text not null,
    message text not null,
    primary key (process, element)
);
