//! Connections: whom they are taken from, how long they may take, and how one
//! that turns out to be a stream leaves HTTP behind.

mod held;
mod shortcut;

use std::convert::Infallible;
use std::fmt;
use std::future::{Future, poll_fn};
use std::io::Cursor;
use std::net::IpAddr;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::http::{Method, Request, StatusCode, Uri, Version, header};
use axum::response::Response;
use bytes::Bytes;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use jiff::fmt::rfc2822::DateTimePrinter;
use socket2::SockRef;
use tokio::io::{AsyncReadExt as _, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc, watch};
use tower_service::Service;

use crate::admission::{Admission, Connected};
use crate::app::App;
use crate::auth::Peer;
use crate::clock;
use crate::live::{Held, Newcomer, Newsroom, Stream};
pub(crate) use held::HeldBySystem;
use shortcut::Begun;

/// How long a client may take to send the head of a request, and how long a
/// connection may stay open without one.
const SLOWEST_HEAD: Duration = Duration::from_secs(8);
/// The largest head of a request, in bytes.
const LARGEST_HEAD: usize = 64 * 1024;
/// How long to wait after the system refused a connection, for want of descriptors say.
const BREATHER: Duration = Duration::from_millis(100);
/// What stands before the name of a coverage in the address of its page.
const PAGE: &str = "/live/";
/// How much of a stream the system keeps for a reader who is slow, in bytes.
/// The rest stays in the coverage's frames, where it is kept once for all.
const KEPT_BY_SYSTEM: usize = 128 * 1024;
/// How long what was sent may stay without an answer until a reader counts as gone.
const LONGEST_SILENCE: Duration = Duration::from_secs(60);

/// Takes connections for as long as it is let. `open` is held by each for as
/// long as it lasts.
pub(crate) async fn accept(app: &App, listener: &TcpListener, router: &Router, open: &mpsc::Sender<Infallible>) {
    let places = Arc::new(Semaphore::new(app.admission.connections));
    loop {
        // The semaphore is never closed; the place is given back when the connection ends.
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let (socket, address) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection was not taken");
                tokio::time::sleep(BREATHER).await;
                continue;
            }
        };
        let Some(connected) = admit(app, address.ip()) else {
            tracing::warn!(address = %address.ip(), "an address has too many connections; is it a proxy (--trusted-proxy)?");
            continue;
        };
        let held = Held { _place: place, _connected: connected };
        let newsroom = Arc::clone(&app.newsroom);
        let service = Asked { router: router.clone(), newsroom, peer: Peer(address.ip()), taken: TakeOver::default() };
        let (stopping, open, app) = (app.stopping.subscribe(), open.clone(), app.clone());
        tokio::spawn(async move {
            if let Some((socket, beginning, stream)) = converse(socket, service, stopping).await {
                match detach(socket) {
                    Ok(socket) => app.newsroom.fanout().take(Newcomer { socket, beginning, stream, held }),
                    Err(error) => tracing::warn!(%error, "a stream's connection could not be taken over"),
                }
            }
            drop(open);
        });
    }
}

/// Lets a connection in. A trusted proxy may have all of them: it speaks for many.
fn admit(app: &App, from: IpAddr) -> Option<Connected> {
    if app.gate.proxies.contains(&from.to_canonical()) {
        return Some(Admission::proxied());
    }
    app.admission.connection(from)
}

/// Serves one connection to its end, with bounds on what a client may send and
/// how slowly. Gives what is left where a request asked for the stream.
async fn converse(
    mut socket: TcpStream,
    service: Asked,
    mut stopping: watch::Receiver<bool>,
) -> Option<(TcpStream, Bytes, Stream)> {
    settle(&socket);
    let mut told = pin!(async move {
        // An error says that the server is gone already.
        let _ = stopping.wait_for(|stopping| *stopping).await;
    });
    let Begun::Asks(heard) = shortcut::begin(&service.newsroom, &mut socket, told.as_mut()).await else { return None };
    let (read, write) = socket.into_split();
    let socket = tokio::io::join(Cursor::new(heard).chain(read), write);
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(SLOWEST_HEAD)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(socket), service);
    let mut stops = false;
    let ended = poll_fn(|cx| {
        if !stops && told.as_mut().poll(cx).is_ready() {
            stops = true;
            Pin::new(&mut connection).graceful_shutdown();
        }
        connection.poll_without_shutdown(cx)
    })
    .await;
    let parts = connection.into_parts();
    let (read, write) = parts.io.into_inner().into_inner();
    // They are the two halves of one socket, so that this cannot fail.
    let mut socket = read.into_inner().1.reunite(write).ok()?;
    if let Some((beginning, stream)) = parts.service.taken.end() {
        // What the client has sent beyond its request is passed over: the
        // answer says that the connection ends with it.
        return Some((socket, beginning, stream));
    }
    match ended {
        // Whoever is gone already does not hear that the connection ends.
        Ok(()) => drop(poll_fn(|cx| Pin::new(&mut socket).poll_shutdown(cx)).await),
        // What ends a connection early is the client's affair: it went away or sent what is no HTTP.
        Err(error) => tracing::debug!(%error, "a connection ended early"),
    }
    None
}

/// Says how a connection's socket is to behave. Where the system refuses that, it is served all the same.
fn settle(socket: &TcpStream) {
    // A frame is to leave at once, not to wait for more. Without it, it is merely later.
    let _ = socket.set_nodelay(true);
    // Without it, whoever vanished is waited for as long as the system does: a quarter of an hour.
    let _ = give_up_after(LONGEST_SILENCE, &SockRef::from(socket));
}

