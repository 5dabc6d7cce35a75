-- What changed beside the trails, such as finances, is read by its kind, the newest first.
create index record_of_no_step on dottedline.record (kind, seq desc) where ref is null;
