//! What was redacted leaves memory at once, and then the disk: the database file is made anew.
//!
//! That it is to be done stands in the database, in the transaction of the redaction; so a server
//! that is killed leaves it to the next, which does it when it starts.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use store::{Entry, Erasure, SOURCE_ERASURES_APART};
use tokio::sync::watch;

use crate::app::App;
use crate::clock;
use crate::commits::Commits;
use crate::media::{self, FilesFault};
use crate::purge;

/// How long to wait before it is tried again, for room on the disk or until nobody reads what was before; then twice as
/// long each time. Each try holds up who writes for a moment.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
/// The longest wait between two tries.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// Erases what was redacted, until the server stops.
pub(crate) async fn run(app: App, mut stopping: watch::Receiver<bool>) {
    let mut commits = Commits::follow(&app);
    let mut begun = None;
    let mut failures = 0;
    loop {
        let next = match erase(&app, &mut begun).await {
            Ok(next) => {
                failures = 0;
                next
            }
            Err(error) => {
                // Said once, not every few seconds.
                if failures == 0 {
                    tracing::error!(%error, "what was redacted cannot be erased from the disk yet");
                }
                failures += 1;
                None
            }
        };
        tokio::select! {
            () = again(&mut commits, next, failures) => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}

/// Has memory let go of what was redacted, until the server stops; the disk may take its time.
pub(crate) async fn forget(app: App, mut stopping: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            () = app.newsroom.redacted() => {
                app.shelf.clear();
                app.histories.clear();
                app.moments.clear();
                app.previews.clear();
                app.cards.clear();
            }
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}

/// Waits until there may be something to erase, or it can be tried again. What failed is not tried again at the next
/// commit: an erasure that was begun is one itself.
async fn again(commits: &mut Commits, next: Option<Timestamp>, failures: u32) {
    match failures.checked_sub(1) {
        None => commits.or_due(next).await,
        Some(before) => tokio::time::sleep(pause(before)).await,
    }
}

fn pause(failures_before: u32) -> Duration {
    FIRST_PAUSE.saturating_mul(1 << failures_before.min(10)).min(LONGEST_PAUSE)
}

/// Why something is not erased yet.
#[derive(Debug, thiserror::Error)]
enum EraseFault {
    /// The store.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// Files of pictures and films.
    #[error(transparent)]
    Files(#[from] FilesFault),
}

/// `begun` is what was erased from the database file, and not from its log yet. Gives when there is more to erase,
/// if that is known.
async fn erase(app: &App, begun: &mut Option<Erasure>) -> Result<Option<Timestamp>, EraseFault> {
    let Some(next) = app.store.next_erasure_at().await? else {
        *begun = None;
        return Ok(None);
    };
    let gone = app.store.untold_redacted_media().await?;
    for id in &gone {
        app.store.forget_media(*id);
        // Their turn would come as well; but pictures that are being made may stand before them in line.
        media::remove_files(app, *id).await?;
    }
    if !gone.is_empty() {
        let told = gone.iter().filter(|_| app.purging.is_some()).map(|id| purge::of_medium(*id)).collect();
        app.store.tell_of_redacted_media(gone, told).await?;
        app.new_job.notify_one();
    }
    // What is further ahead than that was noted by a clock that was put back since.
    let now = clock::now();
    if begun.is_none() && next > now && next <= now + SOURCE_ERASURES_APART {
        return Ok(Some(next));
    }
    let started = std::time::Instant::now();
    // The file is made anew once, however often its log has to be tried.
    let erasure = match begun.take() {
        Some(erasure) => erasure,
        None => app.store.begin_erasure().await?,
    };
    let erasure = begun.insert(erasure);
    let erased = Entry {
        at: clock::now(),
        member: None,
        action: "redaction.erased".to_owned(),
        coverage: None,
        subject: String::new(),
        detail: Value::Null,
    };
    app.store.end_erasure(erasure, erased).await?;
    *begun = None;
    tracing::info!(ms = started.elapsed().as_millis(), "what was redacted is erased from the disk");
    Ok(None)
}

#[cfg(test)]
mod tests {
    use axum::extract::{Path, RawQuery, State};
    use axum::http::{HeaderMap, StatusCode};
    use coverage::{Change, CoverageId, Seq, Slug};
    use serde_json::json;
    use store::{NewChange, NewCoverage, Store};
    use tempfile::TempDir;

    use super::*;
    use crate::config::Config;
    use crate::reader::history;

    const POST: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    fn change(kind: &str, payload: Value) -> NewChange {
        NewChange { at: clock::now(), change: Change::read(kind, payload), salt: clock::salt() }
    }

    #[tokio::test]
    async fn memory_lets_go_while_nobody_erases_the_disk_yet() {
        let folder = TempDir::new().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let opened =
            json!({"v": 1, "headline": "Storm", "language": "en", "time_zone": "Europe/Kyiv", "status": "live"});
        let content = json!({"headline": "A falsehood", "body": {"v": 1, "doc": {"type": "doc", "content": []}}});
        let published = json!({"v": 1, "post": POST, "published_at": clock::now(), "content": content});
        let id = CoverageId::new(clock::new_uuid());
        let new = NewCoverage { id, slug: Slug::parse("storm").unwrap(), created_at: clock::now() };
        let changes = vec![change("coverage_opened", opened), change("post_published", published)];
        store.create_coverage(new, changes, vec![]).await.unwrap();
        let config = Config::new(folder.path().to_owned(), "127.0.0.1:0", None, "The Gazette").unwrap();
        let app = App::start(&config, store, "127.0.0.1:0").await.unwrap();
        let (stop, stopping) = watch::channel(false);
        let forgetting = tokio::spawn(forget(app.clone(), stopping));
        let place = Path(("storm".to_owned(), POST.to_owned()));
        let page = history::of_post(State(app.clone()), place, RawQuery(None), HeaderMap::new()).await;
        assert_eq!(page.status(), StatusCode::OK);
        assert!(!app.histories.is_empty());

        let Ok(live) = app.newsroom.public("storm").await else { panic!("it is live") };
        let redacted = json!({"v": 1, "post": POST, "reason": "legal", "published_at": clock::now(), "changes": [2]});
        app.store.append(id, Seq(2), vec![change("post_redacted", redacted)], vec![]).await.unwrap();
        live.catch_up(&app.store).await.unwrap();
        let gone = async {
            while !app.histories.is_empty() {
                tokio::task::yield_now().await;
            }
        };
        assert!(tokio::time::timeout(Duration::from_secs(30), gone).await.is_ok(), "it is kept");
        assert!(app.store.must_erase().await.unwrap(), "the disk has it still");
        stop.send_replace(true);
        forgetting.await.unwrap();
    }
}
