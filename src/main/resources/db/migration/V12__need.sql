-- The unit of the other side that has been told of a step, and sees it since.
alter table dottedline.trail add column addressee text references dottedline.unit;
create index trail_addressee on dottedline.trail (addressee) where addressee is not null;

-- The community's side of a need.
create table dottedline.need (
    ref       text primary key references dottedline.trail,
    community text not null references dottedline.unit,
    lob       text not null references dottedline.unit,
    need      text,
    groups    text[],
    evidence  text
);

-- The answer of the line of business.
create table dottedline.need_answer (
    ref       text primary key references dottedline.trail,
    decision  text not null check (decision in ('adopt', 'link', 'decline')),
    reference text references dottedline.trail,
    reason    text
);
