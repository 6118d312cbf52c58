-- Coverages that other servers tell, and this one after them. Private.
create table following (
    -- the coverage here; its record begins with the first changes that were verified
    coverage   blob    not null primary key check (length(coverage) = 16),
    -- its name in URLs here, which is kept for it from the beginning
    slug       text    not null unique,
    -- its address there, and what of it names the server
    source     text    not null,
    host       text    not null,
    -- the key that has to sign its checkpoints, a vkey
    key        text    not null,
    -- the last checkpoint that was verified, as it was signed; none before the first
    checkpoint text,
    -- following, stopped or left
    state      text    not null,
    begun_at   integer not null,
    -- when changes were verified last
    verified_at integer,
    -- why nothing comes, while nothing does: a stable code, and words
    fault_code text,
    fault      text,
    fault_at   integer,
    check ((fault_code is null) = (fault is null) and (fault is null) = (fault_at is null))
) strict;

-- Changes whose words the source withheld, with what it told of them: it is not in the payload,
-- which never came.
create table untold (
    coverage     blob    not null,
    seq          integer not null,
    -- withdrawn, silent, prepared or not_understood
    why          text    not null,
    -- what stands of it, in JSON; none where nothing was told, or it was ordered gone since
    stands       text    check (json_valid(stands)),
    primary key (coverage, seq),
    foreign key (coverage, seq) references leaf (coverage, seq)
) strict, without rowid;

-- What a key signed when another took its place: that other one.
alter table signing_key add column handed_on blob check (length(handed_on) = 64);
