//! Work that is due later. A job is committed together with what makes it
//! necessary, and finished together with what it does, so it happens once.

use std::time::Duration;

use coverage::{Command, Content, PostId, Publication, PublicationTime};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::json;
use store::{Draft, DraftStatus, Effect, Entry, Job};
use tokio::sync::watch;
use tracing::Instrument;

use crate::app::App;
use crate::auth::session;
use crate::clock;
use crate::desk::{PUBLISH_DRAFT, WriteFault, write};

/// How long a job is this node's alone. Jobs take milliseconds; a node that
/// died gives its jobs free after this.
const LEASE: SignedDuration = SignedDuration::from_secs(30);
/// How many jobs are taken at a time.
const AT_ONCE: usize = 32;
/// How long to wait at most before looking again, for jobs that another process added.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// The longest wait between two tries of a failing job.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(10);

/// How long the answer to a write with an idempotency key is kept.
const RECEIPTS_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How often what is kept too long is cleared away.
const CLEAR_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// Runs jobs as they fall due, until the server stops.
pub(crate) async fn run(app: App, mut stopping: watch::Receiver<bool>) {
    let mut cleared = Timestamp::MIN;
    let mut failing = false;
    loop {
        let now = clock::now();
        if now.duration_since(cleared) >= CLEAR_EVERY {
            cleared = now;
            if let Err(error) = app.store.forget_receipts(now - RECEIPTS_KEPT).await {
                tracing::error!(%error, "old receipts cannot be cleared away");
            }
            if let Err(error) = session::forget(&app, now).await {
                tracing::error!(%error, "sessions that are over cannot be cleared away");
            }
            if let Err(error) = app.store.forget_links(now).await {
                tracing::error!(%error, "links that expired cannot be cleared away");
            }
        }
        let wait = match due(&app).await {
            Ok(wait) => {
                failing = false;
                wait
            }
            Err(error) => {
                // Said once, not several times a second.
                if !std::mem::replace(&mut failing, true) {
                    tracing::error!(%error, "jobs cannot be read");
                }
                LOOK_AGAIN
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = app.new_job.notified() => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}

/// Runs what is due now; returns how long to wait for the next.
async fn due(app: &App) -> Result<Duration, store::Error> {
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
    let next = app.store.next_job_at().await?;
    let until = next.map(|at| at.duration_since(clock::now()));
    Ok(until.map_or(LOOK_AGAIN, |wait| Duration::try_from(wait).unwrap_or_default().min(LOOK_AGAIN)))
}

async fn one(app: &App, job: Job) -> Result<(), store::Error> {
    let (lease, attempts) = (job.lease(), job.attempts);
    let outcome = match &*job.kind {
        PUBLISH_DRAFT => publish_draft(app, job).await,
        _ => {
            tracing::warn!("a job of a kind that is not known here is left for a newer server");
            return app.store.retry_job(lease, clock::now() + LONGEST_WAIT, "unknown kind").await;
        }
    };
    if let Err(error) = outcome {
        app.metrics.job_failures.inc();
        tracing::error!(%error, attempts, "job failed, it will be tried again");
        app.store.retry_job(lease, next_try(clock::now(), attempts), &error.to_string()).await?;
    }
    Ok(())
}

fn next_try(now: Timestamp, attempts: u32) -> Timestamp {
    let wait = SignedDuration::from_secs(1 << attempts.min(9));
    now + wait.min(LONGEST_WAIT)
}

#[derive(Deserialize)]
struct PublishDraft {
    draft: PostId,
    version: u64,
}

/// Publishes a scheduled draft. A draft that was changed, published or dropped
/// meanwhile makes the job void; a rule that forbids the post turns it back
/// into a plain draft, so that its words are kept.
async fn publish_draft(app: &App, job: Job) -> Result<(), WriteFault> {
    let finished = || vec![Effect::FinishJob(job.lease())];
    let asked = serde_json::from_value::<PublishDraft>(job.payload.clone()).ok();
    let draft = match &asked {
        Some(asked) => app.store.draft(asked.draft).await?,
        None => None,
    };
    let due = |draft: &Draft| {
        matches!(draft.status, DraftStatus::Scheduled { .. })
            && asked.as_ref().is_some_and(|asked| asked.version == draft.version)
    };
    let live = match app.newsroom.by_id(job.coverage) {
        Some(live) => Some(live),
        // Another process opened it a moment ago.
        None => {
            app.newsroom.catch_up().await?;
            app.newsroom.by_id(job.coverage)
        }
    };
    let Some(draft) = draft.filter(due) else {
        tracing::info!("the draft was changed, published or dropped meanwhile; there is nothing to do");
        app.store.commit(finished()).await?;
        return Ok(());
    };
    // A coverage is never taken away. One that is not here yet is read later.
    let Some(live) = live else { return Err(WriteFault::Store(no_coverage(job.coverage))) };
    let content: Content = match serde_json::from_value(draft.content.clone()) {
        Ok(content) => content,
        Err(error) => {
            tracing::error!(%error, draft = %draft.id, "a scheduled draft cannot be read; it stays a draft");
            return back_to_draft(app, draft, finished()).await;
        }
    };
    let id = draft.id;
    let command = Command::Publish(Publication { id, content, time: PublicationTime::Now });
    let effects = |_: &coverage::View| {
        let published = Entry {
            at: clock::now(),
            member: Some(draft.member),
            action: "post.published".to_owned(),
            coverage: Some(live.id()),
            subject: id.to_string(),
            detail: json!({"scheduled": true}),
        };
        vec![
            Effect::DeleteDraft { post: id, version: draft.version },
            Effect::Own { post: id, coverage: live.id(), member: draft.member },
            Effect::Audit(published),
            Effect::FinishJob(job.lease()),
        ]
    };
    match write(app, &live, command, effects).await {
        Ok(_) => {
            tracing::info!(post = %id, coverage = %live.slug(), "published a scheduled post");
            Ok(())
        }
        Err(WriteFault::Rejected(rejection)) => {
            tracing::warn!(%rejection, post = %id, coverage = %live.slug(), "a scheduled post was refused; it stays a draft");
            back_to_draft(app, draft, finished()).await
        }
        Err(fault) => Err(fault),
    }
}

fn no_coverage(id: coverage::CoverageId) -> store::Error {
    store::Error::NotFound { what: "coverage", id: id.to_string() }
}

async fn back_to_draft(app: &App, draft: Draft, mut effects: Vec<Effect>) -> Result<(), WriteFault> {
    effects.push(Effect::SaveDraft(Draft { status: DraftStatus::Draft, updated_at: clock::now(), ..draft }));
    app.store.commit(effects).await?;
    Ok(())
}
