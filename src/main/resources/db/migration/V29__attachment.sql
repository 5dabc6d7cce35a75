-- Files that people of one side keep at a step of a trail. The other side never learns of them.
-- How many there are and how large, for each side of a step: its row is locked by who adds one, so numbers and versions have no gaps.
create table dottedline.attachment_space (
    ref   text    not null references dottedline.trail,
    side  text    not null check (side in ('strategy', 'community')),
    files integer not null,
    bytes bigint  not null,
    primary key (ref, side)
);
create table dottedline.attachment (
    ref     text        not null,
    side    text        not null,
    number  integer     not null,
    name    text        not null,
    version integer     not null,
    type    text        not null,
    size    integer     not null check (size > 0),
    sha256  text        not null,
    login   text        not null,
    at      timestamptz not null,
    content bytea       not null,
    primary key (ref, side, number),
    unique (ref, side, name, version),
    foreign key (ref, side) references dottedline.attachment_space,
    check (octet_length(content) = size),
    check (encode(sha256(content), 'hex') = sha256)
);
comment on column dottedline.attachment.sha256 is 'Of the content; the database counts it once more.';
-- what is kept is packed already, and is read in slices
alter table dottedline.attachment alter column content set storage external;

create table dottedline.attachment_set_aside (
    ref    text        not null,
    side   text        not null,
    number integer     not null,
    login  text        not null,
    reason text        not null,
    at     timestamptz not null,
    primary key (ref, side, number),
    foreign key (ref, side, number) references dottedline.attachment
);
create table dottedline.attachment_opening (
    ref    text        not null,
    side   text        not null,
    number integer     not null,
    login  text        not null,
    at     timestamptz not null,
    foreign key (ref, side, number) references dottedline.attachment
);
create index attachment_opening_of on dottedline.attachment_opening (ref, side, number, at);
comment on table dottedline.attachment_opening is 'Who fetched which version when, beside when they decided.';

revoke delete on dottedline.attachment_space from ${app};
revoke update, delete on dottedline.attachment, dottedline.attachment_set_aside, dottedline.attachment_opening from ${app};

-- A remark handed to the other side: on the sender's side what came of it, on the other side the text that came, without a name.
alter table dottedline.remark
    alter column login drop not null,
    add column across text check (across in ('delivered', 'receiver-ended', 'came')),
    add constraint remark_has_a_name check ((login is null) = (across is not distinct from 'came'));
