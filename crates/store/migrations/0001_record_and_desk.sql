-- The record of every coverage, and the desk's tables.
--
-- Ids are UUIDs in 16 bytes. Times are microseconds since 1970 in UTC.
-- JSON is text. A migration that was released is never edited: the next one
-- alters what this one made.

-- “STET”, so that the file says whose database it is.
pragma application_id = 1398031700;

-- A coverage's name stands beside its record, as a file's name stands beside
-- its content.
create table coverage (
    id         blob    not null primary key check (length(id) = 16),
    slug       text    not null unique,
    created_at integer not null
) strict, without rowid;

-- The record: what the world can hold this server to. A row is never changed,
-- never deleted and never replaced; the triggers below say so to every program
-- that opens the file. (SQLite replaces a row without asking the triggers on
-- deletion, hence those on insertion.)
create table leaf (
    coverage     blob    not null references coverage (id),
    seq          integer not null check (seq > 0),
    at           integer not null,
    kind         text    not null,
    -- sha-256 of the salt and the payload
    payload_hash blob    not null check (length(payload_hash) = 32),
    primary key (coverage, seq)
) strict, without rowid;

create trigger leaf_is_never_changed before update on leaf
begin
    select raise(abort, 'the record is append-only');
end;

create trigger leaf_is_never_deleted before delete on leaf
begin
    select raise(abort, 'the record is append-only');
end;

create trigger leaf_is_never_replaced before insert on leaf
when exists (select 1 from leaf where coverage = new.coverage and seq = new.seq)
begin
    select raise(abort, 'the record is append-only');
end;

-- What a change says lies beside its leaf, since the law can order words
-- gone: a redaction blanks both columns. The salt goes with the payload, or a
-- short text could be guessed from its hash. Payloads can be long, hence a
-- table with rowids.
create table payload (
    coverage blob    not null,
    seq      integer not null,
    salt     blob    check (length(salt) = 16),
    -- canonical JSON (RFC 8785)
    payload  text,
    primary key (coverage, seq),
    foreign key (coverage, seq) references leaf (coverage, seq),
    check ((salt is null) = (payload is null))
) strict;

create trigger payload_is_only_ever_blanked before update on payload
when new.coverage is not old.coverage or new.seq is not old.seq
    or new.salt is not null or new.payload is not null
begin
    select raise(abort, 'the record is append-only: a payload can be blanked, and nothing else');
end;

create trigger payload_is_never_deleted before delete on payload
begin
    select raise(abort, 'the record is append-only: a payload can be blanked, and nothing else');
end;

create trigger payload_is_never_replaced before insert on payload
when exists (select 1 from payload where coverage = new.coverage and seq = new.seq)
begin
    select raise(abort, 'the record is append-only: a payload can be blanked, and nothing else');
end;

create table member (
    id    blob not null primary key check (length(id) = 16),
    email text not null unique collate nocase,
    role  text not null
) strict, without rowid;

-- A token itself is never stored; whoever reads this table can sign in as
-- nobody.
create table token (
    -- sha-256 of the token's 256 random bits
    hash       blob    not null primary key check (length(hash) = 32),
    member     blob    not null references member (id),
    created_at integer not null,
    revoked_at integer
) strict, without rowid;

create table draft (
    id         blob    not null primary key check (length(id) = 16),
    coverage   blob    not null references coverage (id),
    content    text    not null,
    -- none while it is not scheduled
    publish_at integer,
    member     blob    not null references member (id),
    updated_at integer not null,
    version    integer not null check (version > 0)
) strict;

create index draft_of_coverage on draft (coverage, updated_at);

-- A job is deleted when it is done.
create table job (
    id           blob    not null primary key check (length(id) = 16),
    coverage     blob    not null references coverage (id),
    kind         text    not null,
    payload      text    not null,
    run_at       integer not null,
    leased_until integer,
    -- how often it was claimed; with the id, this names the lease
    attempts     integer not null default 0,
    last_error   text
) strict;

create index job_by_time on job (run_at);

-- The answers to requests that carried an Idempotency-Key.
create table receipt (
    member       blob    not null references member (id),
    key          text    not null,
    request_hash blob    not null check (length(request_hash) = 32),
    status       integer not null,
    body         text    not null,
    created_at   integer not null,
    primary key (member, key)
) strict;

create index receipt_by_time on receipt (created_at);

-- The bytes are in the folder `media`, in a file named by the id.
create table media (
    id           blob    not null primary key check (length(id) = 16),
    content_type text    not null,
    width        integer,
    height       integer,
    size         integer not null,
    sha256       blob    not null check (length(sha256) = 32)
) strict, without rowid;
