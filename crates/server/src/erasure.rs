//! What was redacted leaves memory at once, and then the disk: the database file is made anew.
//!
//! That it is to be done stands in the database, in the transaction of the redaction; so a server
//! that is killed leaves it to the next, which does it when it starts.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use store::Entry;
use tokio::sync::watch;

use crate::app::App;
use crate::clock;
use crate::commits::Commits;
use crate::media::{self, FilesFault};
use crate::purge;

/// How long to wait before it is tried again: for room on the disk, or until nobody reads what was before.
const TRY_AGAIN: SignedDuration = SignedDuration::from_secs(5);

/// Erases what was redacted, until the server stops.
pub(crate) async fn run(app: App, mut stopping: watch::Receiver<bool>) {
    let mut commits = Commits::follow(&app);
    let mut failing = false;
    loop {
        let erased = erase(&app).await;
        // Said once, not every few seconds.
        match &erased {
            Err(error) if !failing => tracing::error!(%error, "what was redacted cannot be erased from the disk yet"),
            _ => {}
        }
        failing = erased.is_err();
        let next: Option<Timestamp> = failing.then(|| clock::now() + TRY_AGAIN);
        tokio::select! {
            () = app.newsroom.redacted() => {
                app.shelf.clear();
                app.histories.clear();
                app.moments.clear();
                app.previews.clear();
                app.cards.clear();
            }
            () = commits.or_due(next) => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
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

async fn erase(app: &App) -> Result<(), EraseFault> {
    if !app.store.must_erase().await? {
        return Ok(());
    }
    let gone = app.store.untold_redacted_media().await?;
    for id in &gone {
        app.store.forget_media(*id);
        // Their turn would come as well; but pictures that are being made may stand before them in line.
        media::remove_files(app, *id).await?;
    }
    let told = gone.iter().filter(|_| app.purging.is_some()).map(|id| purge::of_medium(*id)).collect();
    app.store.tell_of_redacted_media(gone, told).await?;
    app.new_job.notify_one();
    let started = std::time::Instant::now();
    let erased = Entry {
        at: clock::now(),
        member: None,
        action: "redaction.erased".to_owned(),
        coverage: None,
        subject: String::new(),
        detail: Value::Null,
    };
    app.store.erase(erased).await?;
    tracing::info!(ms = started.elapsed().as_millis(), "what was redacted is erased from the disk");
    Ok(())
}
