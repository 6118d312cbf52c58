//! Many readers in one thread: a socket each, from many loopback addresses,
//! and one wait for all of them, so that the client costs little of the
//! machine that it shares with the server.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream as Plain};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use flate2::{Decompress, FlushDecompress};
use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token};
use socket2::{Domain, Protocol, Socket, Type};

use super::tally::Tally;
use super::target::Served;

/// How many connections are being opened at a time: a server's queue is no longer than so.
const OPENING: usize = 400;
/// How many readers share an address.
const AN_ADDRESS: usize = 100;
/// How long all of them may take to be connected.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often the one who waits looks whether there is something else to do.
const GLANCE: Duration = Duration::from_millis(20);
/// The end of a block that depends on nothing after it (RFC 1951, an empty stored block).
const FLUSHED: [u8; 4] = [0, 0, 0xff, 0xff];
/// The head of a gzip file without a name (RFC 1952).
const GZIP_HEAD: usize = 10;

/// Readers that are connected.
pub(super) struct Readers {
    shared: Arc<Shared>,
    thread: JoinHandle<anyhow::Result<Tally>>,
}

#[derive(Default)]
struct Shared {
    /// When the changes were published, in their order.
    published: Mutex<Vec<Instant>>,
    /// Whether all connections are to be cut now.
    cut: AtomicBool,
    /// The last change that readers wait for; none yet while it is 0.
    last: AtomicU64,
    /// The milliseconds for which they wait for it.
    patience: AtomicU64,
}

impl Readers {
    /// Connects so many, and returns once the server has answered all of them.
    pub(super) fn connect(served: &Served, readers: usize, gzip: bool) -> anyhow::Result<Self> {
        let shared = Arc::new(Shared::default());
        let (told, connected) = mpsc::channel();
        let mut client = Client {
            at: served.at,
            path: served.path.clone(),
            gzip,
            first: served.published,
            poll: Poll::new()?,
            connections: (0..readers).map(|_| Connection::new(served.published)).collect(),
            waiting: (0..readers).rev().collect(),
            opening: 0,
            open: 0,
            buffer: vec![0; 256 * 1024],
            plain: Vec::new(),
            inflater: Decompress::new(false),
            times: Vec::new(),
            tally: Tally::of(readers),
            shared: Arc::clone(&shared),
        };
        let thread = std::thread::spawn(move || client.run(&told));
        // Where the other end is gone without a word, the thread says why it ended.
        if connected.recv().is_err() {
            join(thread)?;
            bail!("the readers ended before they began");
        }
        Ok(Self { shared, thread })
    }

    /// The next change is published now.
    pub(super) fn expect(&self) {
        self.shared.published.lock().unwrap_or_else(PoisonError::into_inner).push(Instant::now());
    }

    /// Cuts every connection. The readers come back with the id of the last event they had.
    pub(super) fn cut(&self) {
        self.shared.cut.store(true, Ordering::Release);
    }

    /// Waits until every reader has the changes up to the last, for so long at most.
    pub(super) fn finish(self, last: u64, patience: Duration) -> anyhow::Result<Tally> {
        self.shared.patience.store(u64::try_from(patience.as_millis())?, Ordering::Release);
        self.shared.last.store(last, Ordering::Release);
        join(self.thread)
    }
}

fn join(thread: JoinHandle<anyhow::Result<Tally>>) -> anyhow::Result<Tally> {
    match thread.join() {
        Ok(tally) => tally,
        Err(_) => bail!("the readers' thread broke off"),
    }
}

struct Client {
    at: SocketAddr,
    path: String,
    gzip: bool,
    /// What was published before.
    first: u64,
    poll: Poll,
    connections: Vec<Connection>,
    /// Those that are to be opened yet.
    waiting: Vec<usize>,
    opening: usize,
    open: usize,
    buffer: Vec<u8>,
    plain: Vec<u8>,
    inflater: Decompress,
    times: Vec<Instant>,
    tally: Tally,
    shared: Arc<Shared>,
}

struct Connection {
    socket: Option<TcpStream>,
    phase: Phase,
    /// The last change that it has.
    last: u64,
    /// What came and is not whole yet.
    rest: Vec<u8>,
    /// What came and is not decompressed yet.
    packed: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Connecting,
    Head,
    GzipHead,
    Open,
}

impl Connection {
    const fn new(last: u64) -> Self {
        Self { socket: None, phase: Phase::Connecting, last, rest: Vec::new(), packed: Vec::new() }
    }
}

