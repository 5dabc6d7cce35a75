-- Ideas of members, as their community keeps them. Who had one is not kept. Nothing of this is read by strategy.
create table dottedline.idea (
    id           bigint generated always as identity primary key,
    community    text        not null references dottedline.unit,
    source       text        not null check (source in ('fider', 'discourse', 'plain')),
    key          text        not null,
    number       text,
    title        text        not null,
    title_key    text        not null,
    description  text,
    suggested_on date,
    votes        integer     not null check (votes >= 0),
    comments     integer     check (comments >= 0),
    total        bigint      not null default 0,
    state        text        not null default 'new' check (state in ('new', 'raised', 'aside')),
    merged_into  bigint references dottedline.idea check (merged_into <> id),
    imported_at  timestamptz not null,
    unique (community, source, key)
);
comment on column dottedline.idea.key is 'What makes it the same idea in the next file: its number at the source, else its title in small letters.';
comment on column dottedline.idea.total is 'Its votes and those of the ideas merged into it.';
create index idea_by_votes on dottedline.idea (community, state, total desc, id desc) where merged_into is null;
create index idea_merged on dottedline.idea (merged_into) where merged_into is not null;

-- With which need or request an idea was raised.
create table dottedline.idea_raised (
    idea bigint      not null references dottedline.idea,
    ref  text        not null references dottedline.trail,
    at   timestamptz not null,
    primary key (ref, idea)
);
create index idea_raised_of on dottedline.idea_raised (idea);
revoke update, delete on dottedline.idea_raised from ${app};

-- What feeds are known by, everywhere and for ever: drawn once for each installation.
create table dottedline.feed_origin (
    single boolean     not null primary key default true check (single),
    id     uuid        not null default gen_random_uuid(),
    since  timestamptz not null default now()
);
insert into dottedline.feed_origin default values;
revoke insert, update, delete on dottedline.feed_origin from ${app};
