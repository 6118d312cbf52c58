//! The running server: a socket, the follower of the record, the runner of
//! jobs, and an orderly end.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

use crate::app::App;
use crate::commits::{self, Commits};
use crate::connection::accept;
use crate::desk::stream::news;
use crate::erasure;
use crate::jobs;
use crate::media;
use crate::routes::router;
use crate::{following, suggestions, webhooks, websub};

/// How long to wait before the record is read again that could not be read, and before room is made
/// in memory where there was none to make.
const TRY_AGAIN: Duration = Duration::from_millis(200);
/// How long open requests may take to finish once the server is told to stop.
const PATIENCE: Duration = Duration::from_secs(10);

/// How the server was told to stop, for the log.
#[derive(Clone, Copy, Debug)]
pub enum Shutdown {
    /// By a signal of that name.
    Signal(&'static str),
    /// By the program that holds it.
    Asked,
}

/// Serves until `shutdown` resolves, then ends streams, lets open requests
/// finish for 10 seconds, and brings the store to rest.
///
/// # Errors
/// When one of the tasks that the server lives by has failed.
pub async fn serve(
    app: App,
    listener: TcpListener,
    shutdown: impl Future<Output = Shutdown> + Send + 'static,
) -> io::Result<()> {
    let stopping = app.stopping.subscribe();
    let mut tasks = JoinSet::new();
    let mut live_by = |name: &'static str, task: Pin<Box<dyn Future<Output = ()> + Send>>| {
        tasks.spawn(async move {
            task.await;
            name
        });
    };
    live_by("the one who notices commits", Box::pin(commits::notice(app.clone(), stopping.clone())));
    live_by("the follower of the record", Box::pin(follow(app.clone(), stopping.clone())));
    live_by("the teller of the desk's news", Box::pin(news::follow(app.clone(), stopping.clone())));
    live_by("the runner of jobs", Box::pin(jobs::run(app.clone(), stopping.clone())));
    live_by("the one who erases", Box::pin(erasure::run(app.clone(), stopping.clone())));
    live_by("the one who forgets", Box::pin(erasure::forget(app.clone(), stopping.clone())));
    live_by("the sender of webhooks", Box::pin(webhooks::run(app.clone(), stopping.clone())));
    live_by("the taker of media", Box::pin(media::take_in_what_comes(app.clone(), stopping.clone())));
    live_by("the finisher of media", Box::pin(media::do_what_can_wait(app.clone(), stopping.clone())));
    live_by("the reader of feeds", Box::pin(suggestions::run(app.clone(), stopping.clone())));
    live_by("the follower of other servers", Box::pin(following::run(app.clone(), stopping.clone())));
    live_by("the teller of hubs", Box::pin(websub::run(app.clone(), stopping)));
    let (open, mut all_ended) = mpsc::channel(1);
    let router = router(app.clone());
    app.newsroom.fanout().start(&app.metrics)?;
    let failed = tokio::select! {
        how = shutdown => {
            tracing::info!(?how, "stopping");
            None
        }
        // None ends by itself before it is told to.
        Some(ended) = tasks.join_next() => Some(match ended {
            Ok(name) => format!("{name} ended"),
            Err(error) => error.to_string(),
        }),
        () = accept(&app, &listener, &router, &open) => None,
    };
    drop(listener);
    app.stopping.send_replace(true);
    app.newsroom.fanout().stop();
    // Nothing is ever sent: it ends when the last connection has let go of its end.
    drop(open);
    if tokio::time::timeout(PATIENCE, all_ended.recv()).await.is_err() {
        tracing::warn!("some requests did not finish in time; they are cut off");
    }
    let newsroom = Arc::clone(&app.newsroom);
    if let Err(error) = tokio::task::spawn_blocking(move || newsroom.fanout().wait()).await {
        tracing::error!(%error, "the streams did not end in order");
    }
    if let Some(how) = failed {
        return Err(io::Error::other(format!("a task that the server lives by failed: {how}")));
    }
    while let Some(ended) = tasks.join_next().await {
        if let Err(error) = ended {
            tracing::error!(%error, "a task did not end in order");
        }
    }
    app.store.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Waits until there has been no room for all coverages in memory for so long.
async fn crowded_for(long: Duration, app: &App) {
    app.newsroom.crowded().await;
    tokio::time::sleep(long).await;
}

/// Takes in what other processes write to the same store.
async fn follow(app: App, mut stopping: watch::Receiver<bool>) {
    let mut commits = Commits::follow(&app);
    let mut failing = false;
    loop {
        tokio::select! {
            () = commits.next() => {}
            () = tokio::time::sleep(TRY_AGAIN), if failing => {}
            () = crowded_for(TRY_AGAIN, &app) => {
                app.newsroom.make_room();
                continue;
            }
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
        let looked = app.newsroom.catch_up().await;
        // Said when it begins and when it is over, not several times a second.
        match &looked {
            Err(error) if !failing => tracing::error!(%error, "the record cannot be followed"),
            Ok(()) if failing => tracing::info!("the record can be followed again"),
            _ => {}
        }
        failing = looked.is_err();
    }
}
