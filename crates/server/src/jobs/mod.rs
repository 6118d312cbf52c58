//! Work that is due later. A job is committed together with what makes it
//! necessary, and finished together with what it does, so it happens once.

mod publish_draft;
mod renew_background;

use std::fmt::Display;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use store::Job;
use tokio::sync::watch;
use tracing::Instrument;

use crate::app::App;
use crate::auth::session;
use crate::clock;
use crate::commits::Commits;
use crate::desk::{PUBLISH_DRAFT, RENEW_BACKGROUND};
use crate::media::{self, TAKE_OUT, take_out};
use crate::purge::{self, PURGE};

/// How long a job is this node's alone. Jobs take less than a second; a node
/// that died gives its jobs free after this.
const LEASE: SignedDuration = SignedDuration::from_secs(10);
/// How many jobs are taken at a time.
const AT_ONCE: usize = 32;
/// How long to wait before the jobs are read again that could not be read.
const TRY_AGAIN: SignedDuration = SignedDuration::from_millis(500);
/// The longest wait between two tries of a failing job.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(10);

/// How long the answer to a write with an idempotency key is kept.
const RECEIPTS_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long a deleted draft can be brought back.
const DRAFTS_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long the desk's news are kept; a process reads them within a second.
const NEWS_KEPT: SignedDuration = SignedDuration::from_hours(1);
/// How long it is kept what was sent to webhooks.
const DELIVERIES_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long a chat may send a message again without a second draft.
const MESSAGES_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long a suggestion is kept that its feed does not have any more.
const SUGGESTIONS_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How often what is kept too long is cleared away.
const CLEAR_EVERY: Duration = Duration::from_hours(1);

/// Runs jobs as they fall due, until the server stops.
pub(crate) async fn run(app: App, mut stopping: watch::Receiver<bool>) {
    let mut commits = Commits::follow(&app);
    let mut cleared: Option<Instant> = None;
    let mut failing = false;
    loop {
        // Not by the clock, which may be put back by any time.
        if cleared.is_none_or(|at| at.elapsed() >= CLEAR_EVERY) {
            cleared = Some(Instant::now());
            let now = clock::now();
            if let Err(error) = clear(&app, now).await {
                tracing::error!(%error, "what is kept too long cannot be cleared away");
            }
            if let Err(error) = media::clear(&app, now).await {
                tracing::error!(%error, "uploads that nobody goes on with cannot be cleared away");
            }
            if let Err(error) = session::forget(&app, now).await {
                tracing::error!(%error, "sessions that are over cannot be cleared away");
            }
            if let Err(error) = app.store.forget_links(now).await {
                tracing::error!(%error, "links that expired cannot be cleared away");
            }
        }
        let next = match due(&app).await {
            Ok(next) => {
                failing = false;
                next
            }
            Err(error) => {
                // Said once, not several times a second.
                if !std::mem::replace(&mut failing, true) {
                    tracing::error!(%error, "jobs cannot be read");
                }
                Some(clock::now() + TRY_AGAIN)
            }
        };
        tokio::select! {
            () = commits.or_due(next) => {}
            () = app.new_job.notified() => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}

/// Lets go of what is kept too long.
async fn clear(app: &App, now: Timestamp) -> Result<(), store::Error> {
    app.store.forget_receipts(now - RECEIPTS_KEPT).await?;
    app.store.forget_drafts(now - DRAFTS_KEPT).await?;
    app.store.forget_news(now - NEWS_KEPT).await?;
    app.store.forget_deliveries(now - DELIVERIES_KEPT).await?;
    app.store.forget_messages(now - MESSAGES_KEPT).await?;
    app.store.forget_suggestions(now - SUGGESTIONS_KEPT).await?;
    Ok(())
}

/// Runs what is due now; gives when there is more to do.
async fn due(app: &App) -> Result<Option<Timestamp>, store::Error> {
    loop {
        let now = clock::now();
        let jobs = app.store.claim_jobs(now, now + LEASE, AT_ONCE).await?;
        if jobs.is_empty() {
            break;
        }
        for job in jobs {
            let span = tracing::info_span!("job", id = %job.id, kind = %job.kind);
            // One job that cannot even be put off must not hold up the others.
            if let Err(error) = one(app, job).instrument(span).await {
                tracing::error!(%error, "a job could not be put off");
            }
        }
    }
    app.store.next_job_at().await
}

async fn one(app: &App, job: Job) -> Result<(), store::Error> {
    let lease = job.lease();
    let outcome = match &*job.kind {
        PUBLISH_DRAFT => publish_draft::run(app, &job).await,
        RENEW_BACKGROUND => renew_background::run(app, &job).await,
        TAKE_OUT => take_out(app, &job).await,
        PURGE => {
            // A cache that does not answer must not hold up a post that is due.
            let app = app.clone();
            tokio::spawn(async move {
                let outcome = purge::run(&app, &job).await;
                if let Err(error) = put_off(&app, &job, outcome).await {
                    tracing::error!(%error, "a job could not be put off");
                }
            });
            return Ok(());
        }
        _ => {
            tracing::warn!("a job of a kind that is not known here is left for a newer server");
            return app.store.retry_job(lease, clock::now() + LONGEST_WAIT, "unknown kind").await;
        }
    };
    put_off(app, &job, outcome).await
}

/// Has a job that failed tried again.
async fn put_off(app: &App, job: &Job, outcome: Result<(), impl Display>) -> Result<(), store::Error> {
    let Err(error) = outcome else { return Ok(()) };
    let attempts = job.attempts;
    app.metrics.job_failures.inc();
    tracing::error!(%error, attempts, "job failed, it will be tried again");
    app.store.retry_job(job.lease(), next_try(clock::now(), attempts), &error.to_string()).await
}

fn next_try(now: Timestamp, attempts: u32) -> Timestamp {
    let wait = SignedDuration::from_secs(1 << attempts.min(9));
    now + wait.min(LONGEST_WAIT)
}
