-- Which changes name which pictures and films, so that this need not be looked for in all that was ever said.
-- It is made of the records.
create table named_medium (
    media    blob    not null check (length(media) = 16),
    coverage blob    not null,
    seq      integer not null check (seq > 0),
    primary key (media, coverage, seq)
) strict, without rowid;

create index named_medium_of_change on named_medium (coverage, seq);

insert into named_medium (media, coverage, seq)
select distinct unhex(replace(named.value, '-', '')), l.coverage, l.seq
from leaf l
join payload p on p.coverage = l.coverage and p.seq = l.seq
join json_tree(p.payload) named
where l.kind <> 'medium_redacted' and named.key in ('media', 'poster', 'picture', 'image') and named.type = 'text'
    and length(named.value) = 36 and length(unhex(replace(named.value, '-', ''))) = 16;

-- What is ordered gone names nothing any more.
create trigger named_medium_goes_with_blanked_words after update on payload when new.payload is null
begin
    delete from named_medium where coverage = new.coverage and seq = new.seq;
end;

create index media_of_coverage on media (coverage) where coverage is not null;

-- Pictures and films that followed coverages name and that did not come from their source yet.
create table followed_medium (
    coverage     blob    not null references following (coverage) on delete cascade,
    media        blob    not null check (length(media) = 16),
    -- wanted: it is asked for. given_up: it is not any more. foreign: somebody else's picture or film has that id
    -- here, and so the coverage shows none under it
    state        text    not null check (state in ('wanted', 'given_up', 'foreign')),
    -- not to be asked for before
    due_at       integer not null,
    tries        integer not null default 0,
    -- when it was asked for first; none before
    tried_at     integer,
    -- whether the operator was told that it is foreign
    told         integer not null default 0 check (told in (0, 1)),
    primary key (coverage, media)
) strict, without rowid;

create index followed_medium_by_time on followed_medium (coverage, due_at) where state = 'wanted';
create index followed_medium_by_id on followed_medium (media);

insert into followed_medium (coverage, media, state, due_at)
select distinct n.coverage, n.media, 'wanted', 0
from named_medium n
join following f on f.coverage = n.coverage
where not exists (select 1 from media m where m.id = n.media)
    and not exists (select 1 from redacted_media r where r.media = n.media);

-- Whether a source that is followed had it asked for. Such erasures keep a distance from each other.
alter table erasure add column for_source integer not null default 0 check (for_source in (0, 1));

-- When what sources had asked for was erased last: one row, or none.
create table source_erasure (
    one integer not null primary key check (one = 1),
    at  integer not null
) strict, without rowid;
