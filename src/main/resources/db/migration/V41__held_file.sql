-- Survey and idea files between two pages, which every node knows.

create unlogged table dottedline.held_file (
    kind  text        not null,
    login text        not null,
    id    bytea       not null unique check (octet_length(id) = 32),
    place text        not null,
    until timestamptz not null,
    primary key (kind, login)
);
comment on table dottedline.held_file is
    'One of a kind for each person, for a quarter of an hour. Unlogged: neither it nor its parts are in the write-ahead log or outlive a crash.';
comment on column dottedline.held_file.id is 'Derived from the key in the address of the page, which stands nowhere else: who reads this table cannot unlock the parts.';
create index held_file_until on dottedline.held_file (until);

create unlogged table dottedline.held_part (
    kind    text    not null,
    login   text    not null,
    number  integer not null,
    content bytea   not null,
    primary key (kind, login, number),
    foreign key (kind, login) references dottedline.held_file on delete cascade
);
comment on table dottedline.held_part is 'What is kept of a held file, each part locked by AES-256-GCM: first what a look at it found, then its content.';
alter table dottedline.held_part alter column content set storage external;
