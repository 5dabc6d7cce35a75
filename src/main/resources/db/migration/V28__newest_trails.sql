-- Goals and needs, the newest first: the map and the list of trails read a page of them, however many there are.
create index trail_newest on dottedline.trail (created_at desc, ref desc) where parent is null;
