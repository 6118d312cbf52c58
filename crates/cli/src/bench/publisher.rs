//! Asking a server over HTTP/1.1, one connection a request: enough to publish,
//! and nothing that would compete with the readers.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, bail};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// The largest answer that is read, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Asks, and gives the body of an answer that says success.
pub(super) fn ask(at: SocketAddr, method: &str, path: &str, headers: &str, body: &str) -> anyhow::Result<String> {
    let mut socket = TcpStream::connect(at).with_context(|| format!("{at} takes no connection"))?;
    socket.set_read_timeout(Some(PATIENCE))?;
    socket.set_nodelay(true)?;
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n{headers}Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    socket.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    socket.take(LARGEST).read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer);
    let (head, body) = answer.split_once("\r\n\r\n").with_context(|| format!("{at} answered no HTTP"))?;
    let status = head.split(' ').nth(1).unwrap_or_default();
    if !status.starts_with('2') {
        bail!("{method} {path} was answered {status}: {body}");
    }
    Ok(body.to_owned())
}