/// Takes a socket away from the runtime.
fn detach(socket: TcpStream) -> std::io::Result<std::net::TcpStream> {
    let socket = socket.into_std()?;
    SockRef::from(&socket).set_send_buffer_size(KEPT_BY_SYSTEM)?;
    Ok(socket)
}

/// Has a connection end once what was sent has stayed without an answer for so
/// long: a network that vanished says nothing. Streams have something to send
/// every fifteen seconds, so they are let go of that much later at most.
#[cfg(target_os = "linux")]
fn give_up_after(silence: Duration, socket: &SockRef<'_>) -> std::io::Result<()> {
    socket.set_tcp_user_timeout(Some(silence))
}

/// Other systems have a time of their own.
#[cfg(not(target_os = "linux"))]
const fn give_up_after(_silence: Duration, _socket: &SockRef<'_>) -> std::io::Result<()> {
    Ok(())
}

/// What a request finds who may turn its connection into a stream.
#[derive(Clone, Default)]
pub(crate) struct TakeOver(Arc<Mutex<Option<Taken>>>);

struct Taken {
    head: Bytes,
    stream: Stream,
}

impl TakeOver {
    /// Asks for the connection, once the head of the answer is known.
    pub(crate) fn begin(&self, stream: Stream) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Taken { head: Bytes::new(), stream });
    }

    /// Whether that was asked; `answer` is what it begins with.
    fn answer(&self, answer: &Response) -> bool {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Something on the way may have answered otherwise.
        if answer.status() != StatusCode::OK {
            *taken = None;
        }
        taken.as_mut().is_some_and(|taken| {
            taken.head = head(answer).into();
            true
        })
    }

    fn end(&self) -> Option<(Bytes, Stream)> {
        let Taken { head, stream } = self.0.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        // Asked for, but the connection ended before there was an answer.
        if head.is_empty() {
            return None;
        }
        Some(([&head[..], &stream.beginning()].concat().into(), stream))
    }
}

/// The head of an answer that ends with its connection (RFC 9112 §6.3).
fn head(answer: &Response) -> Vec<u8> {
    let mut head = b"HTTP/1.1 200 OK\r\n".to_vec();
    // Of the body that was put in the stream's place, nothing is told.
    for (name, value) in answer.headers().iter().filter(|(name, _)| *name != header::CONTENT_LENGTH) {
        head.extend_from_slice(name.as_str().as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(b"connection: close\r\n");
    if let Ok(date) = DateTimePrinter::new().timestamp_to_rfc9110_string(&clock::now()) {
        head.extend_from_slice(format!("date: {date}\r\n").as_bytes());
    }
    head.extend_from_slice(b"\r\n");
    head
}

/// One connection's requests.
struct Asked {
    router: Router,
    newsroom: Arc<Newsroom>,
    peer: Peer,
    taken: TakeOver,
}

/// Says to hyper that the connection is not its any more.
#[derive(Debug)]
struct Left;

impl fmt::Display for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the connection became a stream")
    }
}

impl std::error::Error for Left {}

impl hyper::service::Service<Request<Incoming>> for Asked {
    type Response = Response;
    type Error = Left;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Left>> + Send>>;

    fn call(&self, mut request: Request<Incoming>) -> Self::Future {
        request.extensions_mut().insert(self.peer);
        let plain = matches!(request.version(), Version::HTTP_10 | Version::HTTP_11);
        let taken = (plain && request.method() == Method::GET).then(|| self.taken.clone());
        if let Some(taken) = &taken {
            request.extensions_mut().insert(taken.clone());
        }
        let page = first_page(&request);
        let newsroom = Arc::clone(&self.newsroom);
        let answer = self.router.clone().call(request);
        Box::pin(async move {
            let Ok(answer) = answer.await;
            if let Some(slug) = page.as_ref().and_then(|page| page.path().strip_prefix(PAGE)) {
                newsroom.keep(slug, &answer);
            }
            match taken {
                Some(taken) if taken.answer(&answer) => Err(Left),
                _ => Ok(answer),
            }
        })
    }
}

/// The address, if it may be that of the first page of a coverage.
fn first_page(request: &Request<Incoming>) -> Option<Uri> {
    let uri = request.uri();
    let may_be = request.method() == Method::GET && uri.query().is_none() && uri.path().starts_with(PAGE);
    may_be.then(|| uri.clone())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::io::{ErrorKind, Read, Write};
    use std::net::{TcpListener, TcpStream};
    use std::time::Instant;

    use socket2::{SockFilter, SockRef};

    use super::*;

    /// Returns nothing of any packet (BPF_RET of 0 bytes): all are lost before TCP sees them.
    const NOTHING_ARRIVES: u16 = 0x06;

    #[test]
    fn whoever_vanished_without_a_word_is_given_up() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (mut server, _) = listener.accept().unwrap();
        give_up_after(Duration::from_secs(1), &SockRef::from(&server)).unwrap();
        server.write_all(b"before").unwrap();
        // From here on the network is gone: nothing that is sent is heard of again.
        SockRef::from(&client).attach_filter(&[SockFilter::new(NOTHING_ARRIVES, 0, 0, 0)]).unwrap();
        server.write_all(b"after").unwrap();
        server.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let began = Instant::now();
        let ended = server.read(&mut [0]).unwrap_err();
        assert_eq!(ended.kind(), ErrorKind::TimedOut, "{ended}");
        assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
        drop(client);
    }

    #[tokio::test]
    async fn every_connection_is_given_up_in_time_also_as_a_stream() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (server, _) = listener.accept().unwrap();
        server.set_nonblocking(true).unwrap();
        let server = tokio::net::TcpStream::from_std(server).unwrap();
        settle(&server);
        let server = detach(server).unwrap();
        assert_eq!(SockRef::from(&server).tcp_user_timeout().unwrap(), Some(LONGEST_SILENCE));
        drop(client);
    }
}
