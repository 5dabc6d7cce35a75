-- The record: one row per thing that happens, written in the transaction of what it records, never changed.
create table dottedline.record (
    seq          bigint generated always as identity primary key,
    at           timestamptz not null,
    ref          text,
    side         text        not null check (side in ('strategy', 'community', 'oversight', 'none')),
    process      text,
    version      integer,
    element      text,
    kind         text        not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
    actor        text        not null,
    role         text,
    on_behalf_of text,
    before       json,
    after        json,
    reason       text,
    decision     json,
    task         text,
    xid          xid8        not null default pg_current_xact_id()
);
comment on table dottedline.record is 'Append-only; the application may select and insert, nobody may update, delete or truncate.';
comment on column dottedline.record.role is 'The group through which the actor acted, as held at that time.';
comment on column dottedline.record.decision is 'Decision table key, version, rules that fired and what they said.';
comment on column dottedline.record.xid is 'The writing transaction, so that a reader knows which lower numbers may still commit.';

create index record_ref on dottedline.record (ref text_pattern_ops, seq);
create index record_duty on dottedline.record (ref, element) where element is not null;
create index record_task on dottedline.record (task) where task is not null;

revoke all on dottedline.record from ${app};
grant select, insert on dottedline.record to ${app};

create function dottedline.record_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'The record is append-only: % refused.', tg_op using errcode = 'insufficient_privilege';
end $$;

create trigger record_append_only before update or delete or truncate on dottedline.record
    for each statement execute function dottedline.record_is_append_only();
