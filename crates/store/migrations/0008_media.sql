-- Pictures and films as a library: what arrives in parts, what is known of
-- each, and what was made of it.

-- A file that is not here as a whole yet. Its bytes so far are in the folder
-- `uploads`, in a file named by the id, which will be the medium's.
create table upload (
    id         blob    not null primary key check (length(id) = 16),
    member     blob    not null references member (id),
    -- the coverage that it is for, if one was named
    coverage   blob    references coverage (id),
    filename   text    not null,
    length     integer not null check (length > 0),
    -- how many bytes are here for good
    received   integer not null check (received between 0 and length),
    created_at integer not null,
    expires_at integer not null
) strict, without rowid;

create index upload_of_member on upload (member);

-- What was there before was put there to be seen.
create table medium (
    id           blob    not null primary key check (length(id) = 16),
    -- received, ready, refused or deleted
    state        text    not null,
    -- image or film; none where it is neither
    kind         text,
    -- why it was refused, as the API tells it
    problem      text,
    -- of the file that is served; none until it is ready
    content_type text,
    width        integer,
    height       integer,
    -- in seconds
    duration     real,
    -- in bytes: of the file that is served, and until then of the one that came
    size         integer not null,
    sha256       blob    check (length(sha256) = 32),
    -- where the files are: folder or bucket
    place        text    not null,
    -- a published change names it
    public       integer not null,
    -- it moved, and what was kept is its first picture
    moved        integer not null default 0,
    alt          text,
    caption      text,
    credit       text,
    source       text,
    rights       text,
    -- two numbers with a space between them, in per mille of width and height
    focus        text,
    taken_at     text,
    filename     text    not null,
    -- the picture that a film is shown by before it plays
    poster       blob    check (length(poster) = 16),
    coverage     blob    references coverage (id),
    -- who uploaded it; none where no member did
    member       blob    references member (id),
    -- none where it is older than this column
    created_at   integer,
    -- all of its texts, in small letters, to be searched
    words        text    not null default '',
    check (state <> 'ready' or content_type is not null and sha256 is not null)
) strict;

insert into medium (id, state, kind, content_type, width, height, size, sha256, place, public, filename)
select id, 'ready', iif(content_type like 'video/%', 'film', 'image'), content_type, width, height, size, sha256,
       'folder', 1, ''
from media;

drop table media;
alter table medium rename to media;

-- What was made of a picture, in other widths and codings.
create table rendition (
    media  blob    not null references media (id) on delete cascade,
    -- jpg, webp or avif
    coding text    not null,
    width  integer not null,
    height integer not null,
    size   integer not null,
    primary key (media, coding, width)
) strict, without rowid;

-- What is to be done with a medium next, by whoever claims it first. It goes
-- with the medium.
create table media_work (
    media        blob    not null primary key references media (id) on delete cascade,
    -- take, finish or remove
    stage        text    not null,
    run_at       integer not null,
    leased_until integer,
    -- how often it was claimed; with the id, this names the lease
    attempts     integer not null default 0,
    last_error   text
) strict, without rowid;

create index media_work_by_time on media_work (run_at);
