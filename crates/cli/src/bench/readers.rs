//! Many readers in one thread: a socket each, from many loopback addresses,
//! and one wait for all of them, so that the client costs little of the
//! machine that it shares with the server.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream as Plain};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token};

use super::connection::{Connection, Event, Phase, Unpacker, request};
use super::loopback::{self, Kind};
use super::run::Coding;
use super::tally::Tally;
use super::target::{Coverage, Served};

/// How many connections are being opened at a time: a server's queue is no longer than so.
const OPENING: usize = 400;
/// How long all of them may take to be connected.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often the one who waits looks whether there is something else to do.
const GLANCE: Duration = Duration::from_millis(20);

/// Readers that are connected.
pub(super) struct Readers {
    shared: Arc<Shared>,
    thread: JoinHandle<anyhow::Result<Tally>>,
}

#[derive(Default)]
struct Shared {
    published: Mutex<Published>,
    /// Whether all connections are to be cut now.
    cut: AtomicBool,
    ending: Mutex<Option<Ending>>,
}

#[derive(Clone, Default)]
struct Published {
    /// How many changes there were in all coverages.
    changes: usize,
    /// For each coverage, which of the changes are its own, and when each was
    /// sent, in their order.
    of: Vec<Vec<(usize, Instant)>>,
}

/// For what the readers wait at the end.
struct Ending {
    /// The last change of each coverage.
    last: Vec<u64>,
    deadline: Instant,
}

impl Readers {
    /// Connects so many, and returns once the server has answered all of them.
    /// They are spread evenly over the coverages.
    pub(super) fn connect(served: &Served, readers: usize, coding: Coding) -> anyhow::Result<Self> {
        let coverages = &served.coverages;
        let of = vec![Vec::new(); coverages.len()];
        let published = Mutex::new(Published { changes: 0, of });
        let shared = Arc::new(Shared { published, ..Shared::default() });
        let (told, connected) = mpsc::channel();
        let places = (0..coverages.len()).cycle().take(readers);
        let connections = places.filter_map(|place| Some(Connection::new(place, coverages.get(place)?.published)));
        let mut client = Client {
            at: served.at,
            coding,
            poll: Poll::new()?,
            connections: connections.collect(),
            waiting: (0..readers).rev().collect(),
            opening: 0,
            open: 0,
            buffer: vec![0; 256 * 1024],
            unpacker: Unpacker::default(),
            arrivals: Arrivals {
                coverages: coverages.clone(),
                known: Published::default(),
                tally: Tally::default(),
                shared: Arc::clone(&shared),
            },
        };
        let thread = std::thread::spawn(move || client.run(&told));
        // Where the other end is gone without a word, the thread says why it ended.
        if connected.recv().is_err() {
            join(thread)?;
            bail!("the readers ended before they began");
        }
        Ok(Self { shared, thread })
    }

    /// The next change of that coverage is published now.
    pub(super) fn expect(&self, coverage: usize) {
        let mut published = lock(&self.shared.published);
        let change = published.changes;
        published.changes += 1;
        if let Some(of) = published.of.get_mut(coverage) {
            of.push((change, Instant::now()));
        }
    }

    /// Cuts every connection. The readers come back with the id of the last event they had.
    pub(super) fn cut(&self) {
        self.shared.cut.store(true, Ordering::Release);
    }

    /// Waits until every reader has the last change of its coverage, for so long at most.
    pub(super) fn finish(self, coverages: &[Coverage], patience: Duration) -> anyhow::Result<Tally> {
        let last = coverages.iter().map(|coverage| coverage.published).collect();
        *lock(&self.shared.ending) = Some(Ending { last, deadline: Instant::now() + patience });
        join(self.thread)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn join(thread: JoinHandle<anyhow::Result<Tally>>) -> anyhow::Result<Tally> {
    match thread.join() {
        Ok(tally) => tally,
        Err(_) => bail!("the readers' thread broke off"),
    }
}

struct Client {
    at: SocketAddr,
    coding: Coding,
    poll: Poll,
    connections: Vec<Connection>,
    /// Those that are to be opened yet.
    waiting: Vec<usize>,
    opening: usize,
    open: usize,
    buffer: Vec<u8>,
    unpacker: Unpacker,
    arrivals: Arrivals,
}

impl Client {
    fn run(&mut self, connected: &mpsc::Sender<()>) -> anyhow::Result<Tally> {
        let mut events = Events::with_capacity(4_096);
        let began = Instant::now();
        let mut told = false;
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
                self.arrivals.tally.bytes = 0;
                // Nobody waits for it any more only if everything ends.
                let _ = connected.send(());
            }
            if !told && began.elapsed() > PATIENCE {
                bail!("only {} of {} readers are connected after {PATIENCE:?}", self.open, self.connections.len());
            }
            if self.arrivals.shared.cut.swap(false, Ordering::AcqRel) {
                self.cut();
            }
            if let Some(ending) = &*lock(&self.arrivals.shared.ending) {
                let last = |connection: &Connection| ending.last.get(connection.coverage).copied().unwrap_or(0);
                let missing: u64 = self.connections.iter().map(|c| last(c).saturating_sub(c.last)).sum();
                if missing == 0 || Instant::now() > ending.deadline {
                    self.arrivals.tally.gaps += missing;
                    return Ok(std::mem::take(&mut self.arrivals.tally));
                }
            }
        }
    }

