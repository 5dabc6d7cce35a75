-- Of which objective and which initiative an entry is, kept in the index of each list: a list of a unit that seldom decides passes by the
-- entries of others without taking their references apart. The words are those of audit.persistence.ListTable.
drop index dottedline.record_list_approvals;
drop index dottedline.record_list_funding;
drop index dottedline.record_list_overrides;
drop index dottedline.record_list_deadlines;
drop index dottedline.record_list_withdrawals;

create index record_list_approvals on dottedline.record (seq, at, ref text_pattern_ops,
        (split_part(ref, '.', 1) || '.' || split_part(ref, '.', 2)),
        (split_part(ref, '.', 1) || '.' || split_part(ref, '.', 2) || '.' || split_part(ref, '.', 3)))
    where kind = 'task-completed' and element in ('ApproveBoardGoal', 'ApproveInitiative', 'CountersignInitiative', 'ApproveSpending',
                                                  'CountersignSpending');
create index record_list_funding on dottedline.record (seq, at, ref text_pattern_ops,
        (split_part(ref, '.', 1) || '.' || split_part(ref, '.', 2)),
        (split_part(ref, '.', 1) || '.' || split_part(ref, '.', 2) || '.' || split_part(ref, '.', 3)))
    where kind in ('money-reserve', 'money-release', 'money-spend')
       or kind = 'task-completed' and element in ('ReviewFunding', 'DecideHowToPay');
create index record_list_overrides on dottedline.record (seq, at, ref text_pattern_ops,
        (split_part(ref, '.', 1) || '.' || split_part(ref, '.', 2)),
        (split_part(ref, '.', 1) || '.' || split_part(ref, '.', 2) || '.' || split_part(ref, '.', 3)))
    where kind = 'task-completed' and element = 'DecideSourcing' and before ->> 'advised' <> after ->> 'option';
create index record_list_deadlines on dottedline.record (seq, at, ref text_pattern_ops,
        (split_part(ref, '.', 1) || '.' || split_part(ref, '.', 2)),
        (split_part(ref, '.', 1) || '.' || split_part(ref, '.', 2) || '.' || split_part(ref, '.', 3)))
    where kind = 'deadline-passed';
create index record_list_withdrawals on dottedline.record (seq, at, ref text_pattern_ops,
        (split_part(ref, '.', 1) || '.' || split_part(ref, '.', 2)),
        (split_part(ref, '.', 1) || '.' || split_part(ref, '.', 2) || '.' || split_part(ref, '.', 3)))
    where kind = 'withdrawn';
