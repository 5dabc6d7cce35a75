-- The first answer to a POST with an idempotency key, kept for 24 hours, written in the transaction of what it did.
create table dottedline.idempotency_key (
    person   text        not null,
    key      text        not null,
    request  text        not null,
    at       timestamptz not null,
    status   integer,
    location text,
    body     text,
    primary key (person, key)
);
comment on column dottedline.idempotency_key.request is 'SHA-256 of method, path and body.';
create index idempotency_key_age on dottedline.idempotency_key (at);
