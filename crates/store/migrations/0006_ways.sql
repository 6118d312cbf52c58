-- Who is told of what is published, and how far they have been told.

create table webhook (
    id          blob    not null primary key check (length(id) = 16),
    name        text    not null,
    url         text    not null,
    -- signs what is sent, so it has to be known itself
    secret      blob    not null check (length(secret) = 32),
    -- none: every coverage
    coverage    blob    references coverage (id),
    -- the kinds of change that are sent, a list in JSON; none: every kind
    kinds       text,
    -- who made it
    member      blob    not null references member (id),
    created_at  integer not null,
    -- when and why it was stopped; it goes on where it stands
    stopped_at  integer,
    stopped_why text,
    check ((stopped_at is null) = (stopped_why is null))
) strict;

-- How far a webhook has come in a record.
create table webhook_place (
    webhook      blob    not null references webhook (id) on delete cascade,
    coverage     blob    not null references coverage (id),
    -- the last change that was sent or passed over
    seq          integer not null,
    -- whether readers knew of the coverage after that change
    public       integer not null check (public in (0, 1)),
    -- how often the change after it was tried in vain, and when it is tried again
    attempts     integer not null default 0,
    not_before   integer not null default 0,
    -- until when one process sends, and no other
    leased_until integer not null default 0,
    primary key (webhook, coverage)
) strict, without rowid;

-- What was sent of late, for people to look at.
create table webhook_delivery (
    webhook  blob    not null references webhook (id) on delete cascade,
    coverage blob    not null references coverage (id),
    seq      integer not null,
    kind     text    not null,
    attempts integer not null,
    -- when it was tried last
    at       integer not null,
    -- what the other server answered; none if there was no answer
    status   integer,
    -- why it was not taken; none once it was
    problem  text,
    primary key (webhook, coverage, seq)
) strict, without rowid;

create index webhook_delivery_at on webhook_delivery (at);

-- A way in for the messages of a chat, which become drafts.
create table inlet (
    id         blob    not null primary key check (length(id) = 16),
    -- SHA-256 of the secret in its address
    secret     blob    not null unique check (length(secret) = 32),
    name       text    not null,
    coverage   blob    not null references coverage (id),
    -- who made it, and whose the drafts are
    member     blob    not null references member (id),
    created_at integer not null
) strict;

-- Messages that came with an id of their own, so that one that is sent again makes no second draft.
create table inlet_message (
    inlet   blob    not null references inlet (id) on delete cascade,
    message text    not null,
    draft   blob    not null,
    at      integer not null,
    primary key (inlet, message)
) strict, without rowid;

create index inlet_message_at on inlet_message (at);
