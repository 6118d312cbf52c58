-- Feeds that a coverage watches, and what they suggest.

create table watched_feed (
    id         blob    not null primary key check (length(id) = 16),
    coverage   blob    not null references coverage (id),
    url        text    not null,
    -- what it calls itself
    title      text    not null,
    member     blob    not null references member (id),
    created_at integer not null,
    -- when it is read next; whoever reads it puts that off, so that no other does
    due_at     integer not null,
    -- what is wrong with it, and how often in a row it could not be read
    problem    text,
    failures   integer not null default 0,
    unique (coverage, url)
) strict;

create index watched_feed_due on watched_feed (due_at);

create table suggestion (
    id           blob    not null primary key check (length(id) = 16),
    feed         blob    not null references watched_feed (id) on delete cascade,
    coverage     blob    not null references coverage (id),
    -- what the feed calls it
    item         text    not null,
    title        text    not null,
    text         text    not null,
    url          text,
    published_at integer,
    found_at     integer not null,
    -- when it last stood in the feed
    seen_at      integer not null,
    -- whether the desk has made a draft of it or put it aside
    settled      integer not null check (settled in (0, 1)),
    unique (feed, item)
) strict;

create index suggestion_open on suggestion (coverage, found_at) where settled = 0;
create index suggestion_seen on suggestion (seen_at);
