-- What people of one side say to each other about a step of a trail. The other side never reads it.
create table dottedline.remark (
    id    bigint generated always as identity primary key,
    ref   text        not null references dottedline.trail,
    side  text        not null check (side in ('strategy', 'community')),
    login text        not null,
    text  text        not null,
    at    timestamptz not null
);
create index remark_of on dottedline.remark (ref, id);
create table dottedline.remark_mention (
    remark bigint not null references dottedline.remark,
    login  text   not null,
    primary key (login, remark)
);
revoke update, delete on dottedline.remark, dottedline.remark_mention from ${app};
