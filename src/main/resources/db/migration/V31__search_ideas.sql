-- Ideas are words of members: the managers of their community find them, and nobody else.
call dottedline.search_in('idea', 'true', 'members', '', 'community', 'id', 'title=idea', 'description=idea');
