//! The pictures and films of a followed coverage are fetched from its source, one after the other, and
//! taken in as what members upload is: by their content. Until one is there, its words stand for it.
//!
//! Which are still to come stands in the store, each with the time at which it is asked for; so a server that
//! starts goes on where the last one was, and one that cannot be had holds up no other.

use std::path::{Path, PathBuf};
use std::time::Duration;

use coverage::{CoverageId, MediaId};
use http_body_util::BodyExt as _;
use hyper::StatusCode;
use hyper::body::{Body as _, Incoming};
use jiff::{SignedDuration, Timestamp};
use store::{Description, Fetched, MediaKind, MediaState, NewMedium, WantedMedium};
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
/// For how long one is asked for that its source says is not there.
const PATIENT_WITH_NOTHING: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What became of one.
enum Came {
    /// It is here.
    Settled,
    /// It never comes.
    Never,
    /// It may come later.
    Later,
    /// Its source says that there is none.
    NotThere,
    /// What came from its source leaves no room for it.
    NoRoomForIt,
    /// What came from its source takes all the room that it may have here.
    NoRoom,
}

/// Fetches what the store says is still to come, and looks again whenever it is told that there may be more.
pub(super) async fn fetch(app: App, source: Source, coverage: CoverageId, mut wanted: UnboundedReceiver<MediaId>) {
    if let Err(error) = app.store.clear_fetched(LONGEST * 2).await {
        tracing::warn!(%error, "what was left of pictures that did not come as a whole cannot be removed");
    }
    let (mut is_full, mut is_failing) = (false, false);
    loop {
        let wait = match next(&app, &source, coverage, &mut is_full).await {
            Ok(None) => {
                is_failing = false;
                continue;
            }
            Ok(Some(wait)) => {
                is_failing = false;
                wait
            }
            Err(error) => {
                // Said once, not with every try.
                if !std::mem::replace(&mut is_failing, true) {
                    tracing::error!(%error, %coverage, "which pictures of a followed coverage are to come cannot be read");
                }
                FIRST_WAIT
            }
        };
        tokio::select! {
            more = wanted.recv() => {
                if more.is_none() {
                    return;
                }
                // Which ones stands in the store.
                while wanted.try_recv().is_ok() {}
            }
            () = sleep(wait) => {}
        }
    }
}

/// Asks for the one that is due next, if there is one; gives how long there is nothing to do then.
async fn next(
    app: &App,
    source: &Source,
    coverage: CoverageId,
    is_full: &mut bool,
) -> Result<Option<Duration>, store::Error> {
    for media in app.store.tell_of_foreign_media(coverage).await? {
        tracing::warn!(%media, %coverage, "a followed coverage names a picture whose id is another's here; it shows the words alone");
    }
    let Some(wanted) = app.store.next_wanted_medium(coverage).await? else { return Ok(Some(LONGEST_WAIT)) };
    let now = clock::now();
    let wait = Duration::try_from(wanted.due_at.duration_since(now)).unwrap_or_default();
    if !wait.is_zero() {
        return Ok(Some(wait.min(LONGEST_WAIT)));
    }
    let came = timeout(LONGEST, one(app, source, coverage, wanted.id)).await.unwrap_or(Ok(Came::Later));
    let came = came.unwrap_or_else(|error| {
        tracing::warn!(%error, media = %wanted.id, %coverage, "a picture of a followed coverage cannot be taken in yet");
        Came::Later
    });
    if matches!(came, Came::NoRoom | Came::NoRoomForIt) && !std::mem::replace(is_full, true) {
        let host = source.address.host();
        tracing::warn!(%coverage, host, "pictures of a followed coverage do not come: those of its source take all their room (--room-per-source)");
    }
    settle(app, coverage, wanted, came, now).await
}

/// Notes what became of one. Gives how long nothing else need be tried, if that is known.
async fn settle(
    app: &App,
    coverage: CoverageId,
    wanted: WantedMedium,
    came: Came,
    now: Timestamp,
) -> Result<Option<Duration>, store::Error> {
    match came {
        Came::Settled => app.store.settle_wanted_medium(coverage, wanted.id).await?,
        Came::Never => app.store.give_up_wanted_medium(coverage, wanted.id).await?,
        Came::NotThere if is_missing_for_good(wanted.tried_at, now) => {
            tracing::warn!(media = %wanted.id, %coverage, "a picture of a followed coverage is asked for no more: its source has had none for days");
            app.store.give_up_wanted_medium(coverage, wanted.id).await?;
        }
        Came::Later | Came::NotThere | Came::NoRoomForIt => {
            let due_at = clock::now() + clock::spread(wait(wanted.tries));
            app.store.put_off_wanted_medium(coverage, wanted.id, now, due_at).await?;
        }
        // There may be room at any time; it is not the picture's fault.
        Came::NoRoom => return Ok(Some(LONGEST_WAIT)),
    }
    Ok(None)
}

/// Whether one that is not there is asked for no more, by when it was asked for first.
fn is_missing_for_good(tried_at: Option<Timestamp>, now: Timestamp) -> bool {
    tried_at.is_some_and(|first| first + PATIENT_WITH_NOTHING <= now)
}

