-- Limits and thresholds: dated rows, proposed by one person and confirmed by another. A row is never changed but by its confirmation.
create table dottedline.limit_row (
    id           bigint generated always as identity primary key,
    key          text        not null check (key in ('board-limit', 'small-change-limit', 'research-minimum',
                                                     'research-welcome-at', 'floor', 'budget')),
    unit         text references dottedline.unit,
    value        numeric     not null check (value >= 0),
    valid_from   date        not null,
    proposed_by  text        not null,
    proposed_at  timestamptz not null,
    confirmed_by text,
    confirmed_at timestamptz,
    check ((unit is not null) = (key in ('floor', 'budget'))),
    check ((confirmed_by is null) = (confirmed_at is null)),
    constraint limit_of_two_persons check (confirmed_by <> proposed_by or proposed_by = 'system')
);
create index limit_row_of on dottedline.limit_row (key, unit, valid_from, confirmed_at);

revoke all on dottedline.limit_row from ${app};
grant select, insert, update (confirmed_by, confirmed_at) on dottedline.limit_row to ${app};

create function dottedline.limit_is_confirmed_once() returns trigger language plpgsql as $$
begin
    if old.confirmed_by is not null then
        raise exception 'A limit is confirmed once.' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger limit_is_confirmed_once before update on dottedline.limit_row
    for each row execute function dottedline.limit_is_confirmed_once();

insert into dottedline.limit_row (key, value, valid_from, proposed_by, proposed_at, confirmed_by, confirmed_at)
values ('board-limit', 250000.00, '2000-01-01', 'system', '2000-01-01 00:00Z', 'system', '2000-01-01 00:00Z'),
       ('small-change-limit', 5000.00, '2000-01-01', 'system', '2000-01-01 00:00Z', 'system', '2000-01-01 00:00Z'),
       ('research-minimum', 20, '2000-01-01', 'system', '2000-01-01 00:00Z', 'system', '2000-01-01 00:00Z'),
       ('research-welcome-at', 50, '2000-01-01', 'system', '2000-01-01 00:00Z', 'system', '2000-01-01 00:00Z');

-- What a community earns and spends in a month. Each version is in the record, before and after.
create table dottedline.income_line (
    id          bigint generated always as identity primary key,
    community   text           not null references dottedline.unit,
    position    integer        not null,
    name        text           not null check (length(name) between 1 and 120),
    kind        text           not null check (kind in ('sponsor', 'membership', 'event', 'other')),
    monthly     numeric(15, 2) not null check (monthly >= 0),
    restriction text           not null check (restriction ~ '^[a-z][a-z0-9-]{0,59}$'),
    version     integer        not null default 1,
    removed     boolean        not null default false
);
comment on column dottedline.income_line.restriction is
    'any: any community purpose; none: not to be reallocated; else the use it is restricted to, the name of a cost in small letters and hyphens.';
create index income_line_of on dottedline.income_line (community, position) where not removed;

create table dottedline.cost_line (
    id        bigint generated always as identity primary key,
    community text           not null references dottedline.unit,
    position  integer        not null,
    name      text           not null check (length(name) between 1 and 120),
    monthly   numeric(15, 2) not null check (monthly >= 0),
    version   integer        not null default 1,
    removed   boolean        not null default false
);
create index cost_line_of on dottedline.cost_line (community, position) where not removed;

-- What a controller proposes to reallocate: the last one of a request is what the guard is asked about.
create table dottedline.funding_proposal (
    id     bigint generated always as identity primary key,
    ref    text        not null references dottedline.trail,
    months integer     not null check (months between 1 and 12),
    at     timestamptz not null,
    actor  text        not null
);
create index funding_proposal_of on dottedline.funding_proposal (ref, id desc);
create table dottedline.funding_pick (
    proposal bigint         not null references dottedline.funding_proposal,
    position integer        not null,
    income   bigint         not null references dottedline.income_line,
    monthly  numeric(15, 2) not null check (monthly > 0),
    primary key (proposal, income)
);

-- The ledger: money reserved, released and spent, from a community's income or from the budget of a line of business.
create table dottedline.ledger (
    seq     bigint generated always as identity primary key,
    request text           not null references dottedline.trail,
    kind    text           not null check (kind in ('reserve', 'release', 'spend')),
    round   integer        not null check (round > 0),
    payer   text           not null check (payer in ('community', 'lob')),
    unit    text           not null references dottedline.unit,
    purpose text           not null check (purpose in ('one-off', 'running')),
    amount  numeric(15, 2) not null check (amount >= 0),
    at      timestamptz    not null,
    unique (request, kind, round)
);
create index ledger_of_unit on dottedline.ledger (unit, seq);

-- An entry in its parts: income by month, or a budget by year. The parts of an entry add up to it.
create table dottedline.ledger_part (
    entry  bigint         not null references dottedline.ledger,
    income bigint references dottedline.income_line,
    lob    text references dottedline.unit,
    period date           not null,
    amount numeric(15, 2) not null check (amount > 0),
    check ((income is null) <> (lob is null))
);
create index ledger_part_of on dottedline.ledger_part (entry);

