//! Suggestions: a coverage can watch feeds, and what is new in them is put in
//! front of the desk. Nothing of it is published by itself.

mod manage;
pub(crate) mod read;

use std::time::Duration;

use coverage::Status;
use jiff::{SignedDuration, Timestamp};
use store::Feed;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;

pub(crate) use self::manage::{Described, routes};
use self::read::Reading;
use crate::app::App;
use crate::clock;
use crate::commits::Commits;

/// How long to wait before it is asked again which feeds are due, where that could not be read.
const TRY_AGAIN: SignedDuration = SignedDuration::from_secs(1);
/// How long after it was read a feed is read again.
const EVERY: SignedDuration = SignedDuration::from_mins(2);
/// How long a feed that cannot be read is let be at most.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);
/// How long a feed is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many feeds are read at a time.
const AT_ONCE: usize = 8;

/// Reads feeds as they fall due, until the server stops.
pub(crate) async fn run(app: App, mut stopping: watch::Receiver<bool>) {
    let mut commits = Commits::follow(&app);
    let mut failing = false;
    loop {
        let next = match due(&app).await {
            Ok(next) => {
                failing = false;
                next
            }
            // Said once, not every second.
            Err(error) => {
                if !std::mem::replace(&mut failing, true) {
                    tracing::error!(%error, "the feeds that coverages watch cannot be followed");
                }
                Some(clock::now() + TRY_AGAIN)
            }
        };
        tokio::select! {
            () = commits.or_due(next) => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}

/// Reads the feeds that are due now; gives when the next is.
async fn due(app: &App) -> Result<Option<Timestamp>, store::Error> {
    let now = clock::now();
    let next = app.store.next_feed_at().await?;
    if next.is_none_or(|at| at > now) {
        return Ok(next);
    }
    let mut all = JoinSet::new();
    for feed in app.store.claim_feeds(now, now + EVERY, AT_ONCE).await? {
        let app = app.clone();
        all.spawn(async move { one(&app, feed).await });
    }
    while let Some(outcome) = all.join_next().await {
        match outcome {
            Ok(outcome) => outcome?,
            Err(error) => tracing::error!(%error, "a feed could not be read"),
        }
    }
    app.store.next_feed_at().await
}

/// Reads a feed, and keeps what it said or why it cannot be read.
async fn one(app: &App, feed: Feed) -> Result<(), store::Error> {
    // Where nothing is published any more, nothing is suggested.
    let has_ended = app.newsroom.by_id(feed.coverage).is_none_or(|live| live.head().status == Status::Ended);
    if has_ended {
        let now = clock::now();
        return app.store.fail_feed(feed.id, "The coverage has ended.", now, now + LONGEST_WAIT).await;
    }
    let deadline = Instant::now() + PATIENCE;
    match read::read(&app.fetcher, &feed.url, feed.id, Reading::Again, deadline).await {
        Ok(said) => {
            let now = clock::now();
            app.store.keep_feed(Feed { title: said.title, ..feed }, said.items, now, now + EVERY).await?;
            app.news.notify_one();
            Ok(())
        }
        Err(problem) => {
            tracing::warn!(feed = %feed.id, problem, failures = feed.failures + 1, "a feed could not be read");
            let wait = SignedDuration::from_mins(2_i64.saturating_pow(feed.failures.saturating_add(1).min(10)));
            let now = clock::now();
            app.store.fail_feed(feed.id, &problem, now, now + wait.min(LONGEST_WAIT)).await?;
            app.news.notify_one();
            Ok(())
        }
    }
}
