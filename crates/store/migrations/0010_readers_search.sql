-- What readers can find: the posts that they can read, and nothing else. All of
-- it is made of the records, and can be made anew.

create table readable_post (
    -- the time that the post is shown under, or the next free number after it; the newest is the largest
    id           integer not null primary key,
    coverage     blob    not null references coverage (id),
    post         blob    not null check (length(post) = 16),
    published_at integer not null,
    -- a withdrawn post keeps its line and has no words any more
    withdrawn    integer not null check (withdrawn in (0, 1)),
    unique (coverage, post)
) strict;

-- The coverages that readers may know of.
create table readable_coverage (
    coverage blob not null primary key references coverage (id)
) strict, without rowid;

-- The words of those posts, as tokens that `coverage` makes of them, and what their
-- coverage is looked for by. Each is looked for as it stands.
create virtual table readable_word using fts5 (
    place, headline, body, tokenize = 'ascii', columnsize = 0
);

-- Words that leave the index leave its pages too.
insert into readable_word (readable_word, rank) values ('secure-delete', 1);
