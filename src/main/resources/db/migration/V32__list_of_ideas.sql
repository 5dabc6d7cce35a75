-- What was done with ideas of members, as the PMO lists it and each manager her own community's. What ideas were raised with has a
-- reference, and stands in the case file there.
create index record_list_ideas on dottedline.record (seq, at)
    where kind in ('ideas-imported', 'ideas-merged', 'ideas-split', 'ideas-set-aside', 'ideas-put-back');
