-- The PMO's lists over all trails: for each an index of its own, which holds what a list is filtered by. A page finds the numbers of its rows
-- there, wherever in the list it is, and then reads these rows alone; a count never leaves the index.
create index record_list_approvals on dottedline.record (seq, at, ref text_pattern_ops)
    where kind = 'task-completed' and element in ('ApproveBoardGoal', 'ApproveInitiative', 'CountersignInitiative', 'ApproveSpending',
                                                  'CountersignSpending');
create index record_list_funding on dottedline.record (seq, at, ref text_pattern_ops)
    where kind in ('money-reserve', 'money-release', 'money-spend')
       or kind = 'task-completed' and element in ('ReviewFunding', 'DecideHowToPay');
create index record_list_overrides on dottedline.record (seq, at, ref text_pattern_ops)
    where kind = 'task-completed' and element = 'DecideSourcing' and before ->> 'advised' <> after ->> 'option';
create index record_list_deadlines on dottedline.record (seq, at, ref text_pattern_ops) where kind = 'deadline-passed';
create index record_list_withdrawals on dottedline.record (seq, at, ref text_pattern_ops) where kind = 'withdrawn';
create index record_list_changes on dottedline.record (seq, at)
    where kind in ('person-added', 'person-changed', 'unit-added', 'unit-changed', 'limit-proposed', 'limit-confirmed', 'finances-changed');

-- Who did what of the duties that are kept apart: whether two of them met is asked of this index alone.
create index record_list_duties on dottedline.record (ref, actor, element, seq, at, on_behalf_of)
    where kind in ('task-completed', 'started')
      and element in ('BoardGoalProposed', 'ApproveBoardGoal', 'AssessFit', 'ApproveInitiative', 'CountersignInitiative', 'DesignFeature',
                      'ReviewFunding', 'EstimateBuild', 'CollectQuotes', 'DecideSourcing', 'ApproveSpending', 'CountersignSpending',
                      'ConfirmDelivery', 'AcceptDelivery', 'RecordOutcome', 'AcceptOutcome');
