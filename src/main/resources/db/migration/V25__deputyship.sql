-- Who stands in for whom, from a day to a day. Rows stay: who could act for whom at a time is asked years later.
create table dottedline.deputyship (
    id        bigint generated always as identity primary key,
    person    text        not null,
    deputy    text        not null check (deputy <> person),
    from_day  date        not null,
    until_day date        not null check (until_day >= from_day),
    named_by  text        not null,
    named_at  timestamptz not null,
    agreed_by text,
    agreed_at timestamptz,
    ended_by  text,
    ended_at  timestamptz
);
comment on column dottedline.deputyship.agreed_by is 'The PMO, needed where somebody else than the person themself named the deputy.';
create index deputyship_of_deputy on dottedline.deputyship (deputy, until_day);
create index deputyship_of_person on dottedline.deputyship (person, until_day);
revoke delete on dottedline.deputyship from ${app};

-- deputies are among the changes that the PMO lists
drop index dottedline.record_list_changes;
create index record_list_changes on dottedline.record (seq, at)
    where kind in ('person-added', 'person-changed', 'unit-added', 'unit-changed', 'limit-proposed', 'limit-confirmed', 'finances-changed',
                   'deputy-named', 'deputy-agreed', 'deputy-ended');
