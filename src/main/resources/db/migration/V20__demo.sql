-- Which chapters of the demo's story have been told: each in one transaction, so that a killed start goes on after the last one.
create table dottedline.demo_chapter (
    chapter text primary key,
    told_at timestamptz not null default now()
);