impl Client {
    fn run(&mut self, connected: &mpsc::Sender<()>) -> anyhow::Result<Tally> {
        let mut events = Events::with_capacity(4_096);
        let began = Instant::now();
        let mut told = false;
        let mut deadline = None;
        loop {
            while self.opening < OPENING
                && let Some(index) = self.waiting.pop()
            {
                self.connect(index)?;
            }
            if let Err(error) = self.poll.poll(&mut events, Some(GLANCE))
                && error.kind() != io::ErrorKind::Interrupted
            {
                return Err(error.into());
            }
            for event in &events {
                self.attend(event.token().0, event.is_writable(), event.is_readable())?;
            }
            if !told && self.open == self.connections.len() {
                told = true;
                self.tally.bytes = 0;
                // Nobody waits for it any more only if everything ends.
                let _ = connected.send(());
            }
            if !told && began.elapsed() > PATIENCE {
                bail!("only {} of {} readers are connected after {PATIENCE:?}", self.open, self.connections.len());
            }
            if self.shared.cut.swap(false, Ordering::AcqRel) {
                self.cut();
            }
            let last = self.shared.last.load(Ordering::Acquire);
            if last > 0 {
                let patience = Duration::from_millis(self.shared.patience.load(Ordering::Acquire));
                let deadline = *deadline.get_or_insert(Instant::now() + patience);
                let missing: u64 = self.connections.iter().map(|c| last.saturating_sub(c.last)).sum();
                if missing == 0 || Instant::now() > deadline {
                    self.tally.gaps += missing;
                    self.tally.settle();
                    return Ok(std::mem::take(&mut self.tally));
                }
            }
        }
    }

    fn connect(&mut self, index: usize) -> anyhow::Result<()> {
        let socket = Socket::new(Domain::for_address(self.at), Type::STREAM, Some(Protocol::TCP))
            .context("no more sockets: raise the limit of open files (ulimit -n)")?;
        socket.set_nonblocking(true)?;
        if self.at.is_ipv4() {
            let group = index / AN_ADDRESS;
            let [_, _, third, fourth] = u32::try_from(group)?.to_be_bytes();
            let from = SocketAddr::new(IpAddr::V4(Ipv4Addr::new(127, 1, third, fourth.max(1))), 0);
            socket.bind(&from.into())?;
        }
        match socket.connect(&self.at.into()) {
            Ok(()) => {}
            // EINPROGRESS has no name in the standard library; whether it came to pass is seen when it is written to.
            Err(error) if error.raw_os_error() == Some(115) || error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error.into()),
        }
        let mut socket = TcpStream::from_std(Plain::from(socket));
        self.poll.registry().register(&mut socket, Token(index), Interest::READABLE | Interest::WRITABLE)?;
        if let Some(connection) = self.connections.get_mut(index) {
            connection.socket = Some(socket);
            connection.phase = Phase::Connecting;
            self.opening += 1;
        }
        Ok(())
    }

    fn attend(&mut self, index: usize, writable: bool, readable: bool) -> anyhow::Result<()> {
        let Some(connection) = self.connections.get_mut(index) else { return Ok(()) };
        let Some(socket) = &mut connection.socket else { return Ok(()) };
        if connection.phase == Phase::Connecting && writable {
            if let Some(error) = socket.take_error()? {
                return Err(error).context("a reader was not let in");
            }
            let mut request =
                format!("GET {} HTTP/1.1\r\nHost: {}\r\nAccept: text/event-stream\r\n", self.path, self.at)
                    .replace("{after}", &self.first.to_string());
            if self.gzip {
                request.push_str("Accept-Encoding: gzip\r\n");
            }
            if connection.last > self.first {
                request.push_str(&format!("Last-Event-ID: {}\r\n", connection.last));
            }
            request.push_str("\r\n");
            // A request is smaller than any socket's buffer.
            socket.write_all(request.as_bytes()).context("a request was not taken")?;
            connection.phase = Phase::Head;
        }
        if !readable || connection.phase == Phase::Connecting {
            return Ok(());
        }
        loop {
            let Some(connection) = self.connections.get_mut(index) else { return Ok(()) };
            let Some(socket) = &mut connection.socket else { return Ok(()) };
            let read = match socket.read(&mut self.buffer) {
                Ok(0) => bail!("the server ended a stream after event {}", connection.last),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error).context("a stream broke"),
            };
            let now = Instant::now();
            self.tally.bytes += read as u64;
            self.take(index, read, now)?;
            // Less than was room for is all that there is; what comes later is told of.
            if read < self.buffer.len() {
                return Ok(());
            }
        }
    }

    /// Takes in what was read.
    fn take(&mut self, index: usize, read: usize, now: Instant) -> anyhow::Result<()> {
        let Some(connection) = self.connections.get_mut(index) else { return Ok(()) };
        let mut came = self.buffer.get(..read).unwrap_or_default();
        let mut collected = Vec::new();
        if connection.phase == Phase::Head {
            connection.rest.extend_from_slice(came);
            let Some(end) = connection.rest.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(()) };
            let head = String::from_utf8_lossy(connection.rest.get(..end).unwrap_or_default()).to_ascii_lowercase();
            if head.split(' ').nth(1) != Some("200") {
                bail!("a reader was answered “{head}”");
            }
            if self.gzip && (!head.contains("content-encoding: gzip") || head.contains("transfer-encoding: chunked")) {
                bail!("the server sends no gzip that can be measured: “{head}”");
            }
            collected = connection.rest.split_off(end + 4);
            connection.rest.clear();
            connection.phase = if self.gzip { Phase::GzipHead } else { Phase::Open };
            self.opening -= 1;
            self.open += 1;
            came = &collected;
        }
        if !self.gzip {
            return Self::read_events(
                connection,
                came,
                now,
                self.first,
                &mut self.tally,
                &mut self.times,
                &self.shared,
            );
        }
        connection.packed.extend_from_slice(came);
        if connection.phase == Phase::GzipHead {
            if connection.packed.len() < GZIP_HEAD {
                return Ok(());
            }
            drop(connection.packed.drain(..GZIP_HEAD));
            connection.phase = Phase::Open;
        }
        drop(collected);
        if !connection.packed.ends_with(&FLUSHED) {
            return Ok(());
        }
        // What was flushed in full depends on nothing before it: one inflater does for all.
        self.inflater.reset(false);
        self.plain.clear();
        let mut taken = 0;
        while taken < connection.packed.len() {
            self.plain.reserve(64 * 1024);
            let rest = connection.packed.get(taken..).unwrap_or_default();
            let before = self.inflater.total_in();
            self.inflater.decompress_vec(rest, &mut self.plain, FlushDecompress::Sync)?;
            let step = usize::try_from(self.inflater.total_in() - before)?;
            if step == 0 && self.plain.len() < self.plain.capacity() {
                bail!("the gzip of event {} cannot be read", connection.last + 1);
            }
            taken += step;
        }
        connection.packed.clear();
        Self::read_events(connection, &self.plain, now, self.first, &mut self.tally, &mut self.times, &self.shared)
    }

    /// Reads the events that are whole, and keeps the rest.
    fn read_events(
        connection: &mut Connection,
        came: &[u8],
        now: Instant,
        first: u64,
        tally: &mut Tally,
        times: &mut Vec<Instant>,
        shared: &Shared,
    ) -> anyhow::Result<()> {
        let mut joined = std::mem::take(&mut connection.rest);
        let text = if joined.is_empty() {
            came
        } else {
            joined.extend_from_slice(came);
            &joined
        };
        let mut start = 0;
        let mut from = 0;
        while let Some(found) = text.get(from..).and_then(|rest| rest.iter().position(|byte| *byte == b'\n')) {
            from += found + 1;
            if text.get(from) != Some(&b'\n') {
                continue;
            }
            let event = text.get(start..from).unwrap_or_default();
            from += 1;
            start = from;
            let Some(seq) = seq(event) else { continue };
            if seq <= first {
                continue;
            }
            let resync = event.windows(14).any(|window| window == b"\nevent: resync");
            if seq <= connection.last {
                tally.repeated += 1;
                continue;
            }
            if resync || seq > connection.last + 1 {
                tally.gaps += seq - connection.last - u64::from(!resync);
            }
            connection.last = seq;
            let change = usize::try_from(seq - first - 1)?;
            if change >= times.len() {
                times.clone_from(&shared.published.lock().unwrap_or_else(PoisonError::into_inner));
            }
            let published = times.get(change).with_context(|| format!("event {seq} was not published"))?;
            tally.arrived(change, now.saturating_duration_since(*published));
        }
        connection.rest = text.get(start..).unwrap_or_default().to_vec();
        Ok(())
    }

    fn cut(&mut self) {
        for (index, connection) in self.connections.iter_mut().enumerate() {
            if connection.phase == Phase::Open && connection.socket.take().is_some() {
                connection.rest.clear();
                connection.packed.clear();
                connection.phase = Phase::Connecting;
                self.waiting.push(index);
                self.open -= 1;
            }
        }
    }
}

