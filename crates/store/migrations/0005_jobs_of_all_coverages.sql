-- A job may concern all coverages, as the renewal of a background does.

create table job_of_any (
    id           blob    not null primary key check (length(id) = 16),
    -- none where it concerns all coverages
    coverage     blob    references coverage (id),
    kind         text    not null,
    payload      text    not null,
    run_at       integer not null,
    leased_until integer,
    -- how often it was claimed; with the id, this names the lease
    attempts     integer not null default 0,
    last_error   text
) strict;

insert into job_of_any (id, coverage, kind, payload, run_at, leased_until, attempts, last_error)
select id, coverage, kind, payload, run_at, leased_until, attempts, last_error from job;

drop table job;
alter table job_of_any rename to job;
create index job_by_time on job (run_at);
