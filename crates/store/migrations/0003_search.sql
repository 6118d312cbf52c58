-- What can be searched: the posts as they now stand, and the drafts. All of it
-- is made of the record and of the drafts, and can be made anew.

create table searchable (
    id       integer not null primary key,
    coverage blob    not null references coverage (id),
    kind     text    not null check (kind in ('post', 'draft')),
    -- the post's id, or the draft's
    item     blob    not null check (length(item) = 16),
    -- when it was published, or last saved
    at       integer not null,
    headline text    not null,
    body     text    not null,
    unique (coverage, kind, item)
) strict;

-- By words, whatever their accents and case.
create virtual table search_word using fts5 (
    headline, body, content = 'searchable', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

-- By three characters in a row: for languages that part no words, and for what
-- stands inside a word.
create virtual table search_part using fts5 (
    headline, body, content = 'searchable', content_rowid = 'id', tokenize = 'trigram'
);

-- Words that leave the index leave its pages too.
insert into search_word (search_word, rank) values ('secure-delete', 1);
insert into search_part (search_part, rank) values ('secure-delete', 1);

create trigger searchable_comes after insert on searchable
begin
    insert into search_word (rowid, headline, body) values (new.id, new.headline, new.body);
    insert into search_part (rowid, headline, body) values (new.id, new.headline, new.body);
end;

create trigger searchable_goes after delete on searchable
begin
    insert into search_word (search_word, rowid, headline, body) values ('delete', old.id, old.headline, old.body);
    insert into search_part (search_part, rowid, headline, body) values ('delete', old.id, old.headline, old.body);
end;

create trigger searchable_changes after update on searchable
begin
    insert into search_word (search_word, rowid, headline, body) values ('delete', old.id, old.headline, old.body);
    insert into search_part (search_part, rowid, headline, body) values ('delete', old.id, old.headline, old.body);
    insert into search_word (rowid, headline, body) values (new.id, new.headline, new.body);
    insert into search_part (rowid, headline, body) values (new.id, new.headline, new.body);
end;

-- Which way of reading made the index; another one makes it anew.
create table search_made (version integer not null) strict;
