//! How a connection begins: who asks for the first page of a coverage, and gets what stands, has
//! it from here, in one call of the system. At the first request for anything else the connection
//! goes on to hyper, with what was read of that request.
//!
//! On election night most connections ask for that page and nothing else that is not on the device
//! already. hyper takes three times as long to make the same bytes.

use std::io;
use std::pin::Pin;

use axum::http::{HeaderMap, HeaderValue, header};
use bytes::Buf;
use jiff::fmt::rfc2822::DateTimePrinter;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep};

use super::{PAGE, SLOWEST_HEAD};
use crate::clock;
use crate::live::Newsroom;
use crate::reader::encoding::Coding;
use crate::reader::standing::Standing;

/// How much of a request is read here; browsers send less for a page. It is not a limit: hyper goes on from there.
const READ: usize = 4 * 1024;
/// How many headers are looked at. Whoever sends more is served by hyper.
const HEADERS: usize = 32;

/// What became of a connection.
pub(super) enum Begun {
    /// It is over.
    Ended,
    /// It asks for something else; that was read of it.
    Asks(Vec<u8>),
}

/// A request that may be answered with what stands.
struct Plain<'a> {
    slug: &'a str,
    coding: Coding,
    /// How many bytes it took.
    length: usize,
}

/// Answers a connection for as long as it asks for pages that stand, until `stopped`.
pub(super) async fn begin(
    newsroom: &Newsroom,
    socket: &mut TcpStream,
    mut stopped: Pin<&mut impl Future<Output = ()>>,
) -> Begun {
    let mut heard = Vec::with_capacity(READ);
    let mut silence = std::pin::pin!(tokio::time::sleep(SLOWEST_HEAD));
    loop {
        if heard.is_empty() {
            let read = tokio::select! {
                biased;
                read = socket.read_buf(&mut heard) => read,
                () = stopped.as_mut() => return Begun::Ended,
                () = silence.as_mut() => return Begun::Ended,
            };
            if !matches!(read, Ok(1..)) {
                return Begun::Ended;
            }
        }
        let standing =
            plain(&heard).and_then(|asked| Some((newsroom.standing(asked.slug, asked.coding)?, asked.length)));
        let Some((standing, length)) = standing else { return Begun::Asks(heard) };
        if let Err(error) = send(socket, &standing).await {
            tracing::debug!(%error, "a connection ended early");
            return Begun::Ended;
        }
        heard.drain(..length);
        put_off(silence.as_mut());
    }
}

/// The timer is set anew only now and then: for every request it would cost more than the answer's head.
fn put_off(silence: Pin<&mut Sleep>) {
    let end = Instant::now() + SLOWEST_HEAD;
    if end.saturating_duration_since(silence.deadline()) > SLOWEST_HEAD / 8 {
        silence.reset(end);
    }
}

/// Reads a request of which nothing counts but the page and its coding. What decides that are the
/// headers that an answer says it varies with, and those that HTTP itself gives a meaning for any
/// answer: conditions and ranges (RFC 9110 §13, §14), and how the message and the connection go on
/// (RFC 9112 §6, §9).
fn plain(heard: &[u8]) -> Option<Plain<'_>> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(length) = request.parse(heard).ok()? else { return None };
    if (request.method, request.version) != (Some("GET"), Some(1)) {
        return None;
    }
    let slug = request.path?.strip_prefix(PAGE)?;
    let mut taken = HeaderMap::new();
    for header in &*request.headers {
        let named = |name: &str| header.name.eq_ignore_ascii_case(name);
        if named("accept-encoding") {
            taken.append(header::ACCEPT_ENCODING, HeaderValue::from_bytes(header.value).ok()?);
        } else if named("connection") && header.value.eq_ignore_ascii_case(b"keep-alive") {
            // It says what is so anyhow.
        } else if ELSEWHERE.iter().any(|name| named(name)) {
            return None;
        }
    }
    Some(Plain { slug, coding: Coding::preferred(&taken), length })
}

/// Headers that hyper, or the router, is to look at.
const ELSEWHERE: [&str; 14] = [
    "available-dictionary",
    "connection",
    "content-length",
    "expect",
    "http2-settings",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-range",
    "if-unmodified-since",
    "range",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Sends an answer with the date of now (RFC 9110 §6.6.1).
async fn send(socket: &mut TcpStream, standing: &Standing) -> io::Result<()> {
    let date = DateTimePrinter::new().timestamp_to_rfc9110_string(&clock::now()).map_err(io::Error::other)?;
    let head = [&standing.head[..], b"date: ", date.as_bytes(), b"\r\n\r\n"].concat();
    match &standing.held {
        Some(held) => held.send(socket, &head).await,
        None => socket.write_all_buf(&mut Buf::chain(&head[..], &standing.body[..])).await,
    }
}

#[cfg(test)]
mod tests {
    use super::{Coding, plain};

    fn asked(headers: &str) -> Option<(String, Coding)> {
        let request = format!("GET /live/storm HTTP/1.1\r\nhost: example.org\r\n{headers}\r\n");
        let plain = plain(request.as_bytes())?;
        assert_eq!(plain.length, request.len());
        Some((plain.slug.to_owned(), plain.coding))
    }

    #[test]
    fn a_page_and_its_coding() {
        assert_eq!(asked(""), Some(("storm".to_owned(), Coding::Identity)));
        assert_eq!(asked("Accept-Encoding: gzip\r\n"), Some(("storm".to_owned(), Coding::Gzip)));
        assert_eq!(asked("accept-encoding: gzip\r\naccept-encoding: br\r\n").unwrap().1, Coding::Brotli);
        assert_eq!(asked("connection: Keep-Alive\r\ncookie: a=b\r\n").unwrap().1, Coding::Identity);
    }

    #[test]
    fn what_counts_otherwise_is_left_to_hyper() {
        for header in super::ELSEWHERE {
            assert_eq!(asked(&format!("{header}: close\r\n")), None, "{header}");
            assert_eq!(asked(&format!("{}: 1\r\n", header.to_ascii_uppercase())), None, "{header}");
        }
        for other in [
            "HEAD /live/storm HTTP/1.1\r\n\r\n",
            "GET /live/storm HTTP/1.0\r\n\r\n",
            "GET /text/live/storm HTTP/1.1\r\n\r\n",
            "GET /live/storm HTTP/1.1\r\nhost: a\r\n",
            "GET /live/storm HTTP/1.1\r\n folded: a\r\n\r\n",
            "\u{0}",
        ] {
            assert!(plain(other.as_bytes()).is_none(), "{other}");
        }
        let many = "a: b\r\n".repeat(super::HEADERS);
        assert_eq!(asked(&many), None);
    }
}
