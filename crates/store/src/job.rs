//! Jobs: what is to be done later, by whoever claims it first.

use coverage::CoverageId;
use jiff::Timestamp;
use rusqlite::{Connection, Row};
use serde_json::Value;

use crate::column::{Col, get, get_if_any, rows};
use crate::error::Fault;
use crate::record::{head, no_coverage};
use crate::statement::statements;
use crate::{Error, JobId, Store};

/// A job to enqueue.
#[derive(Clone, PartialEq, Debug)]
pub struct NewJob {
    /// Its id.
    pub id: JobId,
    /// What is to be done, such as “publish”.
    pub kind: String,
    /// The coverage it is done for; none if it concerns all.
    pub coverage: Option<CoverageId>,
    /// What is needed to do it.
    pub payload: Value,
    /// Not before this time.
    pub run_at: Timestamp,
}

/// A job that was claimed.
#[derive(Clone, PartialEq, Debug)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// What is to be done.
    pub kind: String,
    /// The coverage it is done for; none if it concerns all.
    pub coverage: Option<CoverageId>,
    /// What is needed to do it.
    pub payload: Value,
    /// When it was due.
    pub run_at: Timestamp,
    /// How often it was claimed, this time included.
    pub attempts: u32,
}

/// The right to finish a job. It is lost once somebody else claims the job,
/// which can be when the lease has run out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lease {
    job: JobId,
    attempt: u32,
}

impl Job {
    /// The right to finish it.
    #[must_use]
    pub const fn lease(&self) -> Lease {
        Lease { job: self.id, attempt: self.attempts }
    }
}

statements! {
    KNOWN = "select 1 from job where id = ?1";
    ENQUEUE = "insert into job (id, coverage, kind, payload, run_at) values (?1, ?2, ?3, ?4, ?5)";
    // `attempts` tells this lease from those before it.
    FINISH = "delete from job where id = ?1 and attempts = ?2 and leased_until is not null";
    RETRY = "update job set run_at = ?3, leased_until = null, last_error = ?4
             where id = ?1 and attempts = ?2 and leased_until is not null";
    CLAIM = "update job set leased_until = ?2, attempts = attempts + 1
             where id in (select id from job
                          where run_at <= ?1 and (leased_until is null or leased_until <= ?1)
                          order by run_at, id limit ?3)
             returning id, kind, coverage, payload, run_at, attempts";
    NEXT_AT = "select min(max(run_at, coalesce(leased_until, run_at))) from job";
}

impl Store {
    /// Claims jobs that are due at `now` and that nobody holds, the longest
    /// due first, `limit` at most. Nobody else gets them before `lease_until`.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn claim_jobs(&self, now: Timestamp, lease_until: Timestamp, limit: usize) -> Result<Vec<Job>, Error> {
        self.write(move |connection| {
            let mut statement = connection.prepare_cached(CLAIM)?;
            let claimed = statement.query_map((Col(now), Col(lease_until), rows(limit)), job)?;
            let mut claimed = claimed.collect::<rusqlite::Result<Vec<Job>>>()?;
            // What an update returns comes in no order.
            claimed.sort_by_key(|job| (job.run_at, job.id));
            Ok(claimed)
        })
        .await
    }

    /// Gives a job back, to be claimed again from `run_at` on. `error` is kept
    /// for people to read.
    ///
    /// # Errors
    /// [`Error::LeaseLost`] when the lease is not held any more.
    pub async fn retry_job(&self, lease: Lease, run_at: Timestamp, error: &str) -> Result<(), Error> {
        let error = error.to_owned();
        self.write(move |connection| {
            let values = (Col(lease.job), lease.attempt, Col(run_at), error);
            let found = connection.prepare_cached(RETRY)?.execute(values)?;
            held(lease, found)
        })
        .await
    }

    /// When the next job can be claimed; none if there is no job. A time in
    /// the past means now.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn next_job_at(&self) -> Result<Option<Timestamp>, Error> {
        self.query(|connection| {
            let next = connection.prepare_cached(NEXT_AT)?.query_row([], |row| row.get::<_, Option<Col<_>>>(0))?;
            Ok(next.map(|next| next.0))
        })
        .await
    }
}

pub(crate) fn enqueue(connection: &Connection, new: &NewJob) -> Result<(), Fault> {
    if let Some(coverage) = new.coverage
        && head(connection, coverage)?.is_none()
    {
        return Err(no_coverage(coverage).into());
    }
    if connection.prepare_cached(KNOWN)?.exists([Col(new.id)])? {
        return Err(Error::Exists { what: "job", id: new.id.to_string() }.into());
    }
    let values = (Col(new.id), new.coverage.map(Col), &new.kind, &new.payload, Col(new.run_at));
    connection.prepare_cached(ENQUEUE)?.execute(values)?;
    Ok(())
}

pub(crate) fn finish(connection: &Connection, lease: Lease) -> Result<(), Fault> {
    let found = connection.prepare_cached(FINISH)?.execute((Col(lease.job), lease.attempt))?;
    held(lease, found)
}

fn held(lease: Lease, found: usize) -> Result<(), Fault> {
    if found == 0 { Err(Error::LeaseLost { job: lease.job }.into()) } else { Ok(()) }
}

fn job(row: &Row<'_>) -> rusqlite::Result<Job> {
    Ok(Job {
        id: get(row, 0)?,
        kind: row.get(1)?,
        coverage: get_if_any(row, 2)?,
        payload: row.get(3)?,
        run_at: get(row, 4)?,
        attempts: row.get(5)?,
    })
}
