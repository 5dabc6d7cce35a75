-- Sessions, which every node knows.

create table dottedline.session (
    key      bytea primary key check (octet_length(key) = 32),
    since    timestamptz not null default clock_timestamp(),
    last_use timestamptz not null default clock_timestamp(),
    kept     jsonb not null
);
comment on table dottedline.session is 'Who is signed in at a browser. No role, no name, no hash of a password.';
comment on column dottedline.session.key is 'SHA-256 of the id in the cookie: who reads this table cannot take over a session.';
comment on column dottedline.session.last_use is 'To the minute.';
create index session_last_use on dottedline.session (last_use);

create table dottedline.installation (
    id uuid primary key default gen_random_uuid()
);
comment on table dottedline.installation is 'One row: names the cookie, so that nodes on one database share sessions and neighbours on one host do not.';
insert into dottedline.installation default values;