    fn connect(&mut self, index: usize) -> anyhow::Result<()> {
        let socket = loopback::socket(self.at, Kind::Reading, index)?;
        loopback::begin(&socket, self.at)?;
        let mut socket = TcpStream::from_std(Plain::from(socket));
        self.poll.registry().register(&mut socket, Token(index), Interest::READABLE | Interest::WRITABLE)?;
        if let Some(connection) = self.connections.get_mut(index) {
            connection.socket = Some(socket);
            self.opening += 1;
        }
        Ok(())
    }

    fn attend(&mut self, index: usize, writable: bool, readable: bool) -> anyhow::Result<()> {
        let Some(connection) = self.connections.get_mut(index) else { return Ok(()) };
        if connection.phase == Phase::Connecting && writable {
            let Some(socket) = &mut connection.socket else { return Ok(()) };
            if let Some(error) = socket.take_error()? {
                return Err(error).context("a reader was not let in");
            }
            let coverage = self.arrivals.coverages.get(connection.coverage).context("there is no such coverage")?;
            let request = request(self.at, &coverage.path, coverage.published, connection.last, self.coding);
            // A request is smaller than any socket's buffer.
            socket.write_all(request.as_bytes()).context("a request was not taken")?;
            connection.phase = Phase::Head;
        }
        if !readable || connection.phase == Phase::Connecting {
            return Ok(());
        }
        loop {
            let Some(socket) = &mut connection.socket else { return Ok(()) };
            let read = match socket.read(&mut self.buffer) {
                Ok(0) => bail!("the server ended a stream after event {}", connection.last),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error).context("a stream broke"),
            };
            let now = Instant::now();
            self.arrivals.tally.bytes += read as u64;
            let was_answered = connection.is_answered();
            let came = self.buffer.get(..read).unwrap_or_default();
            for event in connection.take(came, self.coding, &mut self.unpacker)? {
                self.arrivals.take(connection, event, now)?;
            }
            if !was_answered && connection.is_answered() {
                self.opening -= 1;
                self.open += 1;
            }
            // Less than was room for is all that there is; what comes later is told of.
            if read < self.buffer.len() {
                return Ok(());
            }
        }
    }

    fn cut(&mut self) {
        for (index, connection) in self.connections.iter_mut().enumerate() {
            if connection.is_answered() {
                connection.cut();
                self.waiting.push(index);
                self.open -= 1;
            }
        }
    }
}

/// What comes, held against what was published.
struct Arrivals {
    /// The coverages as they were when the readers came.
    coverages: Vec<Coverage>,
    /// What is known here of what was published since.
    known: Published,
    tally: Tally,
    shared: Arc<Shared>,
}

impl Arrivals {
    fn take(&mut self, reader: &mut Connection, event: Event, now: Instant) -> anyhow::Result<()> {
        let Event { seq, resync } = event;
        let first = self.coverages.get(reader.coverage).map_or(0, |coverage| coverage.published);
        if seq <= first {
            return Ok(());
        }
        if seq <= reader.last {
            self.tally.repeated += 1;
            return Ok(());
        }
        if resync || seq > reader.last + 1 {
            self.tally.gaps += seq - reader.last - u64::from(!resync);
        }
        reader.last = seq;
        let place = usize::try_from(seq - first - 1)?;
        let published = |known: &Published| known.of.get(reader.coverage).and_then(|of| of.get(place)).copied();
        let change = published(&self.known).or_else(|| {
            self.known.clone_from(&lock(&self.shared.published));
            published(&self.known)
        });
        let (change, at) = change.with_context(|| format!("event {seq} was not published"))?;
        self.tally.arrived(change, now.saturating_duration_since(at));
        Ok(())
    }
}
