-- The keys that checkpoints are signed with (Ed25519, RFC 8032), one at a time.
create table signing_key (
    -- in the order in which they were made
    number     integer not null primary key check (number > 0),
    -- what it signs with; gone once another took its place
    seed       blob check (length(seed) = 32),
    public     blob    not null unique check (length(public) = 32),
    created_at integer not null,
    retired_at integer,
    check ((seed is null) = (retired_at is not null))
) strict;

create unique index signing_key_in_use on signing_key ((1)) where retired_at is null;
