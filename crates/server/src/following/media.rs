//! The pictures and films of a followed coverage are fetched from its source, one after the other, and
//! taken in as what members upload is: by their content. Until one is there, its words stand for it.

use std::collections::VecDeque;
use std::path::Path;
use std::time::Duration;

use coverage::{CoverageId, MediaId};
use http_body_util::BodyExt as _;
use hyper::StatusCode;
use hyper::body::{Body as _, Incoming};
use store::{Description, MediaKind, MediaState, NewMedium};
use tokio::fs::OpenOptions;
use tokio::io::AsyncWriteExt as _;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{Instant, sleep, timeout};

use super::source::Source;
use crate::app::App;
use crate::clock;
use crate::media::{Form, WorkFault, head_of, lease, take_claimed};

/// How long the head of an answer is waited for, and how long what follows may be silent.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long one file may take.
const LONGEST: Duration = Duration::from_hours(1);
/// How long to wait before something is tried again that may pass, the first time.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The longest wait.
const LONGEST_WAIT: Duration = Duration::from_mins(10);

/// What became of one.
enum Came {
    /// It is here, or never will be.
    Settled,
    /// It may come later.
    Later,
}

/// Fetches what is asked for, and tries again what may pass.
pub(super) async fn fetch(app: App, source: Source, coverage: CoverageId, mut wanted: UnboundedReceiver<MediaId>) {
    let (mut waiting, mut later) = (VecDeque::new(), Vec::new());
    let mut tries = 0;
    loop {
        let Some(id) = waiting.pop_front() else {
            let again = sleep(clock::spread(FIRST_WAIT.saturating_mul(1 << u32::min(tries, 10)).min(LONGEST_WAIT)));
            tokio::select! {
                id = wanted.recv() => match id {
                    Some(id) => waiting.push_back(id),
                    None => return,
                },
                () = again, if !later.is_empty() => {
                    waiting.extend(later.drain(..));
                    tries += 1;
                }
            }
            continue;
        };
        match timeout(LONGEST, one(&app, &source, coverage, id)).await.unwrap_or(Ok(Came::Later)) {
            Ok(Came::Settled) => {}
            outcome => {
                if let Err(error) = outcome {
                    tracing::warn!(%error, media = %id, %coverage, "a picture of a followed coverage cannot be taken in yet");
                }
                if !later.contains(&id) {
                    later.push(id);
                }
            }
        }
        if later.is_empty() {
            tries = 0;
        }
    }
}

/// The pictures and films that a coverage shows as it stands here.
///
/// # Errors
/// What the store says.
pub(super) async fn shown(app: &App, coverage: CoverageId) -> Result<Vec<MediaId>, store::Error> {
    let Some(dossier) = app.newsroom.by_id(coverage) else { return Ok(Vec::new()) };
    let Some(live) = app.newsroom.wake(&dossier).await? else { return Ok(Vec::new()) };
    let view = live.view();
    let lead = view.coverage().lead.iter().flat_map(coverage::Lead::media);
    let posts = view.posts().filter_map(|post| post.content()).flat_map(|content| content.body.media());
    Ok(lead.chain(posts).collect())
}

async fn one(app: &App, source: &Source, coverage: CoverageId, id: MediaId) -> Result<Came, WorkFault> {
    match app.store.medium(id).await? {
        Some(known) if known.state == MediaState::Ready => {
            app.store.publish_followed_media(coverage, id, clock::now()).await?;
            return Ok(Came::Settled);
        }
        // Another process, or this one before it was killed, has it all, and it is worked on.
        Some(known) if known.state == MediaState::Received => return Ok(Came::Later),
        Some(_) => return Ok(Came::Settled),
        None => {}
    }
    if app.store.redacted_medium(id).await?.is_some() {
        return Ok(Came::Settled);
    }
    let address = source.address.at_server(&format!("/media/{id}"));
    let asked = source.fetcher.open_source(&address, "image/*, video/*", Instant::now() + PATIENCE).await;
    let Ok((_, response)) = asked else { return Ok(Came::Later) };
    match response.status() {
        StatusCode::OK => {}
        // One that was ordered gone there; and one that was never there.
        StatusCode::GONE | StatusCode::FORBIDDEN => return Ok(Came::Settled),
        _ => return Ok(Came::Later),
    }
    let limits = app.workshop.limits;
    let path = app.store.upload_file(id);
    let Some(size) = keep(response.into_body(), &path, limits.largest()).await? else {
        app.store.remove_upload(id).await?;
        return Ok(Came::Later);
    };
    let kind = match Form::of(&head_of(&path)?) {
        Ok(Form::Picture(_)) if size <= limits.picture => MediaKind::Image,
        Ok(Form::Film(_)) if size <= limits.film => MediaKind::Film,
        _ => {
            tracing::warn!(media = %id, %coverage, size, "what a source sends for a picture is none, or too large");
            app.store.remove_upload(id).await?;
            return Ok(Came::Settled);
        }
    };
    let new = NewMedium {
        id,
        kind: Some(kind),
        size,
        filename: source.address.host().to_owned(),
        description: Description::default(),
        coverage: Some(coverage),
        member: None,
        at: clock::now(),
    };
    app.store.receive_medium(new, Some(lease())).await?;
    match take_claimed(app, id).await {
        Ok(_) => {}
        Err(WorkFault::Refused(refusal)) => {
            tracing::warn!(%refusal, media = %id, %coverage, "a picture of a followed coverage is not taken in");
            return Ok(Came::Settled);
        }
        Err(fault) => return Err(fault),
    }
    app.store.publish_followed_media(coverage, id, clock::now()).await?;
    app.store.forget_media(id);
    app.news.notify_one();
    Ok(Came::Settled)
}

/// Writes what comes to a file, for good, and gives how many bytes it has; none if it breaks off, or is more than that.
async fn keep(mut body: Incoming, path: &Path, most: u64) -> std::io::Result<Option<u64>> {
    if body.size_hint().lower() > most {
        return Ok(None);
    }
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path).await?;
    let mut size = 0;
    while let Ok(frame) = timeout(PATIENCE, body.frame()).await {
        let frame = match frame {
            None => {
                file.sync_data().await?;
                return Ok(Some(size));
            }
            Some(Ok(frame)) => frame,
            Some(Err(_)) => break,
        };
        let data = frame.data_ref().map(|data| &**data).unwrap_or_default();
        size += data.len() as u64;
        if size > most {
            break;
        }
        file.write_all(data).await?;
    }
    Ok(None)
}
