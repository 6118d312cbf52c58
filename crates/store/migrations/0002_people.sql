-- People and access: who may do what at the desk, and how they prove who
-- they are. All of it is private; none of it enters a record.

alter table member add column name text not null default '';
-- a BCP 47 tag; none for the newsroom's own
alter table member add column language text;
alter table member add column created_at integer not null default 0;
-- from then on nothing of the member's opens anything
alter table member add column disabled_at integer;
-- PHC string; none for a member who signs in otherwise
alter table member add column password_hash text;

update member set name = substr(email, 1, instr(email, '@') - 1) where instr(email, '@') > 1;

-- Whether the reporters of a coverage publish what they write, or submit it.
alter table coverage add column reporting text not null default 'publish';

-- Owners reach every coverage; everybody else those that they have a place at.
create table coverage_member (
    coverage blob not null references coverage (id),
    member   blob not null references member (id),
    role     text not null,
    primary key (coverage, member)
) strict, without rowid;

create index coverage_of_member on coverage_member (member);

-- Who wrote a published post: what reporters may revise is their own.
create table post_author (
    post     blob not null primary key check (length(post) = 16),
    coverage blob not null references coverage (id),
    member   blob not null references member (id)
) strict, without rowid;

-- A token has a name of its own now, and may do less than its member.
create table named_token (
    -- sha-256 of the token's 256 random bits
    hash       blob    not null primary key check (length(hash) = 32),
    id         blob    not null unique check (length(id) = 16),
    member     blob    not null references member (id),
    name       text    not null,
    -- words with spaces between them
    scopes     text    not null,
    -- none for every coverage that the member reaches
    coverage   blob    references coverage (id),
    created_at integer not null,
    expires_at integer,
    revoked_at integer
) strict, without rowid;

insert into named_token (hash, id, member, name, scopes, created_at, revoked_at)
select hash, randomblob(16), member, 'stet token create', 'read draft publish manage admin', created_at, revoked_at
from token;

drop table token;
alter table named_token rename to token;
create index token_of_member on token (member);

-- A browser that is signed in. Its row ends with it.
create table session (
    -- sha-256 of the 256 random bits in the cookie
    hash       blob    not null primary key check (length(hash) = 32),
    id         blob    not null unique check (length(id) = 16),
    member     blob    not null references member (id),
    created_at integer not null,
    seen_at    integer not null,
    user_agent text    not null,
    address    text    not null
) strict, without rowid;

create index session_of_member on session (member);

-- A link that lets somebody in once: to make the owner, to join, to come back.
create table link (
    -- sha-256 of the 256 random bits in the link
    hash       blob    not null primary key check (length(hash) = 32),
    id         blob    not null unique check (length(id) = 16),
    kind       text    not null,
    -- the address it is for; none for the owner to be
    email      text    collate nocase,
    role       text    not null,
    -- whom it lets back in
    member     blob    references member (id),
    created_by blob    references member (id),
    created_at integer not null,
    expires_at integer not null
) strict, without rowid;

-- The places that an invitation gives.
create table link_coverage (
    link     blob not null references link (id) on delete cascade,
    coverage blob not null references coverage (id),
    role     text not null,
    primary key (link, coverage)
) strict, without rowid;

create table passkey (
    id            blob    not null primary key check (length(id) = 16),
    member        blob    not null references member (id),
    -- as the authenticator names it
    credential_id blob    not null unique,
    name          text    not null,
    -- the public key and its counter, as JSON
    credential    text    not null,
    created_at    integer not null,
    used_at       integer
) strict;

create index passkey_of_member on passkey (member);

-- Who did what. It holds no secret and no draft's words.
create table audit (
    id       integer not null primary key autoincrement,
    at       integer not null,
    -- none where it was nobody whom the desk knows, or the operator
    member   blob    references member (id),
    action   text    not null,
    coverage blob    references coverage (id),
    subject  text    not null,
    -- JSON; none if there is no more to say
    detail   text
) strict;
