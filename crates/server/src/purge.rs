//! Caches in front let go at once of what they were allowed to keep for longer, by surrogate key.
//!
//! What is live they keep for a second anyhow. What has ended they keep for an hour, and earlier
//! pages of a coverage for a week: when one is corrected, or words are withdrawn, they are told. It
//! is a job in the transaction of the change, so that a server that is killed leaves it to the next.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use bytes::Bytes;
use coverage::{Change, CoverageId, MediaId, Slug, Status, View};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::time::Duration;
use store::{Effect, Job, NewJob};
use thiserror::Error;

use crate::app::App;
use crate::clock;
use crate::config::Purging;
use crate::fetch::FetchFault;
use crate::live::Live;

/// The kind of job that tells caches in front.
pub(crate) const PURGE: &str = "purge";

/// Under which keys an answer is kept, as Fastly and Varnish's xkey know them.
const SURROGATE_KEY: HeaderName = HeaderName::from_static("surrogate-key");
/// When caches are told: once the other nodes have heard of the change as well, so that none of
/// them gives a cache the earlier page once more.
const AFTER: SignedDuration = SignedDuration::from_secs(1);
/// How long a cache's answer is waited for; less than the time that the job is this node's alone.
const PATIENCE: Duration = Duration::from_secs(5);
/// After how many tries it is left: after a day, when caches have let go of it by themselves.
const MOST_TRIES: u32 = 150;

/// What is to be let go of.
#[derive(Serialize, Deserialize)]
struct Purge {
    key: String,
}

/// Why a cache was not told.
#[derive(Debug, Error)]
pub(crate) enum PurgeFault {
    /// It did not answer.
    #[error(
        "the cache cannot be told (--purge-url): {0} One in your own network has to be named by --also-reach as well."
    )]
    NotAnswered(#[from] FetchFault),
    /// It did not take what it was told.
    #[error("the cache answered {0} (--purge-url, STET_PURGE_HEADER)")]
    Refused(hyper::StatusCode),
    /// The store.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// The job that belongs to these changes, where caches in front are to be told of them.
pub(crate) fn effect<'c>(
    purging: Option<&Purging>,
    live: &Live,
    before: Status,
    after: &View,
    changes: impl Iterator<Item = &'c Change> + Clone,
) -> Option<Effect> {
    purging?;
    let (after, was_taken) = (after.coverage().status, changes.clone().any(Change::takes_out_of_sight));
    let is_kept = before == Status::Ended || after == Status::Ended || (was_taken && after != Status::Draft);
    (is_kept && changes.count() > 0).then(|| Effect::Enqueue(job(Some(live.id()), key(live.slug().as_str()))))
}

/// What tells caches in front of a picture or film that is gone.
pub(crate) fn of_medium(id: MediaId) -> NewJob {
    job(None, key_of_medium(id))
}

fn job(coverage: Option<CoverageId>, key: String) -> NewJob {
    let (id, run_at) = (clock::job_id(), clock::now() + AFTER);
    NewJob { id, kind: PURGE.to_owned(), coverage, payload: json!(Purge { key }), run_at }
}

/// Tells the cache. What is told twice does no harm.
///
/// # Errors
/// A [`PurgeFault`]: it is to be told again.
pub(crate) async fn run(app: &App, job: &Job) -> Result<(), PurgeFault> {
    let finished = vec![Effect::FinishJob(job.lease())];
    // Where there is no cache any more, there is nothing to do, and so with a job of another form.
    if let (Some(purging), Ok(purge)) = (&app.purging, serde_json::from_value::<Purge>(job.payload.clone())) {
        match tell(app, purging, &purge.key).await {
            Ok(()) => {}
            Err(fault) if job.attempts >= MOST_TRIES => {
                tracing::error!(%fault, key = purge.key, "a cache was not told, and is not told any more");
            }
            Err(fault) => return Err(fault),
        }
    }
    app.store.commit(finished).await?;
    Ok(())
}

/// The key is in a header, as Fastly and most take it, and in the body, as Cloudflare does.
async fn tell(app: &App, purging: &Purging, key: &str) -> Result<(), PurgeFault> {
    let mut headers = HeaderMap::new();
    if let Ok(key) = HeaderValue::from_str(key) {
        headers.insert(SURROGATE_KEY, key);
    }
    if let Some((name, value)) = &purging.header {
        headers.insert(name.clone(), value.clone());
    }
    let body = Bytes::from(json!({ "tags": [key] }).to_string());
    let answer = tokio::time::timeout(PATIENCE, app.sender.post(&purging.url, headers, body)).await;
    match answer.unwrap_or(Err(FetchFault::TooSlow))? {
        status if status.is_success() => Ok(()),
        status => Err(PurgeFault::Refused(status)),
    }
}

/// Names in each answer about a coverage the key by which a cache lets go of it.
pub(crate) async fn name_key(State(app): State<App>, request: Request, next: Next) -> Response {
    let key = app.purging.as_ref().and_then(|_| key_in(request.uri().path()));
    let mut response = next.run(request).await;
    if let Some(key) = key.and_then(|key| HeaderValue::try_from(key).ok()) {
        response.headers_mut().insert(SURROGATE_KEY, key);
    }
    response
}

/// The key of what a path is about: a coverage, or a picture or film in any of its sizes.
fn key_in(path: &str) -> Option<String> {
    let medium = || path.strip_prefix("/media/")?.split('/').next()?.parse::<MediaId>().ok();
    slug_in(path).map(key).or_else(|| medium().map(key_of_medium))
}

fn key_of_medium(id: MediaId) -> String {
    format!("media/{id}")
}

fn key(slug: &str) -> String {
    format!("live/{slug}")
}

/// The coverage that a path is about: `/live/storm`, `/live/storm.json`, `/text/live/storm/post/…`.
fn slug_in(path: &str) -> Option<&str> {
    let path = path.strip_prefix("/text").unwrap_or(path).strip_prefix("/live/")?;
    let slug = path.split(['/', '.']).next()?;
    Slug::parse(slug).is_ok().then_some(slug)
}

#[cfg(test)]
mod tests {
    use super::{key_in, slug_in};

    #[test]
    fn every_address_of_a_coverage_names_it() {
        for path in
            ["/live/storm", "/live/storm.json", "/live/storm/feed.rss", "/text/live/storm/post/1", "/live/storm/"]
        {
            assert_eq!(slug_in(path), Some("storm"), "{path}");
        }
        for path in ["/", "/live/", "/text", "/desk/c/storm", "/api/v1/coverages/storm", "/live/St%0Aorm"] {
            assert_eq!(slug_in(path), None, "{path}");
        }
    }

    #[test]
    fn every_size_of_a_picture_names_it() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        for path in [format!("/media/{id}"), format!("/media/{id}/320.webp")] {
            assert_eq!(key_in(&path), Some(format!("media/{id}")));
        }
        assert_eq!(key_in("/media/none"), None);
        assert_eq!(key_in("/live/storm"), Some("live/storm".to_owned()));
    }
}