-- What is reserved and spent of each account, kept by the database alone.
create table dottedline.balance (
    income   bigint references dottedline.income_line,
    lob      text references dottedline.unit,
    period   date           not null,
    reserved numeric(15, 2) not null default 0 check (reserved >= 0),
    spent    numeric(15, 2) not null default 0 check (spent >= 0),
    check ((income is null) <> (lob is null)),
    unique (income, period),
    unique (lob, period)
);

-- The running cost of features that a community pays for, from the month they go live.
create table dottedline.running_cost (
    request   text primary key references dottedline.trail,
    community text           not null references dottedline.unit,
    monthly   numeric(15, 2) not null check (monthly >= 0),
    live_from date           not null
);
create index running_cost_of on dottedline.running_cost (community);

revoke all on dottedline.ledger, dottedline.ledger_part, dottedline.balance from ${app};
grant select, insert on dottedline.ledger, dottedline.ledger_part to ${app};
grant select on dottedline.balance to ${app};

create function dottedline.ledger_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'The ledger is append-only: % refused.', tg_op using errcode = 'insufficient_privilege';
end $$;
create trigger ledger_append_only before update or delete or truncate on dottedline.ledger
    for each statement execute function dottedline.ledger_is_append_only();
create trigger ledger_part_append_only before update or delete or truncate on dottedline.ledger_part
    for each statement execute function dottedline.ledger_is_append_only();

-- Posts a part to its balance under a lock on the account, and refuses what would be more than the account has.
create function dottedline.post_ledger_part() returns trigger language plpgsql
    security definer set search_path = dottedline, pg_temp as $$
declare
    entry    ledger;
    capacity numeric;
    taken    numeric;
begin
    select * into entry from ledger where seq = new.entry;
    if new.income is not null then
        select monthly into capacity from income_line where id = new.income and not removed for no key update;
    else
        perform 1 from unit where id = new.lob for no key update;
        select value into capacity from limit_row
        where key = 'budget' and unit = new.lob and confirmed_by is not null
          and valid_from <= (entry.at at time zone 'UTC')::date
        order by valid_from desc, confirmed_at desc, id desc limit 1;
    end if;
    if entry.kind = 'reserve' then
        if new.income is not null then
            insert into balance (income, period, reserved) values (new.income, new.period, new.amount)
            on conflict (income, period) do update set reserved = balance.reserved + excluded.reserved
            returning reserved + spent into taken;
        else
            insert into balance (lob, period, reserved) values (new.lob, new.period, new.amount)
            on conflict (lob, period) do update set reserved = balance.reserved + excluded.reserved
            returning reserved + spent into taken;
        end if;
        if taken > coalesce(capacity, 0) then
            raise exception 'More would be reserved than the account has.'
                using errcode = 'check_violation', constraint = 'account_capacity';
        end if;
    else
        update balance
        set reserved = reserved - new.amount, spent = spent + case entry.kind when 'spend' then new.amount else 0 end
        where period = new.period and income is not distinct from new.income and lob is not distinct from new.lob;
        if not found or (
            select sum(case e.kind when 'reserve' then p.amount else -p.amount end)
            from ledger e join ledger_part p on p.entry = e.seq
            where e.request = entry.request and e.round = entry.round and p.period = new.period
              and p.income is not distinct from new.income and p.lob is not distinct from new.lob) < 0 then
            raise exception 'So much is not reserved there.' using errcode = 'check_violation', constraint = 'account_capacity';
        end if;
    end if;
    return null;
end $$;
create trigger ledger_part_posted after insert on dottedline.ledger_part
    for each row execute function dottedline.post_ledger_part();

-- Where ledger, parts and balances differ: no row, ever.
create view dottedline.ledger_difference as
select p.income, p.lob, p.period, 'balance' as what
from (select income, lob, period,
             sum(case kind when 'reserve' then p.amount else -p.amount end)  as reserved,
             sum(case kind when 'spend' then p.amount else 0 end)            as spent
      from dottedline.ledger_part p join dottedline.ledger e on e.seq = p.entry
      group by income, lob, period) p
     full join dottedline.balance b
          on b.period = p.period and coalesce(b.lob, b.income::text) = coalesce(p.lob, p.income::text)
where b.period is null or p.period is null or b.reserved <> p.reserved or b.spent <> p.spent
union all
select null, e.unit, e.at::date, 'parts'
from dottedline.ledger e left join dottedline.ledger_part p on p.entry = e.seq
group by e.seq
having e.amount <> coalesce(sum(p.amount), 0)
union all
select null, min(e.unit), min(e.at)::date, 'round'
from dottedline.ledger e
group by e.request, e.round
having sum(case kind when 'reserve' then amount else -amount end) < 0;
