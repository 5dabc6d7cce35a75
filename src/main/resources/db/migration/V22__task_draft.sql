-- What somebody has typed into the form of a task and not sent off: theirs alone, and gone with the task.
create table dottedline.task_draft (
    task     text        not null,
    login    text        not null,
    fields   json        not null,
    saved_at timestamptz not null,
    primary key (task, login)
);
