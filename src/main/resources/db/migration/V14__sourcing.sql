-- Build or buy: the options of each round, and the choice that ends it. Strategy alone reads them.
create table dottedline.sourcing_option (
    id             bigint generated always as identity primary key,
    ref            text           not null references dottedline.trail,
    round          integer        not null,
    name           text           not null,
    one_off        numeric(15, 2) not null check (one_off >= 0),
    yearly         numeric(15, 2) not null check (yearly >= 0),
    months_to_live integer        not null check (months_to_live >= 0),
    manager_hours  integer        not null check (manager_hours >= 0),
    risks          text           not null,
    points         integer,
    reasons        text[],
    unique (ref, round, name)
);
comment on column dottedline.sourcing_option.name is '“build”, or the vendor.';

create table dottedline.sourcing_choice (
    ref     text    not null,
    round   integer not null,
    name    text    not null,
    advised text    not null,
    advice  text    not null,
    reason  text,
    void    boolean not null default false,
    primary key (ref, round),
    foreign key (ref, round, name) references dottedline.sourcing_option (ref, round, name)
);
comment on column dottedline.sourcing_choice.void is 'The scope was cut afterwards: the next design is chosen for anew.';
