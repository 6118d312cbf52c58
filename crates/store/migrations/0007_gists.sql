-- What a list tells of a draft's content, beside it: a list of two thousand
-- drafts reads none of their contents.

alter table draft add column headline text;
alter table draft add column excerpt text not null default '';

-- Each is written anew when its draft is saved. Until then the first words do.
update draft set
    headline = nullif(trim(iif(json_type(content, '$.headline') = 'text', json_extract(content, '$.headline'), '')), ''),
    excerpt = coalesce((
        select trim(substr(group_concat(word, ' '), 1, 200))
        from (select atom as word from json_tree(content, '$.body.doc') where key = 'text' and type = 'text' limit 50)
    ), '');

create index draft_open on draft (coverage) where deleted_at is null;
