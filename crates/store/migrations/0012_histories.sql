-- Which changes of a record tell of which post, so that a history is read without all that stands
-- around it. A change whose words are blanked keeps its line here.
create table change_of (
    coverage blob    not null references coverage (id),
    -- the post; the coverage's own id for what is about the coverage as a whole
    subject  blob    not null check (length(subject) = 16),
    seq      integer not null check (seq > 0),
    primary key (coverage, subject, seq)
) strict, without rowid;

-- The changes that told readers openly what was wrong, unclear, added or taken back, by their time:
-- they are listed over all coverages.
create table notice (
    at       integer not null,
    coverage blob    not null references coverage (id),
    seq      integer not null check (seq > 0),
    post     blob    not null check (length(post) = 16),
    primary key (at, coverage, seq)
) strict, without rowid;

insert into change_of (coverage, subject, seq)
select coverage, coalesce(iif(length(post) = 16, post, null), coverage), seq
from (
    select l.coverage, l.seq, unhex(replace(json_extract(p.payload, '$.post'), '-', '')) as post
    from leaf l join payload p on p.coverage = l.coverage and p.seq = l.seq
    where l.kind in ('post_published', 'post_revised', 'post_withdrawn', 'post_placed', 'post_pinned', 'post_unpinned')
    union all
    select coverage, seq, null from leaf
    where kind not in ('post_published', 'post_revised', 'post_withdrawn', 'post_placed', 'post_pinned', 'post_unpinned')
);

insert into notice (at, coverage, seq, post)
select l.at, l.coverage, l.seq, c.subject
from leaf l
join payload p on p.coverage = l.coverage and p.seq = l.seq
join change_of c on c.coverage = l.coverage and c.seq = l.seq and c.subject <> l.coverage
where l.kind = 'post_withdrawn'
    or (l.kind = 'post_revised' and json_extract(p.payload, '$.notice.kind') in ('correction', 'clarification', 'update'));
