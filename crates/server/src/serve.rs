//! The running server: a socket, the follower of the record, the runner of
//! jobs, and an orderly end.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tower_http::add_extension::AddExtension;

use crate::app::App;
use crate::auth::Peer;
use crate::desk::stream::news;
use crate::jobs;
use crate::media;
use crate::routes::router;
use crate::{suggestions, webhooks, websub};

/// How often the store is asked whether another process wrote. It costs one
/// read of a counter that SQLite keeps in memory.
const LISTEN_TO_OTHERS: Duration = Duration::from_millis(200);
/// How long open requests may take to finish once the server is told to stop.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a client may take to send the head of a request, and how long a
/// connection may stay open without one.
const SLOWEST_HEAD: Duration = Duration::from_secs(8);
/// The largest head of a request, in bytes.
const LARGEST_HEAD: usize = 64 * 1024;
/// How many connections are open at a time, if the system lets a process have
/// so many files. Who comes after waits in the system's queue.
const MOST_CONNECTIONS: u64 = 16_384;
/// How many files are left for the store, the media and the log: readers must
/// not keep a member from publishing.
const OTHER_FILES: u64 = 256;
/// How long to wait after the system refused a connection, for want of descriptors say.
const BREATHER: Duration = Duration::from_millis(100);

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
    live_by("the follower of the record", Box::pin(follow(app.clone(), stopping.clone())));
    live_by("the teller of the desk's news", Box::pin(news::follow(app.clone(), stopping.clone())));
    live_by("the runner of jobs", Box::pin(jobs::run(app.clone(), stopping.clone())));
    live_by("the sender of webhooks", Box::pin(webhooks::run(app.clone(), stopping.clone())));
    live_by("the taker of media", Box::pin(media::take_in_what_comes(app.clone(), stopping.clone())));
    live_by("the finisher of media", Box::pin(media::do_what_can_wait(app.clone(), stopping.clone())));
    live_by("the reader of feeds", Box::pin(suggestions::run(app.clone(), stopping.clone())));
    live_by("the teller of hubs", Box::pin(websub::run(app.clone(), stopping)));
    let connections = GracefulShutdown::new();
    let router = router(app.clone());
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
        () = accept(&listener, &router, &connections) => None,
    };
    drop(listener);
    app.stopping.send_replace(true);
    if tokio::time::timeout(PATIENCE, connections.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time; they are cut off");
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

/// Takes connections for as long as it is let.
async fn accept(listener: &TcpListener, router: &Router, connections: &GracefulShutdown) {
    let places = Arc::new(Semaphore::new(connections_at_a_time()));
    loop {
        // The semaphore is never closed; the place is given back when the connection ends.
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let (stream, address) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection was not taken");
                tokio::time::sleep(BREATHER).await;
                continue;
            }
        };
        let connection = connections.watch(converse(stream, AddExtension::new(router.clone(), Peer(address.ip()))));
        tokio::spawn(async move {
            // What ends a connection early is the client's affair: it went away or sent what is no HTTP.
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
            drop(place);
        });
    }
}

/// Raises the limit of open files as far as this process may, since many
/// systems begin with a thousand, and gives how many connections it leaves room for.
fn connections_at_a_time() -> usize {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    // A connection that fetches a film has the film's file open as well.
    let wanted = 2 * MOST_CONNECTIONS + OTHER_FILES;
    let possible = maximum.map_or(wanted, |maximum| maximum.min(wanted));
    let mut files = current.unwrap_or(wanted);
    let raised = Rlimit { current: Some(possible), maximum };
    if files < possible && setrlimit(Resource::Nofile, raised).is_ok() {
        files = possible;
    }
    let connections = files.saturating_sub(OTHER_FILES).clamp(1, MOST_CONNECTIONS);
    if connections < MOST_CONNECTIONS {
        tracing::info!(connections, files, "the limit of open files keeps readers waiting past so many connections");
    }
    usize::try_from(connections).unwrap_or(usize::MAX)
}

/// A connection that is served.
type Conversation = http1::Connection<TokioIo<TcpStream>, TowerToHyperService<AddExtension<Router, Peer>>>;

/// One connection, with bounds on what a client may send and how slowly.
fn converse(stream: TcpStream, router: AddExtension<Router, Peer>) -> Conversation {
    // A frame is to leave at once, not to wait for more. Without it, it is merely later.
    let _ = stream.set_nodelay(true);
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(SLOWEST_HEAD)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router))
}

/// Takes in what other processes write to the same store.
async fn follow(app: App, mut stopping: watch::Receiver<bool>) {
    let mut seen = None;
    let mut failing = false;
    loop {
        let looked = look(&app, &mut seen).await;
        // Said when it begins and when it is over, not several times a second.
        match &looked {
            Err(error) if !failing => tracing::error!(%error, "the record cannot be followed"),
            Ok(()) if failing => tracing::info!("the record can be followed again"),
            _ => {}
        }
        failing = looked.is_err();
        tokio::select! {
            () = tokio::time::sleep(LISTEN_TO_OTHERS) => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}

async fn look(app: &App, seen: &mut Option<i64>) -> Result<(), store::Error> {
    let version = app.store.data_version().await?;
    if *seen != Some(version) {
        app.newsroom.catch_up().await?;
        *seen = Some(version);
    }
    Ok(())
}
