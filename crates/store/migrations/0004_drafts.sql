-- Drafts that several members write, and what belongs to them.

-- A draft has an author and a way through the desk; it can revise a published
-- post; and deleted, it is kept for a while. What there is was written by one
-- member: its author is who saved it last.
create table draft_of_many (
    id            blob    not null primary key check (length(id) = 16),
    coverage      blob    not null references coverage (id),
    -- the published post that it is a new version of, and the position of that
    -- post's last change when it was begun
    revises       blob    check (length(revises) = 16),
    base_seq      integer,
    content       text    not null,
    -- draft, submitted, changes_requested, approved or scheduled
    status        text    not null,
    publish_at    integer,
    embargo_until integer,
    author        blob    not null references member (id),
    created_at    integer not null,
    -- who wrote last, and when
    member        blob    not null references member (id),
    updated_at    integer not null,
    -- counts the content: one for each step, and one where it was replaced
    version       integer not null check (version > 0),
    -- counts every write to this row
    edition       integer not null check (edition > 0),
    deleted_at    integer,
    check ((revises is null) = (base_seq is null)),
    check ((status = 'scheduled') = (publish_at is not null))
) strict;

insert into draft_of_many
    (id, coverage, content, status, publish_at, author, created_at, member, updated_at, version, edition)
select id, coverage, content, iif(publish_at is null, 'draft', 'scheduled'), publish_at,
       member, updated_at, member, updated_at, version, version
from draft;

drop table draft;
alter table draft_of_many rename to draft;

create index draft_of_coverage on draft (coverage, updated_at);
create index draft_deleted on draft (deleted_at) where deleted_at is not null;
-- Two who revise one post write in one draft.
create unique index one_open_revision on draft (coverage, revises) where revises is not null and deleted_at is null;

-- The newest steps of a draft, in the order that the server gave them. The
-- step that made version 8 stands under 8.
create table draft_step (
    draft   blob    not null references draft (id) on delete cascade,
    version integer not null,
    -- the editor that sent it, by a name of its own choice
    client  text    not null,
    step    text    not null,
    primary key (draft, version)
) strict;

-- Who may write in a draft beside its author.
create table draft_writer (
    draft  blob not null references draft (id) on delete cascade,
    member blob not null references member (id),
    primary key (draft, member)
) strict, without rowid;

-- What members say to each other about a draft.
create table note (
    id         blob    not null primary key check (length(id) = 16),
    draft      blob    not null references draft (id) on delete cascade,
    member     blob    not null references member (id),
    text       text    not null,
    created_at integer not null,
    edited_at  integer
) strict;

create index note_of_draft on note (draft, created_at);

create table mention (
    note    blob    not null references note (id) on delete cascade,
    member  blob    not null references member (id),
    at      integer not null,
    seen_at integer,
    primary key (note, member)
) strict, without rowid;

create index mention_of_member on mention (member, at);

-- What a shift leaves to the next.
create table handover (
    coverage   blob    not null primary key references coverage (id),
    text       text    not null,
    version    integer not null check (version > 0),
    member     blob    not null references member (id),
    updated_at integer not null
) strict;

-- Templates that the newsroom made or altered. Of those that come with Stet,
-- only what was altered stands here; one without content was taken away.
create table template (
    id      blob not null primary key check (length(id) = 16),
    name    text not null,
    kind    text not null,
    content text
) strict;

-- Words that are written once and stand in many posts.
create table background (
    id         blob    not null primary key check (length(id) = 16),
    title      text    not null,
    body       text    not null,
    version    integer not null check (version > 0),
    member     blob    not null references member (id),
    updated_at integer not null
) strict;

-- What happened at the desk, in order, for those who are at it now. Each
-- process follows this list, so members of one see what those of another do.
create table desk_news (
    id       integer not null primary key autoincrement,
    -- none where it concerns all coverages
    coverage blob    references coverage (id),
    told     text    not null,
    at       integer not null
) strict;

create index desk_news_by_time on desk_news (at);