/// How long to wait after so many tries.
fn wait(tries: u32) -> Duration {
    FIRST_WAIT.saturating_mul(1 << tries.min(10)).min(LONGEST_WAIT)
}

async fn one(app: &App, source: &Source, coverage: CoverageId, id: MediaId) -> Result<Came, WorkFault> {
    match app.store.medium(id).await?.map(|known| known.state) {
        Some(MediaState::Ready) => return Ok(Came::Settled),
        // Another process, or this one before it was killed, has it all, and it is worked on.
        Some(MediaState::Received) => return Ok(Came::Later),
        Some(_) => return Ok(Came::Never),
        None => {}
    }
    if app.store.redacted_medium(id).await?.is_some() {
        return Ok(Came::Never);
    }
    let limits = app.workshop.limits;
    let host = source.address.host();
    let room = limits.source.saturating_sub(app.store.room_of_source(host).await?);
    if room == 0 {
        return Ok(Came::NoRoom);
    }
    let address = source.address.at_server(&format!("/media/{id}"));
    let asked = source.fetcher.open_source(&address, "image/*, video/*", Instant::now() + PATIENCE).await;
    let Ok((_, response)) = asked else { return Ok(Came::Later) };
    match response.status() {
        StatusCode::OK => {}
        // One that was ordered gone there; and one that was never there.
        StatusCode::GONE | StatusCode::FORBIDDEN => return Ok(Came::Never),
        StatusCode::NOT_FOUND => return Ok(Came::NotThere),
        _ => return Ok(Came::Later),
    }
    let file = Unfinished(app.store.fetched_file(clock::new_uuid()));
    let size = match keep(response.into_body(), &file.0, limits.largest().min(room)).await? {
        Kept::Whole(size) => size,
        Kept::Half => return Ok(Came::Later),
        Kept::TooLarge if room < limits.largest() => return Ok(Came::NoRoomForIt),
        Kept::TooLarge => return Ok(Came::Never),
    };
    let kind = match Form::of(&head_of(&file.0)?) {
        Ok(Form::Picture(_)) if size <= limits.picture => MediaKind::Image,
        Ok(Form::Film(_)) if size <= limits.film => MediaKind::Film,
        _ => {
            tracing::warn!(media = %id, %coverage, size, "what a source sends for a picture is none, or too large");
            return Ok(Came::Never);
        }
    };
    let new = NewMedium {
        id,
        kind: Some(kind),
        size,
        filename: host.to_owned(),
        description: Description::default(),
        coverage: Some(coverage),
        member: None,
        at: clock::now(),
    };
    match app.store.receive_fetched_medium(coverage, new, file.0.clone(), lease()).await {
        Ok(Fetched::Received) => {}
        Ok(Fetched::Foreign) => return Ok(Came::Never),
        // It came for another coverage of the same source meanwhile.
        Err(store::Error::Exists { .. }) => return Ok(Came::Later),
        Err(error) => return Err(error.into()),
    }
    match take_claimed(app, id).await {
        Ok(_) => {}
        Err(WorkFault::Refused(refusal)) => {
            tracing::warn!(%refusal, media = %id, %coverage, "a picture of a followed coverage is not taken in");
            return Ok(Came::Never);
        }
        Err(fault) => return Err(fault),
    }
    app.store.forget_media(id);
    Ok(Came::Settled)
}

/// A file that is not taken in. It goes with what holds it, also where that is broken off.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Where it was taken in, it has another name; and what is left is cleared away by a later start.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// How much of a file came.
enum Kept {
    /// All of it, and so many bytes.
    Whole(u64),
    /// Not all of it.
    Half,
    /// It is larger than it may be.
    TooLarge,
}

/// Writes what comes to a file of its own, for good.
async fn keep(mut body: Incoming, path: &Path, most: u64) -> std::io::Result<Kept> {
    if body.size_hint().lower() > most {
        return Ok(Kept::TooLarge);
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).await?;
    let mut size = 0;
    while let Ok(frame) = timeout(PATIENCE, body.frame()).await {
        let frame = match frame {
            None => {
                file.sync_data().await?;
                return Ok(Kept::Whole(size));
            }
            Some(Ok(frame)) => frame,
            Some(Err(_)) => break,
        };
        let data = frame.data_ref().map(|data| &**data).unwrap_or_default();
        size += data.len() as u64;
        if size > most {
            return Ok(Kept::TooLarge);
        }
        file.write_all(data).await?;
    }
    Ok(Kept::Half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_asked_for_for_days() {
        let now = Timestamp::UNIX_EPOCH;
        let since = |hours| is_missing_for_good(Some(now - SignedDuration::from_hours(hours)), now);
        assert!(!is_missing_for_good(None, now) && !since(7 * 24 - 1) && since(7 * 24));
    }

    #[test]
    fn tries_come_at_growing_distances() {
        assert_eq!([0, 1, 4, 9, 10, u32::MAX].map(|tries| wait(tries).as_secs()), [1, 2, 16, 512, 600, 600]);
    }
}
