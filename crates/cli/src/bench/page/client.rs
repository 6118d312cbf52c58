//! Many connections in one thread that ask for the same page again and again,
//! each once it has the answer before.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream as Plain};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token};

use crate::bench::loopback::{self, Kind};
use crate::bench::run::Coding;
use crate::bench::tally::{Spread, microseconds};
use crate::bench::target::Place;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// What every answer that is measured begins with.
const SUCCESS: &[u8] = b"HTTP/1.1 200 ";
/// The largest answer, in bytes.
const LARGEST: usize = 16 * 1024 * 1024;

/// An answer to one request.
pub(super) struct Answer {
    /// How many bytes it has, its head included.
    pub(super) length: usize,
    pub(super) body: Vec<u8>,
}

/// What many requests came to.
pub(super) struct Load {
    /// How many were answered, those included that nobody looked at.
    pub(super) all: u64,
    /// How many of them were looked at, and in what time.
    pub(super) requests: u64,
    pub(super) took: Duration,
    /// From sending a request until its answer was there.
    pub(super) answers: Spread,
}

fn request(at: SocketAddr, path: &str, coding: Coding) -> String {
    let coding = match coding {
        Coding::Identity => "identity",
        Coding::Gzip => "gzip",
    };
    format!("GET {path} HTTP/1.1\r\nHost: {at}\r\nAccept-Encoding: {coding}\r\n\r\n")
}

/// Asks once, and makes sure that the answer is coded as it should be.
pub(super) fn ask(place: &Place, coding: Coding) -> anyhow::Result<Answer> {
    let mut socket = Plain::connect(place.at).with_context(|| format!("{} takes no connection", place.at))?;
    socket.set_read_timeout(Some(PATIENCE))?;
    socket.write_all(request(place.at, &place.path, coding).as_bytes())?;
    let mut came = Vec::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = socket.read(&mut buffer)?;
        came.extend_from_slice(buffer.get(..read).unwrap_or_default());
        if let Some(end) = came.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(came.get(..end).unwrap_or_default()).to_ascii_lowercase();
            if !came.starts_with(SUCCESS) {
                bail!("the page was answered “{head}”");
            }
            if head.contains("\r\ncontent-encoding: gzip") != (coding == Coding::Gzip) {
                bail!("the page does not come in {coding:?}: “{head}”");
            }
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            let length: usize = length.context("the answer does not say how long it is")?.trim().parse()?;
            let whole = end + 4 + length;
            if whole > LARGEST {
                bail!("the page has {whole} bytes, which is too much to measure");
            }
            if came.len() >= whole {
                return Ok(Answer { length: whole, body: came.split_off(end + 4) });
            }
        }
        if read == 0 {
            bail!("the answer broke off");
        }
    }
}

struct Connection {
    socket: TcpStream,
    /// How much of the answer is there.
    came: usize,
    asked: Instant,
}

/// Asks over so many connections, for `warm` without looking, and then for
/// `time`. All answers are as long as the first.
pub(super) fn load(
    place: &Place,
    coding: Coding,
    connections: usize,
    length: usize,
    [warm, time]: [Duration; 2],
) -> anyhow::Result<Load> {
    let request = request(place.at, &place.path, coding);
    let mut poll = Poll::new()?;
    let mut asking = Vec::with_capacity(connections);
    for index in 0..connections {
        let socket = loopback::socket(place.at, Kind::Reading, index)?;
        socket.connect(&place.at.into()).context("a connection was not taken")?;
        socket.set_nonblocking(true)?;
        socket.set_tcp_nodelay(true)?;
        let mut socket = TcpStream::from_std(Plain::from(socket));
        poll.registry().register(&mut socket, Token(index), Interest::READABLE)?;
        socket.write_all(request.as_bytes())?;
        asking.push(Connection { socket, came: 0, asked: Instant::now() });
    }
    let mut events = Events::with_capacity(connections.max(1));
    let mut buffer = vec![0; 256 * 1024];
    let mut answers = Vec::new();
    let mut all = 0;
    let from = Instant::now() + warm;
    let until = from + time;
    loop {
        if let Err(error) = poll.poll(&mut events, Some(PATIENCE))
            && error.kind() != io::ErrorKind::Interrupted
        {
            return Err(error.into());
        }
        if events.is_empty() {
            bail!("nothing was answered for {PATIENCE:?}");
        }
        let now = Instant::now();
        if now >= until {
            let requests = answers.len() as u64;
            return Ok(Load { all, requests, took: now - from, answers: Spread::of(answers.into_iter()) });
        }
        for event in &events {
            let Some(connection) = asking.get_mut(event.token().0) else { continue };
            if connection.read(&mut buffer, length)? {
                let now = Instant::now();
                all += 1;
                if now >= from {
                    answers.push(microseconds(now - connection.asked));
                }
                connection.came = 0;
                connection.asked = now;
                // A request is smaller than any socket's buffer.
                connection.socket.write_all(request.as_bytes())?;
            }
        }
    }
}

impl Connection {
    /// Reads what is there, and says whether that is the whole answer.
    fn read(&mut self, buffer: &mut [u8], length: usize) -> anyhow::Result<bool> {
        loop {
            let read = match self.socket.read(buffer) {
                Ok(0) => bail!("the server ended a connection that it should keep"),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(false),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error).context("a connection broke"),
            };
            let came = buffer.get(..read).unwrap_or_default();
            let beginning = came.get(..SUCCESS.len()).unwrap_or(came);
            if self.came == 0 && !SUCCESS.starts_with(beginning) {
                bail!("an answer begins with “{}”", String::from_utf8_lossy(beginning));
            }
            self.came += read;
            if self.came > length {
                bail!("an answer is longer than the first was, by {} bytes", self.came - length);
            }
            if self.came == length {
                return Ok(true);
            }
        }
    }
}
