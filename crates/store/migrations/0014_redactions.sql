-- What was ordered gone.

-- Which change took the words of which: what stands of a blanked change is told
-- by the one that blanked it. It is made of the record.
create table redaction (
    coverage blob    not null,
    -- the change whose words are gone
    seq      integer not null,
    -- the change that says so
    by_seq   integer not null,
    primary key (coverage, seq),
    foreign key (coverage, seq) references leaf (coverage, seq),
    foreign key (coverage, by_seq) references leaf (coverage, seq)
) strict, without rowid;

-- Pictures and films whose files are gone, so that readers are told so, and
-- nothing takes their place.
create table redacted_media (
    media  blob    not null primary key check (length(media) = 16),
    -- legal, safety or privacy
    reason text    not null,
    at     integer not null,
    -- whether caches in front are told of it, or were
    told   integer not null default 0 check (told in (0, 1))
) strict, without rowid;

-- Drafts that were made of the words of a published post.
create table draft_of_post (
    draft blob not null primary key references draft (id) on delete cascade,
    post  blob not null check (length(post) = 16)
) strict, without rowid;

create index draft_of_post_by_post on draft_of_post (post);

-- A row stands here from a redaction on until nothing of it is left in the free
-- pages of this file, nor in its log.
create table erasure (asked_at integer not null) strict;
