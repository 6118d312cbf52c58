//! One list of readers, and the thread that serves it.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use coverage::CoverageId;
use mio::{Events, Interest, Poll, Token};
use slab::Slab;

use super::reader::{LOOKS, Reader, Round, State};
use super::{Door, Inbox, Newcomer};
use crate::live::Live;
use crate::live::coding::StreamCoding;
use crate::live::stream::{ALIVE, HEARTBEAT};
use crate::metrics::Metrics;

/// The token of what is handed over.
pub(super) const NEWS: Token = Token(usize::MAX);
/// Readers are looked after in so many groups, one after the other, so that
/// each is once in half a heartbeat, and the list never stops for all.
const GROUPS: u32 = 8;

pub(super) struct Shard {
    poll: Poll,
    door: Arc<Door>,
    metrics: Arc<Metrics>,
    readers: Slab<Reader>,
    rooms: HashMap<CoverageId, Room>,
    /// What readers say is read into it, and forgotten.
    scratch: Vec<u8>,
    alive: [(StreamCoding, Bytes); 3],
}

/// The readers of one coverage.
struct Room {
    live: Arc<Live>,
    readers: Vec<usize>,
}

impl Shard {
    pub(super) fn new(poll: Poll, door: Arc<Door>, metrics: Arc<Metrics>) -> Self {
        let alive =
            [StreamCoding::Identity, StreamCoding::Gzip, StreamCoding::Zstd].map(|coding| (coding, coding.wrap(ALIVE)));
        Self { poll, door, metrics, readers: Slab::new(), rooms: HashMap::new(), scratch: vec![0; 16 * 1024], alive }
    }

    /// Serves the list until it is told to stop.
    pub(super) fn run(mut self) {
        let mut events = Events::with_capacity(1_024);
        let pace = HEARTBEAT / u32::from(LOOKS) / GROUPS;
        let (mut due, mut group) = (Instant::now() + pace, 0);
        loop {
            let wait = due.saturating_duration_since(Instant::now());
            if let Err(error) = self.poll.poll(&mut events, Some(wait))
                && error.kind() != io::ErrorKind::Interrupted
            {
                // Nothing that a program does right leads here; it is not to spin.
                tracing::error!(%error, "a list of readers cannot wait");
                std::thread::sleep(Duration::from_millis(100));
            }
            for event in &events {
                if event.token() != NEWS {
                    let says = event.is_readable() || event.is_read_closed() || event.is_error();
                    self.attend(event.token().0, says);
                }
            }
            let Inbox { newcomers, changed, stopping } = self.door.take();
            for newcomer in newcomers {
                self.let_in(newcomer);
            }
            for coverage in changed {
                self.send(coverage);
            }
            if stopping {
                self.readers.drain().for_each(Reader::end);
                return;
            }
            if Instant::now() >= due {
                due += pace;
                self.look_after(group);
                group = (group + 1) % GROUPS;
            }
        }
    }

    fn let_in(&mut self, newcomer: Newcomer) {
        let live = Arc::clone(&newcomer.stream.live);
        let mut reader = Reader::new(newcomer);
        let entry = self.readers.vacant_entry();
        let index = entry.key();
        // Told once of each edge: that something was said, that there is room again.
        let interest = Interest::READABLE | Interest::WRITABLE;
        if let Err(error) = self.poll.registry().register(&mut reader.socket, Token(index), interest) {
            tracing::warn!(%error, "a reader was not taken");
            return;
        }
        let room = self.rooms.entry(live.id()).or_insert_with(|| Room { live, readers: Vec::new() });
        reader.place = room.readers.len();
        room.readers.push(index);
        let reader = entry.insert(reader);
        let state = reader.send(&mut Round::of(Arc::clone(&room.live), Arc::clone(&self.metrics)));
        self.settle(index, state);
    }

    /// Sends all readers of a coverage what they do not have yet.
    fn send(&mut self, coverage: CoverageId) {
        let Some(room) = self.rooms.get(&coverage) else { return };
        let mut round = Round::of(Arc::clone(&room.live), Arc::clone(&self.metrics));
        // From the end on: who goes is replaced by the last, who had its turn.
        let mut place = room.readers.len();
        while place > 0 {
            place -= 1;
            let Some(&index) = self.rooms.get(&coverage).and_then(|room| room.readers.get(place)) else { return };
            let Some(reader) = self.readers.get_mut(index) else { continue };
            // Who is held up goes on when its socket says that there is room.
            if !reader.is_held_up() {
                let state = reader.send(&mut round);
                self.settle(index, state);
            }
        }
    }

    /// Something happened at a reader's socket.
    fn attend(&mut self, index: usize, says: bool) {
        let Some(reader) = self.readers.get_mut(index) else { return };
        let mut state = State::Stays;
        if says {
            state = reader.listen(&mut self.scratch);
        }
        if state == State::Stays
            && reader.is_held_up()
            && let Some(room) = self.rooms.get(&reader.coverage)
        {
            state = reader.send(&mut Round::of(Arc::clone(&room.live), Arc::clone(&self.metrics)));
        }
        self.settle(index, state);
    }

    fn look_after(&mut self, group: u32) {
        let last = self.readers.iter().next_back().map_or(0, |(index, _)| index + 1);
        for index in (group as usize..last).step_by(GROUPS as usize) {
            let Some(reader) = self.readers.get_mut(index) else { continue };
            let Some((_, alive)) = self.alive.iter().find(|(coding, _)| *coding == reader.coding()) else { continue };
            let state = reader.look_after(alive);
            self.settle(index, state);
        }
    }

    /// Lets go of a reader who goes.
    fn settle(&mut self, index: usize, state: State) {
        if state == State::Stays {
            return;
        }
        let Some(reader) = self.readers.try_remove(index) else { return };
        if let Some(room) = self.rooms.get_mut(&reader.coverage) {
            room.readers.swap_remove(reader.place);
            if let Some(moved) = room.readers.get(reader.place).and_then(|moved| self.readers.get_mut(*moved)) {
                moved.place = reader.place;
            }
            if room.readers.is_empty() {
                self.rooms.remove(&reader.coverage);
            }
        }
        reader.end();
    }
}