/// The number in the data of an event.
fn seq(event: &[u8]) -> Option<u64> {
    const DATA: &[u8] = b"\ndata: ";
    const SEQ: &[u8] = b"\"seq\":";
    let near = |text: &[u8], what: &[u8]| text.windows(what.len()).take(200).position(|window| window == what);
    let data = if event.starts_with(b"data: ") { 6 } else { near(event, DATA)? + DATA.len() };
    let data = event.get(data..)?;
    let digits = data.get(near(data, SEQ)? + SEQ.len()..)?;
    let digits = digits.iter().take_while(|byte| byte.is_ascii_digit());
    Some(digits.fold(0, |number: u64, digit| number.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'))))
}

#[cfg(test)]
mod tests {
    use super::seq;

    #[test]
    fn the_number_of_an_event() {
        assert_eq!(seq(b"id: 12\nevent: change\ndata: {\"seq\":12,\"html\":\"\"}\n"), Some(12));
        assert_eq!(seq(b"data: {\"seq\":7}\n"), Some(7));
        assert_eq!(seq(b"5dc\r\nid: 8\ndata: {\"seq\":8}\n"), Some(8));
        assert_eq!(seq(b": alive\n"), None);
        assert_eq!(seq(b"retry: 1500\n"), None);
    }
}
