-- Persons, units and roles. What the service refuses the tables refuse too: two sides in one person, a role without its
-- unit or with the wrong kind of unit, a unit id that could smuggle a second group into a group id.

create table unit (
    id   text not null primary key check (id ~ '^[a-z][a-z0-9-]{0,39}$'),
    kind text not null check (kind in ('lob', 'community')),
    name text not null check (length(name) between 1 and 120),
    unique (id, kind)
);

create table member_group (
    community text not null,
    kind      text not null default 'community' check (kind = 'community'),
    name      text not null check (length(name) between 1 and 60),
    position  integer not null,
    primary key (community, name),
    foreign key (community, kind) references unit (id, kind)
);

create table person (
    login    text not null primary key check (login ~ '^[a-z][a-z0-9.-]{0,59}$'),
    name     text not null check (length(name) between 1 and 120),
    password text,
    enabled  boolean not null default true,
    side     text not null check (side in ('strategy', 'community', 'oversight', 'none')),
    demo     boolean not null default false,
    unique (login, side)
);
comment on column person.password is 'Hash with its method in front ({bcrypt}...); null: cannot sign in with a password.';
comment on column person.side is 'The side of all roles; none for administrators and for persons without a role.';

create table role_grant (
    person    text not null,
    side      text not null,
    role      text not null,
    unit      text,
    unit_kind text,
    -- a person is of one side and each of their roles is of that side: here is where the database holds the first wall
    foreign key (person, side) references person (login, side),
    foreign key (unit, unit_kind) references unit (id, kind),
    constraint side_of_role check (side = case role
        when 'board' then 'strategy'
        when 'lob-executive' then 'strategy'
        when 'strategist' then 'strategy'
        when 'finance' then 'strategy'
        when 'sourcing' then 'strategy'
        when 'delivery' then 'strategy'
        when 'community-manager' then 'community'
        when 'pmo' then 'oversight'
        when 'administrator' then 'none'
        else '' end),
    constraint unit_of_role check (
        (unit is null) = (unit_kind is null)
        and coalesce(unit_kind, '') = case role
            when 'lob-executive' then 'lob'
            when 'strategist' then 'lob'
            when 'community-manager' then 'community'
            else '' end)
);
-- an expression, since "nulls not distinct" came only with PostgreSQL 15
create unique index role_grant_once on role_grant (person, role, coalesce(unit, ''));
create index role_grant_by_group on role_grant (role, unit);

-- Who tried to sign in, kept to limit guessing: failures for the length of the window, successes for 30 days since they
-- tell an address the person is known at from a stranger's.
create table sign_in_attempt (
    id        bigint generated always as identity primary key,
    login     text not null,
    address   text not null,
    at        timestamptz not null default clock_timestamp(),
    succeeded boolean not null default false
);
create index sign_in_attempt_by_login on sign_in_attempt (login, at);
create index sign_in_attempt_by_address on sign_in_attempt (address, at);
create index sign_in_attempt_by_time on sign_in_attempt (at);
