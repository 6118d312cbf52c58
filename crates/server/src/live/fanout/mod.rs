//! Readers without a task, a timer or a buffer each: their sockets stand in
//! lists, and each list has a thread that sends them what is new.
//!
//! A change wakes each list once. What is sent is one buffer for all who stand
//! at the same position; a reader is a socket and a position, and the rest of
//! the one buffer that its socket did not take at once.

mod reader;
mod shard;

use std::io;
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::{self, JoinHandle};

use bytes::Bytes;
use coverage::CoverageId;
use mio::{Poll, Waker};
use tokio::sync::OwnedSemaphorePermit;

use super::stream::Stream;
use crate::admission::Connected;
use crate::metrics::Metrics;
use shard::{NEWS, Shard};

/// How many lists there are at most; more than processors would be of no use.
const MOST_LISTS: usize = 16;

/// All lists of readers.
#[derive(Default)]
pub(crate) struct Fanout {
    lists: OnceLock<Vec<List>>,
    turn: AtomicUsize,
}

/// A list, as those see it who hand something over to it.
struct List {
    door: Arc<Door>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

struct Door {
    waker: Waker,
    inbox: Mutex<Inbox>,
}

/// What is there for a list's thread.
#[derive(Default)]
struct Inbox {
    newcomers: Vec<Newcomer>,
    /// The coverages that have changed.
    changed: Vec<CoverageId>,
    stopping: bool,
}

/// A reader whose connection was taken over.
pub(crate) struct Newcomer {
    pub(crate) socket: TcpStream,
    /// What is sent before anything else: the head of the answer, and the beginning of the stream.
    pub(crate) beginning: Bytes,
    pub(crate) stream: Stream,
    /// What the connection holds, given back when it ends.
    pub(crate) held: Held,
}

/// A connection's place among all connections, and among those of its address.
pub(crate) struct Held {
    pub(crate) _place: OwnedSemaphorePermit,
    pub(crate) _connected: Connected,
}

impl Fanout {
    /// Starts the lists' threads. Before that no reader is taken.
    ///
    /// # Errors
    /// When the system has no thread or no descriptor left.
    pub(crate) fn start(&self, metrics: &Arc<Metrics>) -> io::Result<()> {
        let number = thread::available_parallelism().map_or(1, usize::from).min(MOST_LISTS);
        let lists = (0..number).map(|number| List::start(number, metrics)).collect::<io::Result<_>>()?;
        // Who starts twice has lists that nobody comes to; they end with this call.
        drop(self.lists.set(lists));
        Ok(())
    }

    /// Takes a reader in.
    pub(crate) fn take(&self, newcomer: Newcomer) {
        let Some(lists) = self.lists.get() else { return };
        let turn = self.turn.fetch_add(1, Ordering::Relaxed) % lists.len().max(1);
        if let Some(list) = lists.get(turn) {
            list.door.tell(|inbox| {
                // Who comes after the end is not answered any more.
                if !inbox.stopping {
                    inbox.newcomers.push(newcomer);
                }
            });
        }
    }

    /// A coverage has changed.
    pub(super) fn tell(&self, coverage: CoverageId) {
        for list in self.lists.get().into_iter().flatten() {
            list.door.tell(|inbox| {
                if !inbox.changed.contains(&coverage) {
                    inbox.changed.push(coverage);
                }
            });
        }
    }

    /// Ends all streams.
    pub(crate) fn stop(&self) {
        for list in self.lists.get().into_iter().flatten() {
            list.door.tell(|inbox| inbox.stopping = true);
        }
    }

    /// Waits until all streams have ended.
    pub(crate) fn wait(&self) {
        for list in self.lists.get().into_iter().flatten() {
            let thread = list.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
            if thread.is_some_and(|thread| thread.join().is_err()) {
                tracing::error!("a list of readers broke off");
            }
        }
    }
}

impl Drop for Fanout {
    fn drop(&mut self) {
        self.stop();
    }
}

impl List {
    fn start(number: usize, metrics: &Arc<Metrics>) -> io::Result<Self> {
        let poll = Poll::new()?;
        let door = Arc::new(Door { waker: Waker::new(poll.registry(), NEWS)?, inbox: Mutex::default() });
        let shard = Shard::new(poll, Arc::clone(&door), Arc::clone(metrics));
        let thread = thread::Builder::new().name(format!("readers-{number}")).spawn(move || shard.run())?;
        Ok(Self { door, thread: Mutex::new(Some(thread)) })
    }
}

impl Door {
    fn tell(&self, what: impl FnOnce(&mut Inbox)) {
        what(&mut self.inbox.lock().unwrap_or_else(PoisonError::into_inner));
        if let Err(error) = self.waker.wake() {
            // The list looks into its inbox with every heartbeat as well.
            tracing::warn!(%error, "a list of readers was not woken");
        }
    }

    fn take(&self) -> Inbox {
        let mut inbox = self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
        let stopping = inbox.stopping;
        std::mem::replace(&mut inbox, Inbox { stopping, ..Inbox::default() })
    }
}
