-- To take a word out of an index page by page walks through all the posts that have it, so
-- that a revision took the longer the more posts there were. Deleted words stay in the pages
-- until these are merged, as they do in the rows; where words are ordered gone, all pages are
-- merged before the file is made anew.

insert into search_word (search_word, rank) values ('secure-delete', 0);
insert into search_part (search_part, rank) values ('secure-delete', 0);
insert into readable_word (readable_word, rank) values ('secure-delete', 0);
