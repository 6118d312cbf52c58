//! The running server: a socket, the follower of the record, the runner of
//! jobs, and an orderly end.

use std::future::Future;
use std::io;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::app::App;
use crate::jobs;
use crate::routes::router;

/// How often the store is asked whether another process wrote. It costs one
/// read of a counter that SQLite keeps in memory.
const LISTEN_TO_OTHERS: Duration = Duration::from_millis(200);
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
/// What the socket or the store says.
pub async fn serve(
    app: App,
    listener: TcpListener,
    shutdown: impl Future<Output = Shutdown> + Send + 'static,
) -> io::Result<()> {
    let stopping = app.stopping.subscribe();
    let follower = tokio::spawn(follow(app.clone(), stopping.clone()));
    let runner = tokio::spawn(jobs::run(app.clone(), stopping.clone()));
    let stop = {
        let app = app.clone();
        async move {
            let how = shutdown.await;
            tracing::info!(?how, "stopping");
            app.stopping.send_replace(true);
        }
    };
    let serving = axum::serve(listener, router(app.clone())).with_graceful_shutdown(stop);
    let mut stopped = stopping;
    let deadline = async {
        // Fails only when the app is gone, and then there is nothing to wait for.
        let _ = stopped.wait_for(|stopping| *stopping).await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        served = serving => served?,
        () = deadline => tracing::warn!("some requests did not finish in time; they are cut off"),
    }
    app.stopping.send_replace(true);
    for task in [follower, runner] {
        if let Err(error) = task.await {
            tracing::error!(%error, "a background task had failed");
        }
    }
    app.store.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Takes in what other processes write to the same store.
async fn follow(app: App, mut stopping: watch::Receiver<bool>) {
    let mut seen = None;
    loop {
        match app.store.data_version().await {
            Ok(version) if seen == Some(version) => {}
            Ok(version) => match app.newsroom.catch_up().await {
                Ok(()) => seen = Some(version),
                Err(error) => tracing::error!(%error, "the record cannot be read"),
            },
            Err(error) => tracing::error!(%error, "the store does not answer"),
        }
        tokio::select! {
            () = tokio::time::sleep(LISTEN_TO_OTHERS) => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}
